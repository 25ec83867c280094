"""What each component serves, and what comes out of each activity for whom (tasks 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Flag, Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    WORD,
    Answer,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    and_more,
    answered,
    label_of,
    names_of,
)
from msp_desktop.domain.records import Records, Row, is_filled
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

SERVES = "●"
_COUNT, _PARTNERS, _DAYS = "count", "partners", "days"
_AT_MOST = 80
"""Activities at most; the rest is counted."""


def coverage(records: Records, _today: date) -> Matrix:
    """Set objectives against components: which serves which, who answers for each, and when."""
    objectives, components = records.rows("objective"), records.rows("component")
    cells: dict[tuple[str, str], Cell] = {}
    for component in components:
        key = str(component["id"])
        served = str(component.get("objectives") or "").split()
        for objective in objectives:
            cells[str(objective["id"]), key] = _serving(component, str(objective["id"]), served)
        cells[_PARTNERS, key] = _answering(records, component)
        cells[_DAYS, key] = _source(records, component, "period")
    for objective in objectives:
        by = sum(objective["id"] in _served(component) for component in components)
        cells[str(objective["id"]), _COUNT] = _how_many(by)
    rows = (
        *(Head(str(row["id"]), str(row.get("name") or "–")) for row in objectives),
        Head(_PARTNERS, label_of("component", "partners"), is_total=True),
        Head(_DAYS, label_of("component", "period"), is_total=True),
    )
    columns = (
        *(Head(str(row["id"]), str(row.get("name") or "–"), room=WORD + 2) for row in components),
        Head(_COUNT, translate(KINDS["component"].plural), room=WORD + 3, is_total=True),
    )
    return Matrix(
        rows if objectives else (),
        columns if components else (),
        cells,
        corner=label_of("component", "objectives"),
        flags=tuple(_holes(records, objectives, components)),
        notes=(translate(_("● the component serves the objective")),),
        empty=_("Add components below.")
        if objectives
        else _("Write down objectives (task 2.2) first."),
    )


def outputs_of_activities(records: Records, _today: date) -> Matrix:
    """Set activities beside who answers for them, who helps, and what comes out for whom, how good."""
    activities = [row for row in records.rows("activity") if row.get("state") != "stopped"]
    told = activities[:_AT_MOST]
    cells: dict[tuple[str, str], Cell] = {}
    for row in told:
        key = str(row["id"])
        for field_key in ("responsible", "contributors", "output"):
            cells[key, field_key] = _source(records, row, field_key, "activity")
        output = records.find("output", row.get("output"))
        if output is not None:
            cells[key, "receiver"] = _source(records, output, "receiver", "output")
            cells[key, "quality"] = answered(records, "output", output, "quality")
    more = len(activities) - len(told)
    return Matrix(
        tuple(Head(str(row["id"]), str(row.get("name") or "–")) for row in told),
        (
            Head("responsible", label_of("activity", "responsible"), room=PHRASE),
            Head("contributors", label_of("activity", "contributors"), room=PHRASE),
            Head("output", label_of("activity", "output"), room=PHRASE),
            Head("receiver", label_of("output", "receiver"), room=PHRASE - 3),
            Head("quality", label_of("output", "quality"), room=SENTENCE - 4),
        ),
        cells,
        corner=translate(KINDS["activity"].label),
        flags=tuple(_about_outputs(records, activities)),
        notes=(and_more(more),) if more else (),
        empty=_("No activity yet. Add them below."),
    )


# Inside


def _served(component: Row) -> Sequence[str]:
    return str(component.get("objectives") or "").split()


def _serving(component: Row, objective: str, served: Sequence[str]) -> Cell:
    label = KINDS["component"].fields["objectives"].label
    does = objective in served
    key = str(component["id"])
    return Cell(
        sign=SERVES if does else "",
        spoken=translate(_("serves it")) if does else "",
        tone=Tone.GOOD if does else Tone.PLAIN,
        strength=1 if does else 0,
        answer=Answer(
            "component", Flag("objectives", label), 1 if does else None, key, member=objective
        ),
        sources=(Source("component", key, ("objectives",)),),
    )


def _answering(records: Records, component: Row) -> Cell:
    """Say who answers for a component: one partner alone, or several together."""
    source = (Source("component", str(component["id"]), ("partners", "shared_work")),)
    partners = [
        names_of(records, "partner", row)
        for key in str(component.get("partners") or "").split()
        if (row := records.find("partner", key)) is not None
    ]
    if not partners:
        return Cell(translate(_("Nobody")), "!", "", tone=Tone.BAD, strength=1, sources=source)
    how = translate(_("together")) if len(partners) > 1 else translate(_("alone"))
    return Cell(f"{formats.listed_names(partners)}\n({how})", sources=source)


def _how_many(count: int) -> Cell:
    if count:
        return Cell(formats.number(count))
    return Cell(translate(_("None")), "!", "", tone=Tone.BAD, strength=1)


def _holes(
    records: Records, objectives: Sequence[Row], components: Sequence[Row]
) -> Iterator[Missing]:
    served = {key for row in components for key in _served(row)}
    for row in objectives:
        if row["id"] not in served:
            sentence = _("{name}: no component serves this objective yet.")
            yield _hole(records, "objective", row, sentence)
    for row in components:
        partners = str(row.get("partners") or "").split()
        if not partners:
            sentence = _("{name}: no partner answers for this component.")
            yield _hole(records, "component", row, sentence, "partners")
        elif len(partners) > 1 and not is_filled(row, "shared_work"):
            sentence = _("{name}: several partners carry it; say who answers for what.")
            yield _hole(records, "component", row, sentence, "shared_work")
        if not _served(row):
            sentence = _("{name}: it serves no objective.")
            yield _hole(records, "component", row, sentence, "objectives")
        if _is_outside(records, row):
            sentence = _("{name}: its days lie outside those of the partnership (task 2.3).")
            yield _hole(records, "component", row, sentence, "period")


def _is_outside(records: Records, component: Row) -> bool:
    whole = records.value("scope", records.single("scope"), "time_frame")
    own = records.value("component", component, "period")
    return isinstance(whole, Period) and isinstance(own, Period) and not own.is_within(whole)


def _hole(records: Records, kind_key: str, row: Row, sentence: str, field_key: str = "") -> Missing:
    name = {"name": records.name(kind_key, row["id"]) or "–"}
    return Missing(sentence, name, kind_key, str(row["id"]), field_key)


def _source(records: Records, row: Row, field_key: str, kind_key: str = "component") -> Cell:
    field = KINDS[kind_key].fields[field_key]
    text = shown(field, row.get(field_key), records)
    return Cell(text, sources=(Source(kind_key, str(row["id"]), (field_key,)),))


def _about_outputs(records: Records, activities: Sequence[Row]) -> Iterator[Missing]:
    for row in activities:
        yield from _about_activity(records, row)
    for key in dict.fromkeys(str(row.get("output") or "") for row in activities):
        output = records.find("output", key)
        if output is not None and not is_filled(output, "receiver"):
            sentence = _("{name}: say which partner receives this output.")
            yield _hole(records, "output", output, sentence, "receiver")
        if output is not None and not is_filled(output, "quality"):
            sentence = _("{name}: say how this output must be.")
            yield _hole(records, "output", output, sentence, "quality")


def _about_activity(records: Records, row: Row) -> Iterator[Missing]:
    if not row.get("responsible"):
        sentence = _("{name}: exactly one partner must be fully responsible; none is named.")
        yield _hole(records, "activity", row, sentence, "responsible")
    elif row["responsible"] in str(row.get("contributors") or "").split():
        sentence = _("{name}: the fully responsible partner is also listed as contributing.")
        yield _hole(records, "activity", row, sentence, "contributors")
    if not is_filled(row, "output"):
        sentence = _("{name}: say to which output it leads.")
        yield _hole(records, "activity", row, sentence, "output")
