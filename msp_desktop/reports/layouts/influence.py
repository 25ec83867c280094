"""Where organisations stand between influence and interest, as a map and as a table (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.influence import Placed, Position, kept_days, placed
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.influence_map import influence_map, stance_words
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Table
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed

_FIELDS = ("influence", "interest", "stance")


def influence(records: Records, issue: Issue) -> Document:
    """Lay out the map of today with the movement since positions were kept last, and both as a table."""
    reader = Reader(records)
    before = _day_before(records, issue.day)
    facts = [
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    ]
    if before is not None:
        facts.append((translate(_("Compared with")), day_in_words(before)))
    return document(
        reader,
        issue,
        kind=_("Influence and interest"),
        mark="I",
        title=translate(_("Influence and interest of the organisations")),
        blocks=[Facts(tuple(facts)), *_told(reader, issue.day, before)],
    )


def standing_map(reader: Reader, day: date) -> Iterator[GraphChart]:
    """Draw where organisations stand, with arrows from where they stood before ``day``, if any is placed."""
    before = _day_before(reader.records, day)
    found = placed(reader.records, before=before)
    if any(one.now for one in found):
        picture = influence_map(found, before).picture
        caption = translate(_("Organisations by influence and interest"))
        yield GraphChart(picture, picture.told, caption, tabled=True)


def _day_before(records: Records, day: date) -> date | None:
    return next((kept for kept in kept_days(records) if kept < day), None)


def _told(reader: Reader, day: date, before: date | None) -> Iterator[Block]:
    rows = reader.records.rows("partner")
    if not rows:
        yield not_agreed("partner")
        return
    found = placed(reader.records, before=before)
    yield from standing_map(reader, day)
    yield Heading(2, translate(_("Positions")))
    yield _table(reader, [one for one in found if one.now], before)
    missing = [one.name for one in found if one.now is None]
    if missing:
        sentence = translate(_("Not placed yet: {names}."))
        yield Note(sentence.format(names="; ".join(missing)))


def _table(reader: Reader, found: Sequence[Placed], before: date | None) -> Table:
    head = [reader.label("partner", key) for key in ("name", "short_name", *_FIELDS)]
    head.append(translate(_("What follows")))
    weights = [2.8, 1.5, 1.5, 1.4, 1.5, 1.7]
    if before is not None:
        head.append(translate(_("On {day}")).format(day=day_in_words(before)))
        weights.append(1.8)
    lines = []
    for one in found:
        row = reader.records.find("partner", one.partner)
        assert row is not None
        assert one.now is not None
        line = [reader.text("partner", row, key) for key in ("name", "short_name", *_FIELDS)]
        line.append(translate(one.now.quarter.value))
        if before is not None:
            line.append(_earlier(reader, row, one, before))
        lines.append(tuple(text or NOTHING for text in line))
    return Table(tuple(head), tuple(lines), tuple(weights))


def _earlier(reader: Reader, partner: Row, one: Placed, before: date) -> str:
    """Return where an organisation stood, as influence and interest; a stance only where it was another."""
    if one.before is None:
        return ""
    for row in reader.records.rows("partner_position", str(partner["id"])):
        if str(row.get("date") or "") <= before.isoformat():
            for key in ("date", *_FIELDS):
                reader.shown.note("partner_position", row, key)
    if one.before == one.now:
        return translate(_("the same"))
    stood = figures(f"{one.before.influence} / {one.before.interest}")
    turned = _has_turned(one, one.before)
    return formats.listed((stood, stance_words(one.before.stance))) if turned else stood


def _has_turned(one: Placed, before: Position) -> bool:
    return one.now is not None and one.now.stance != before.stance
