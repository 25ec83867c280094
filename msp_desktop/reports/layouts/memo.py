"""The memo that justifies a partnership: need, ways compared, gain and effort, proposal (task 1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msp_desktop.domain.matrices.starting import needs_and_candidates
from msp_desktop.domain.matrices.understanding import ways_compared
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Signature,
    Strong,
    Table,
)
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Issue,
    Reader,
    document,
    linked,
    not_agreed,
    signatures,
)

_TABLE = "ways"
_APPROVE = ("political", "senior_management")
"""The levels of support whose people approve."""
_COULD, _PROMISED = "○", "●"


def memo(records: Records, issue: Issue) -> Document:
    """Lay out the memo; a part with nothing in it says in which task it is written."""
    reader = Reader(records)
    parts: tuple[tuple[str, Iterable[Block]], ...] = (
        (_("The need"), _need(reader)),
        (_("Objectives"), _objectives(reader)),
        (_("Ways compared"), _ways(reader, issue)),
        (_("What working together adds"), _advantage(reader)),
        (_("What it gains us and what it costs us"), _gain_and_effort(reader)),
        (_("Partners wanted"), _wanted(reader, issue)),
        (_("Proposal"), _proposal(reader)),
        (_("Approval"), _approval(reader)),
    )
    blocks: list[Block] = [Facts(_facts(reader, issue))]
    for number, (title, told) in enumerate(parts, 1):
        blocks.append(Heading(2, translate(title), figures(str(number))))
        blocks += told
    return document(
        reader,
        issue,
        kind=_("Justification memo"),
        mark="J",
        title=translate(_("Why we propose a partnership")),
        blocks=blocks,
    )


def _facts(reader: Reader, issue: Issue) -> tuple[tuple[str, str], ...]:
    challenge, lead = (reader.records.single(key) for key in ("challenge", "leadership"))
    return (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        *reader.pairs("challenge", challenge, "place", "priority", "plan_reference"),
        *reader.pairs("leadership", lead, "lead", "initiator", "mandate"),
        (translate(_("As of")), day_in_words(issue.day)),
    )


def _need(reader: Reader) -> list[Block]:
    statement, evidence = (reader.single("challenge", key) for key in ("statement", "evidence"))
    said: list[Block] = []
    if statement:
        said.append(Paragraph((statement, Footnote(evidence)) if evidence else statement))
    said += reader.texts("challenge", "affected")
    said += reader.texts("challenge", "need")
    said += reader.texts("plan_to_partner", "why_partnership")
    return said or [not_agreed("challenge")]


def _objectives(reader: Reader) -> list[Block]:
    challenge = reader.records.single("challenge")
    said = [
        *reader.texts("challenge", "objective"),
        *reader.facts("challenge", challenge, "goals_direct", "goals_indirect", "target"),
    ]
    rows = reader.records.rows("objective")
    if rows:
        said += reader.table("objective", rows, ("name", "measure", "due"), (4, 4, 2.4))
    return said or [not_agreed("challenge")]


def _ways(reader: Reader, issue: Issue) -> Iterator[Block]:
    compared = ways_compared(reader.records, issue.day)
    if compared.is_empty:
        yield not_agreed("model_option")
        return
    sentence = _("Table {table} sets the ways to reach the objectives side by side.")
    yield Paragraph(linked(sentence, table=_TABLE))
    caption = translate(_("Ways to reach the objectives"))
    for way in reader.records.rows("model_option"):
        reader.shown.note("model_option", way, "model")
    yield from matrix_tables(reader, compared, caption, _TABLE)


def _advantage(reader: Reader) -> list[Block]:
    return reader.texts("plan_to_partner", "advantage") or [not_agreed("plan_to_partner")]


def _gain_and_effort(reader: Reader) -> list[Block]:
    plan = reader.records.single("plan_to_partner")
    said = reader.pairs("plan_to_partner", plan, "gain", "effort")
    told = [Paragraph((Strong(f"{name}: "), text)) for name, text in said]
    return [*told] or [not_agreed("plan_to_partner")]


def _wanted(reader: Reader, issue: Issue) -> Iterator[Block]:
    needs = reader.records.rows("partner_need")
    if not needs:
        yield not_agreed("partner_need")
        return
    found = needs_and_candidates(reader.records, issue.day)
    columns = ("resource", "kind", "quantity", "sectors")
    head = (
        *(reader.label("partner_need", key) for key in columns),
        translate(_("Could bring it")),
        translate(_("Has promised it")),
    )
    names = {head.key: head.label for head in found.columns}

    def bringing(need: Row, sign: str) -> str:
        those = (
            names[column]
            for (row, column), cell in found.cells.items()
            if row == need["id"] and cell.sign == sign
        )
        return formats.listed_names(those) or NOTHING

    rows = tuple(
        (
            *(reader.text("partner_need", need, key) or NOTHING for key in columns),
            bringing(need, _COULD),
            bringing(need, _PROMISED),
        )
        for need in needs
    )
    yield Table(head, rows, (3.4, 2.4, 2.2, 2.8, 2.8, 2.4))
    for flag in found.flags:
        yield Note(flag.text)


def _proposal(reader: Reader) -> Iterator[Block]:
    chosen = [row for row in reader.records.rows("model_option") if row.get("chosen")]
    if not chosen:
        yield Note(translate(_("No way is chosen yet (task 2.1).")))
    for row in chosen:
        way, reason = (reader.text("model_option", row, key) for key in ("model", "reason"))
        sentence = translate(_("We propose this way: {way}."))
        yield Paragraph(" ".join(filter(None, (sentence.format(way=way), reason))))


def _approval(reader: Reader) -> Iterator[Block]:
    """Leave room for who proposes and who approves: leaders and managers listed as supporters."""
    lead = reader.single("leadership", "lead")
    people = [Signature(translate(_("Proposed by")), name=lead)]
    approving = [row for row in reader.records.rows("support") if row.get("level") in _APPROVE]
    people += _places(reader, approving) or [Signature(translate(_("Approved by")))]
    yield signatures(people)


def _places(reader: Reader, rows: Sequence[Row]) -> list[Signature]:
    return [
        Signature(
            translate(_("Approved by")),
            name=reader.text("support", row, "who"),
            title=reader.text("support", row, "office"),
        )
        for row in rows
        if row.get("state") != "refused"
    ]
