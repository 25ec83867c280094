"""The partnering agreement (task 3.4), drawn from everything module A has settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Signature,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed, signatures

IN_FORCE = ("signed", "amended", "ended")
PARTNERS = ("selected", "active")


def agreement(records: Records, issue: Issue) -> Document:
    """Lay out the agreement; a section with nothing in it says that it is not yet agreed."""
    reader = Reader(records)
    blocks: list[Block] = [Heading(1, _title(reader)), *_cover(reader)]
    for number, (title, section) in enumerate(_SECTIONS, 1):
        blocks += [Heading(2, f"{number}. {translate(title)}"), *section(reader)]
    blocks += _signature_page(reader)
    draft = records.single("agreement").get("state") not in IN_FORCE
    status = translate(_("Draft, to be checked by your legal office")) if draft else ""
    return document(issue, records, kind="A", title=_title(reader), blocks=blocks, status=status)


def _title(reader: Reader) -> str:
    return reader.single("agreement", "title") or translate(_("Partnering agreement"))


def parties(records: Records) -> list[Row]:
    """Return the partners that take part."""
    return [row for row in records.rows("partner") if row.get("state") in PARTNERS]


def _cover(reader: Reader) -> Iterator[Block]:
    partnership = reader.records.single("partnership")
    yield from reader.facts("partnership", partnership, "name", "place", "number")
    page = reader.records.single("agreement")
    yield from reader.facts("agreement", page, "strength", "state", "duration", "language")


def _parties(reader: Reader) -> Iterator[Block]:
    rows = parties(reader.records)
    if not rows:
        yield not_agreed()
    for row in rows:
        yield Heading(3, str(row["name"] or ""))
        yield from reader.facts("partner", row, "sector", "legal_status", "address", "value_added")


def _background(reader: Reader) -> list[Block]:
    return reader.paragraphs(
        reader.single("challenge", "statement"),
        reader.single("agreement", "background"),
        reader.single("challenge", "need"),
    )


def _vision(reader: Reader) -> Iterator[Block]:
    yield from reader.paragraphs(
        reader.single("shared_vision", "definition"), reader.single("shared_vision", "vision")
    )
    goals = reader.records.rows("shared_goal")
    if goals:
        lines = (
            ": ".join(filter(None, (str(row["name"] or ""), str(row["description"] or ""))))
            for row in goals
        )
        yield Points(tuple(lines), numbered=True)
    objectives = reader.records.rows("objective")
    yield from reader.table(
        "objective", objectives, ("name", "goal", "measure", "due"), (4, 3, 3, 2)
    )


def _own_goals(reader: Reader) -> list[Block]:
    rows = reader.records.rows("partner_goal")
    return reader.table("partner_goal", rows, ("partner", "goal", "reason_to_join"), (2, 3, 4))


def _alignment(reader: Reader) -> Iterator[Block]:
    yield from reader.facts(
        "challenge", reader.records.single("challenge"), "goals_direct", "goals_indirect"
    )
    rows = reader.records.rows("alignment")
    yield from reader.table("alignment", rows, ("objective", "target", "contribution"), (4, 1, 5))


def _principles(reader: Reader) -> list[Block]:
    return reader.paragraphs(reader.single("agreement", "principles"))


def _scope(reader: Reader) -> Iterator[Block]:
    row = reader.records.single("scope")
    yield from reader.facts("scope", row, "geography", "development", "time_frame", "follow_up")
    note = reader.single("agreement", "scope_note")
    if note:
        yield Paragraph(note)
    outputs = reader.records.rows("output")
    yield from reader.table("output", outputs, ("name", "quantity", "unit", "scale"), (4, 1, 2, 3))


def _exclusions(reader: Reader) -> list[Block]:
    rows = reader.records.rows("exclusion")
    return reader.table("exclusion", rows, ("name", "reason"), (1, 1))


def _components(reader: Reader) -> list[Block]:
    rows = reader.records.rows("component")
    return reader.table("component", rows, ("name", "partners", "period"), (3, 3, 3))


def _roles(reader: Reader) -> Iterator[Block]:
    text = reader.single("agreement", "roles")
    rows = reader.records.rows("responsibility")
    if text:
        yield Paragraph(text)
    if rows:
        columns = ("component", "partner", "role", "share")
        yield from reader.table("responsibility", rows, columns, (3, 3, 2, 2))
    elif not text:
        yield not_agreed()


def _commitments(reader: Reader) -> Iterator[Block]:
    """List what partners bring: things and people first, then money, as the guideline does."""
    text = reader.single("agreement", "contributions")
    if text:
        yield Paragraph(text)
    rows = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    if not rows:
        yield not_agreed()
        return
    columns = ("partner", "kind", "description", "quantity", "unit", "value", "available")
    weights = (3, 2.4, 3.6, 1.6, 1.6, 2.2, 3)
    for title, among in (
        (_("People, things, knowledge"), [row for row in rows if row.get("kind") != "money"]),
        (_("Money"), [row for row in rows if row.get("kind") == "money"]),
    ):
        if among:
            yield Heading(3, translate(title))
            yield from reader.table("commitment", among, columns, weights)
    if any(row.get("kind") != "money" and not row.get("value") for row in rows):
        yield Note(
            translate(_("An empty value means that the partners chose not to put a price on it."))
        )


def _governance(reader: Reader) -> Iterator[Block]:
    text = reader.single("agreement", "governance")
    if text:
        yield Paragraph(text)
    bodies = reader.records.rows("body")
    if not (bodies or text):
        yield not_agreed()
    for body in bodies:
        yield Heading(3, str(body["name"] or ""))
        yield from reader.facts(
            "body", body, "mandate", "chair", "quorum", "decision_method", "meets"
        )
        members = reader.records.rows("body_member", str(body["id"]))
        if members:
            yield from reader.table("body_member", members, ("name", "partner", "role"), (3, 3, 3))


def _decisions(reader: Reader) -> Iterator[Block]:
    text = reader.single("agreement", "decision_rules")
    rows = reader.records.rows("decision_rule")
    if text:
        yield Paragraph(text)
    if rows or not text:
        columns = ("subject", "type", "body", "procedure")
        yield from reader.table("decision_rule", rows, columns, (3, 2, 2, 4))


def _risks(reader: Reader) -> Iterator[Block]:
    text = reader.single("agreement", "risk_note")
    if text:
        yield Paragraph(text)
    rows = [row for row in reader.records.rows("risk") if row.get("state") != "closed"]
    columns = ("description", "area", "likelihood", "impact", "mitigation")
    yield from reader.table("risk", rows, columns, (4, 2.2, 1.6, 1.6, 4))


def _accountability(reader: Reader) -> Iterator[Block]:
    text = reader.single("agreement", "accountability")
    if text:
        yield Paragraph(text)
    rows = reader.records.rows("accountability")
    yield from reader.table(
        "accountability", rows, ("audience", "for_what", "how", "how_often"), (2, 3, 3, 2)
    )


def _clause(*field_keys: str) -> Callable[[Reader], list[Block]]:
    def section(reader: Reader) -> list[Block]:
        return reader.paragraphs(*(reader.single("agreement", key) for key in field_keys))

    return section


def _duration(reader: Reader) -> Iterator[Block]:
    row = reader.records.single("agreement")
    yield from reader.facts("agreement", row, "duration", "law", "language") or [not_agreed()]


_SECTIONS: tuple[tuple[str, Callable[[Reader], Iterator[Block] | list[Block]]], ...] = (
    (_("Parties"), _parties),
    (_("Background"), _background),
    (_("Vision, shared goals and objectives"), _vision),
    (_("What each partner wants from it"), _own_goals),
    (_("Contribution to the 2030 Agenda"), _alignment),
    (_("Principles"), _principles),
    (_("Scope"), _scope),
    (_("What is not in scope"), _exclusions),
    (_("Components"), _components),
    (_("Roles and responsibilities"), _roles),
    (_("Resources"), _commitments),
    (_("Financial management"), _clause("finance")),
    (_("Governance"), _governance),
    (_("Decisions"), _decisions),
    (_("Risks"), _risks),
    (_("Accountability"), _accountability),
    (_("Monitoring and reporting"), _clause("reporting")),
    (_("Review"), _clause("review")),
    (_("Communication"), _clause("communication")),
    (_("Confidentiality"), _clause("confidentiality")),
    (_("Conflicts of interest"), _clause("conflict_of_interest")),
    (_("Knowledge and results"), _clause("knowledge")),
    (_("Settling disputes"), _clause("dispute_resolution")),
    (_("Amendment"), _clause("amendment")),
    (_("New partners"), _clause("joining")),
    (_("Leaving and ending"), _clause("exit")),
    (_("Duration and law"), _duration),
)


def _signature_page(reader: Reader) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(2, translate(_("Signatures")))
    rows = reader.records.rows("signatory")
    signed = {row.get("partner") for row in rows}
    people = [
        Signature(
            reader.text("signatory", row, "partner"),
            str(row.get("name") or ""),
            str(row.get("title") or ""),
            shown(KINDS["signatory"].fields["signed_on"], row.get("signed_on")),
            str(row.get("place") or ""),
        )
        for row in rows
    ]
    people += [
        Signature(str(partner["name"] or ""), "", "", "", "")
        for partner in parties(reader.records)
        if partner["id"] not in signed
    ]
    if people:
        yield signatures(people)
    else:
        yield not_agreed()
    scan = reader.single("agreement", "signed_copy")
    if scan:
        yield Facts(((reader.label("agreement", "signed_copy"), scan),))
