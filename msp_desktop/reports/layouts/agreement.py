"""The partnering agreement (task 3.4), drawn from everything module A has settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Contents,
    Document,
    Facts,
    Footnote,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Signature,
    Table,
)
from msp_desktop.reports.layouts.activities_annex import KEY as ACTIVITIES
from msp_desktop.reports.layouts.activities_annex import activities_annex
from msp_desktop.reports.layouts.reading import (
    Issue,
    Reader,
    document,
    linked,
    no_parties,
    not_agreed,
    parties,
    signatures,
)
from msp_desktop.reports.layouts.risks_annex import RISKS, risk_list, risks_annex

IN_FORCE = ("signed", "amended", "ended")
_GOAL = ("name", "description")

Blocks = Iterable[Block]


def agreement(records: Records, issue: Issue) -> Document:
    """Lay out the agreement; a section with nothing in it says that it is not yet agreed."""
    reader = Reader(records)
    title = reader.single("agreement", "title")
    blocks: list[Block] = [*_cover(reader)]
    blocks.append(Contents(translate(_("Contents"))))
    for number, (heading, section) in enumerate(_SECTIONS, 1):
        key = _REFERRED.get(section, "")
        blocks.append(Heading(2, translate(heading), figures(str(number)), key))
        blocks += _numbered(number, section(reader))
    blocks += _signature_page(reader)
    blocks += activities_annex(reader)
    blocks += risks_annex(reader)
    draft = records.single("agreement").get("state") not in IN_FORCE
    status = translate(_("Draft, to be checked by your legal office")) if draft else ""
    kind = _("Partnering agreement")
    return document(reader, issue, kind=kind, mark="A", title=title, blocks=blocks, status=status)


def _numbered(number: int, blocks: Blocks) -> Iterator[Block]:
    """Make clauses of the running text of a section, so that people can point to each."""
    clause = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            clause += 1
            yield Clause(figures(f"{number}.{clause}"), block.text)
        else:
            yield block


def _cover(reader: Reader) -> Iterator[Block]:
    partnership, page = reader.records.single("partnership"), reader.records.single("agreement")
    rows = [
        *reader.pairs("partnership", partnership, "name", "place"),
        *reader.pairs("agreement", page, "strength", "state", "duration"),
    ]
    yield Facts(tuple(rows))


def _parties(reader: Reader) -> Blocks:
    rows = parties(reader.records)
    if not rows:
        return [no_parties(reader.records)]
    columns = ("name", "sector", "legal_status", "address")
    approvals = reader.records.rows("buy_in")
    return [
        Paragraph(translate(_("This agreement is made between the organisations listed here."))),
        *reader.table("partner", rows, columns, (4, 2.6, 3, 3.4)),
        *_listed(
            reader,
            _("These bodies of the partners have approved that their organisation takes part."),
            ("buy_in", ("partner", "authority", "date", "document"), (4, 3.4, 2.4, 3)),
            approvals,
        ),
    ]


def _background(reader: Reader) -> Blocks:
    return [
        *_challenge(reader),
        *reader.texts("challenge", "affected"),
        *reader.texts("common_understanding", "problem"),
        *reader.texts("agreement", "background"),
        *reader.texts("challenge", "need"),
    ] or [not_agreed("challenge")]


def _challenge(reader: Reader) -> Iterator[Block]:
    """Say what the partnership is about, with what shows it at the foot of the page."""
    statement, evidence = (reader.single("challenge", key) for key in ("statement", "evidence"))
    if statement:
        yield Paragraph((statement, Footnote(evidence)) if evidence else statement)


def _vision(reader: Reader) -> Iterator[Block]:
    yield from reader.texts("shared_vision", "definition", "vision") or [
        not_agreed("shared_vision")
    ]
    goals = reader.records.rows("shared_goal")
    if goals:
        yield Paragraph(translate(_("The partners share these goals:")))
        lines = (
            ": ".join(text for _name, text in reader.pairs("shared_goal", row, *_GOAL))
            for row in goals
        )
        yield Points(tuple(lines), numbered=True)
    yield from _listed(
        reader,
        _(
            "They want to reach these objectives; section {alignment} says what these add to the 2030 Agenda:"
        ),
        ("objective", ("name", "goal", "measure", "due"), (4, 3.4, 3.2, 2.4)),
    )


def _own_goals(reader: Reader) -> Blocks:
    return _listed(
        reader,
        _("Each partner also joins for reasons of its own, and the others respect them."),
        ("partner_goal", ("partner", "goal", "reason_to_join"), (3, 4, 4)),
    ) or [not_agreed("partner_goal")]


def _alignment(reader: Reader) -> Blocks:
    challenge = reader.records.single("challenge")
    return [
        *reader.facts("challenge", challenge, "goals_direct", "goals_indirect"),
        *_listed(
            reader,
            _("The objectives contribute to these targets of the 2030 Agenda:"),
            ("alignment", ("target", "objective", "contribution"), (1.4, 4, 5)),
        ),
    ] or [not_agreed("alignment")]


def _scope(reader: Reader) -> Blocks:
    row = reader.records.single("scope")
    outputs = reader.records.rows("output")
    return [
        *reader.facts("scope", row, "geography", "development", "time_frame", "follow_up"),
        *reader.texts("agreement", "scope_note"),
        *_listed(
            reader,
            _("Together the partners produce:"),
            ("output", ("name", "quantity", "unit", "scale"), (5, 1.8, 2.4, 3.4)),
            outputs,
        ),
    ] or [not_agreed("scope")]


def _exclusions(reader: Reader) -> Blocks:
    return _listed(
        reader,
        _("The partnership does not undertake what is listed here."),
        ("exclusion", ("name", "reason", "who_else"), (4, 4, 3)),
    ) or [not_agreed("exclusion")]


def _components(reader: Reader) -> Iterator[Block]:
    yield from _listed(
        reader,
        _("The work is divided into components; who does what in them stands in section {roles}:"),
        ("component", ("name", "partners", "period"), (3.4, 5, 3.6)),
    ) or [not_agreed("component")]
    if reader.records.rows("activity"):
        sentence = _("What is done in each component, and when, is listed in “{activities}”.")
        yield Paragraph(linked(sentence, activities=ACTIVITIES))


def _roles(reader: Reader) -> Blocks:
    lead = reader.records.single("lead_partner")
    return [
        *reader.facts("lead_partner", lead, "partner", "mandate", "delegated_to"),
        *reader.texts("agreement", "roles"),
        *_listed(
            reader,
            _("In the components the partners have these roles:"),
            ("responsibility", ("component", "partner", "role", "share"), (3.4, 3.6, 2.6, 3)),
        ),
    ] or [not_agreed("responsibility")]


def _commitments(reader: Reader) -> Iterator[Block]:
    """List what partners bring: things and people first, then money, as the guideline does."""
    yield from reader.texts("agreement", "contributions")
    rows = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    money = [row for row in rows if row.get("kind") == "money"]
    other = [row for row in rows if row.get("kind") != "money"]
    if not rows:
        yield not_agreed("commitment")
    if other:
        yield Paragraph(translate(_("The partners bring people, things and knowledge:")))
        yield _commitment_table(reader, other, total=())
        if not all(row.get("value") for row in other):
            sentence = _("No value means that the partners chose not to put a price on it.")
            yield Note(translate(sentence))
    if money:
        sentence = _(
            "The partners bring money; how it is looked after stands in section {finance}:"
        )
        yield Paragraph(linked(sentence, finance="finance"))
        yield _commitment_table(
            reader,
            money,
            total=("", translate(_("Total")), "", reader.sums("commitment", money, "value"), ""),
        )
    yield from reader.texts("resource_sharing", "rules", "shortage", "leftover")


def _commitment_table(reader: Reader, rows: Sequence[Row], total: tuple[str, ...]) -> Table:
    head = tuple(
        reader.label("commitment", key)
        for key in ("partner", "description", "quantity", "value", "available")
    )
    return Table(
        head,
        tuple(_commitment(reader, row) for row in rows),
        (3, 3.8, 2, 2.4, 2.8),
        numeric=frozenset({3}),
        total=total,
    )


def _commitment(reader: Reader, row: Row) -> tuple[str, ...]:
    partner, kind, what, quantity, unit, value, available = (
        reader.text("commitment", row, key)
        for key in ("partner", "kind", "description", "quantity", "unit", "value", "available")
    )
    amount = " ".join(filter(None, (quantity, unit)))
    described = what or kind
    if what and kind and row.get("kind") != "money":  # that it is money stands before the table
        described = f"{what}\n({kind})"
    return (partner, described, amount, value, available)


def _governance(reader: Reader) -> Iterator[Block]:
    text = reader.texts("agreement", "governance")
    bodies = reader.records.rows("body")
    yield from text
    if not (bodies or text):
        yield not_agreed("body")
    for body in bodies:
        yield Heading(3, reader.text("body", body, "name"))
        yield from reader.facts(
            "body", body, "mandate", "chair", "quorum", "decision_method", "meets", "reports_to"
        )
        members = reader.records.rows("body_member", str(body["id"]))
        if members:
            yield from reader.table("body_member", members, ("partner", "name", "role"), (4, 3, 3))


def _meetings(reader: Reader) -> Blocks:
    row = reader.records.single("meeting_plan")
    columns = ("rule", "place", "called_by", "sharing_list", "channels", "urgent")
    return reader.facts("meeting_plan", row, *columns) or [not_agreed("meeting_plan")]


def _decisions(reader: Reader) -> Blocks:
    return [
        *reader.texts("agreement", "decision_rules"),
        *_listed(
            reader,
            _(
                "Decisions are taken in this way; where partners cannot agree, section {disputes} applies:"
            ),
            ("decision_rule", ("subject", "type", "body", "procedure"), (3, 2.4, 2.4, 4)),
        ),
    ] or [not_agreed("decision_rule")]


def _risks(reader: Reader) -> Blocks:
    listed = risk_list(reader)
    sentence = _("The partners know these risks and answer them together:")
    return [
        *reader.texts("agreement", "risk_note"),
        *([Paragraph(translate(sentence)), *listed] if listed else []),
    ] or [not_agreed("risk")]


def _accountability(reader: Reader) -> Blocks:
    return [
        *reader.texts("agreement", "accountability"),
        *_listed(
            reader,
            _("The partners answer for what they do:"),
            ("accountability", ("audience", "for_what", "how", "how_often"), (3, 3.4, 3.4, 2.4)),
        ),
    ] or [not_agreed("accountability")]


def _listed(
    reader: Reader,
    sentence: str,
    table: tuple[str, tuple[str, ...], tuple[float, ...]],
    rows: Sequence[Row] | None = None,
) -> list[Block]:
    """Return a sentence and the table it introduces; nothing when there are no records."""
    kind_key, columns, weights = table
    found = reader.records.rows(kind_key) if rows is None else rows
    if not found:
        return []
    said = linked(sentence, **{key: key for key in _REFERRED.values()})
    return [Paragraph(said), *reader.table(kind_key, found, columns, weights)]


def _words(field_key: str) -> Callable[[Reader], Blocks]:
    """Return a section that is one text of the agreement."""

    def section(reader: Reader) -> Blocks:
        return reader.texts("agreement", field_key) or [not_agreed("agreement")]

    return section


_finance, _disputes = _words("finance"), _words("dispute_resolution")


def _duration(reader: Reader) -> Blocks:
    row = reader.records.single("agreement")
    return reader.facts("agreement", row, "duration", "law", "language") or [
        not_agreed("agreement")
    ]


_SECTIONS: tuple[tuple[str, Callable[[Reader], Blocks]], ...] = (
    (_("Parties"), _parties),
    (_("Background"), _background),
    (_("Vision, shared goals and objectives"), _vision),
    (_("What each partner wants from it"), _own_goals),
    (_("Contribution to the 2030 Agenda"), _alignment),
    (_("Principles"), _words("principles")),
    (_("Scope"), _scope),
    (_("What is not in scope"), _exclusions),
    (_("Components"), _components),
    (_("Roles and responsibilities"), _roles),
    (_("Resources"), _commitments),
    (_("Financial management"), _finance),
    (_("Governance"), _governance),
    (_("Meetings"), _meetings),
    (_("Decisions"), _decisions),
    (_("Risks"), _risks),
    (_("Accountability"), _accountability),
    (_("Monitoring and reporting"), _words("reporting")),
    (_("Review"), _words("review")),
    (_("Communication"), _words("communication")),
    (_("Confidentiality"), _words("confidentiality")),
    (_("Conflicts of interest"), _words("conflict_of_interest")),
    (_("Knowledge and results"), _words("knowledge")),
    (_("Settling disputes"), _disputes),
    (_("Amendment"), _words("amendment")),
    (_("New partners"), _words("joining")),
    (_("Leaving and ending"), _words("exit")),
    (_("Duration, law and language"), _duration),
)
_REFERRED: Mapping[Callable[[Reader], Blocks], str] = {
    _alignment: "alignment",
    _roles: "roles",
    _finance: "finance",
    _risks: RISKS,
    _disputes: "disputes",
}
"""The sections to which others refer, with their keys."""


def _signature_page(reader: Reader) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(2, translate(_("Signatures")))
    rows = reader.records.rows("signatory")
    signed = {row.get("partner") for row in rows}
    columns = ("partner", "name", "title", "signed_on", "place")
    people = [Signature(*(reader.text("signatory", row, key) for key in columns)) for row in rows]
    people += [
        Signature(reader.text("partner", partner, "name"))
        for partner in parties(reader.records)
        if partner["id"] not in signed
    ]
    yield signatures(people) if people else not_agreed("signatory")
    kept = reader.single("agreement", "signed_copy")
    if kept:
        yield Facts(((reader.label("agreement", "signed_copy"), kept),))
    page = reader.records.single("agreement")
    file = reader.records.value("agreement", page, "signed_copy_file")
    if isinstance(file, Attached):
        reader.shown.note("agreement", page, "signed_copy_file")
        words = translate(_("{name}, number {hash}")).format(name=file.name, hash=file.short_hash)
        yield Facts(((reader.label("agreement", "signed_copy_file"), words),))
