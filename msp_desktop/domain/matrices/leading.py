"""Who agrees to the lead partner and what that can do, and who does what in each component (5.1 and 5.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.formation.agreeing import answers_to_lead, lead_of, not_agreed
from msp_desktop.domain.guideline.formation.leading import gap
from msp_desktop.domain.guideline.formation.roles import LEADS, RolesFit, component_of, leads_of
from msp_desktop.domain.matrices import starting
from msp_desktop.domain.matrix import (
    SIGN,
    WORD,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    found_by,
    heads_of,
    label_of,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

AGREEMENT, ROLE = "lead_agreement", "responsibility"
_WIDE = 2
"""Steps by which a capacity falls short so far that a pilot should come first."""
SUM = "sum"


class Stand(Enum):
    """How a partner stands to the lead partner."""

    AGREED = "agreed"
    ON_CONDITION = "on condition"
    NOT_YET = "not yet"
    REFUSED = "refused"


STANDS: Mapping[Stand, tuple[str, str, Tone]] = {
    Stand.AGREED: ("✓", _("Agreed"), Tone.GOOD),
    Stand.ON_CONDITION: ("✓", _("Agreed on conditions"), Tone.GOOD),
    Stand.NOT_YET: ("…", _("Not yet"), Tone.PLAIN),
    Stand.REFUSED: ("✗", _("Refused"), Tone.BAD),
}
"""The sign, the words and the tone of each."""

_ROLES: Mapping[str, tuple[str, Tone, int]] = {
    "lead": ("■", Tone.GOOD, 3),
    "joint_lead": ("◐", Tone.GOOD, 2),
    "contributor": ("●", Tone.PLAIN, 1),
    "consulted": ("○", Tone.PLAIN, 0),
    "informed": ("△", Tone.PLAIN, 0),
}
"""The sign of each role, its tone and strength."""

_BY_PLAN: Mapping[str, tuple[str, str]] = {
    "responsible": ("◆", _("Answers for it by the plan")),
    "contributors": ("◇", _("Helps by the plan")),
}
"""What the plan says of a partner in an activity, where no role does: its sign and words, by field."""


def stand_of(row: Row | None) -> Stand:
    """Return how a partner stands to the lead, by what it answered."""
    agreed = None if row is None else row.get("agreed")
    if row is None or agreed is None:
        return Stand.NOT_YET
    if not agreed:
        return Stand.REFUSED
    return Stand.ON_CONDITION if row.get("condition") else Stand.AGREED


def lead_agreements(records: Records, _today: date) -> Matrix:
    """Set partners against their answer to the lead: whether, on what condition, when, shown by what."""
    partners = records.admitted("partner", TAKING_PART)
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    counts: Counter[Stand] = Counter()
    known = {"lead": lead} if (lead := lead_of(records)) else {}
    for partner in partners:
        key = str(partner["id"])
        row, before = answers_to_lead(records, key)
        stand = stand_of(row)
        counts[stand] += 1
        for field_key in ("agreed", "condition", "date", "by", "evidence"):
            cells[key, field_key] = answered(
                records, AGREEMENT, row, field_key, **known, partner=key
            )
        sign, words, tone = STANDS[stand]
        cells[key, "agreed"] = replace(
            cells[key, "agreed"],
            text=translate(words),
            sign=sign,
            spoken="",
            tone=tone,
            strength=0 if stand is Stand.NOT_YET else 2 if stand is Stand.AGREED else 1,
        )
        flags += _about_agreement(records, partner, row, before)
    columns = columns_of(
        AGREEMENT, agreed=WORD, condition=WORD + 4, date=WORD + 1, by=WORD + 2, evidence=WORD + 4
    )
    said = [
        f"{translate(STANDS[stand][1])}: {formats.number(counts[stand])}"
        for stand in Stand
        if counts[stand]
    ]
    return Matrix(
        tuple(heads_of(records, "partner", partners)),
        tuple(columns),
        cells,
        corner=label_of(AGREEMENT, "partner"),
        flags=tuple(flags),
        notes=(formats.listed_names(said),) if said else (),
        empty=_("Choose partners in task 1.4 first."),
    )


def _about_agreement(
    records: Records, partner: Row, row: Row | None, before: Row | None
) -> Iterator[Missing]:
    name = {"name": records.name("partner", partner["id"]) or "–"}
    record_id = "" if row is None else str(row["id"])
    stand = stand_of(row)
    if stand is Stand.NOT_YET:
        sentence, words = not_agreed(records, partner, before)
        yield Missing(sentence, words, AGREEMENT, record_id, "agreed")
    elif stand is Stand.REFUSED:
        sentence = _("{name}: refuses the lead partner. Talk before you go on.")
        yield Missing(sentence, name, AGREEMENT, record_id, "condition")
    elif row is not None and not row.get("date"):
        sentence = _("{name}: say on which day it agreed.")
        yield Missing(sentence, name, AGREEMENT, record_id, "date")


def lead_capacities(records: Records, today: date) -> Matrix:
    """Set what the lead partner can do beside what it must, with what closes each gap, by whom and when."""
    return starting.capacities(records, today, "lead_capacity", ("responsible", "due"))


def short_by_far(records: Records) -> list[Row]:
    """Return the capacities of the lead that fall so far short that a pilot should come first."""
    return [row for row in records.rows("lead_capacity") if gap(row) >= _WIDE]


# Roles


def roles(records: Records, _today: date, unfolded: Collection[str] = ()) -> Matrix:
    """Set components, and the activities of those ``unfolded``, against partners and their roles."""
    partners = records.admitted("partner", TAKING_PART)
    components = records.rows("component")
    rows: list[Head] = []
    cells: dict[tuple[str, str], Cell] = {}
    for component in components:
        key = str(component["id"])
        activities = [row for row in records.rows("activity") if row.get("component") == key]
        rows.append(_component_head(component, activities, is_unfolded=key in unfolded))
        for partner in partners:
            cells[key, str(partner["id"])] = _role(records, component, partner)
        for activity in activities if key in unfolded else ():
            name = str(activity.get("name") or "–")
            rows.append(Head(str(activity["id"]), f"· {name}", name))
            for partner in partners:
                place = (str(activity["id"]), str(partner["id"]))
                cells[place] = _role(records, component, partner, activity)
    for partner in partners:
        cells[SUM, str(partner["id"])] = _sum(records, partner)
    if rows:
        rows.append(Head(SUM, translate(_("Components with a role")), is_total=True))
    return Matrix(
        tuple(rows),
        tuple(heads_of(records, "partner", partners, SIGN + 1)),
        cells,
        corner=label_of(ROLE, "component"),
        flags=tuple(RolesFit().missing(records, KINDS)),
        notes=tuple(_notes(records, has_activities=bool(unfolded))),
        empty=_("Components come from task 4.1, partners from task 1.4."),
    )


def all_unfolded(records: Records) -> frozenset[str]:
    """Return the components that have activities to show."""
    return frozenset(
        str(row["component"]) for row in records.rows("activity") if row.get("component")
    )


def _component_head(component: Row, activities: Sequence[Row], *, is_unfolded: bool) -> Head:
    name = str(component.get("name") or "–")
    if not activities:
        return Head(str(component["id"]), name)
    count = len(activities)
    said = translate_plural("{count} activity", "{count} activities", count)
    sign = "▾" if is_unfolded else "▸"
    note = f"{name} ({said.format(count=formats.number(count))})"
    return Head(str(component["id"]), f"{sign} {name}", note)


def _role(records: Records, component: Row, partner: Row, activity: Row | None = None) -> Cell:
    """Return the role of a partner in a component or an activity, which can be changed in its cell.

    In an activity, who answers for it by the plan is shown where no role says otherwise.
    """
    pair = {
        "component": component["id"],
        "activity": None if activity is None else activity["id"],
        "partner": partner["id"],
    }
    row = found_by(records, ROLE, **pair)
    cell = answered(records, ROLE, row, "role", **pair)
    role = None if row is None else row.get("role")
    if row is None or role not in _ROLES:
        return cell if activity is None else _by_plan(cell, activity, partner)
    sign, tone, strength = _ROLES[str(role)]
    share = str(row.get("share") or "")
    return replace(
        cell,
        sign=sign,
        spoken=f"{cell.text}: {share}" if share else cell.text,
        text="",
        note=share,
        tone=tone,
        strength=strength,
        sources=(
            Source(ROLE, str(row["id"]), ("component", "activity", "partner", "role", "share")),
        ),
    )


def _by_plan(cell: Cell, activity: Row, partner: Row) -> Cell:
    source = (Source("activity", str(activity["id"]), ("responsible", "contributors")),)
    if activity.get("responsible") == partner["id"]:
        sign, words = _BY_PLAN["responsible"]
        return replace(cell, sign=sign, spoken=translate(words), strength=1, sources=source)
    if partner["id"] in str(activity.get("contributors") or "").split():
        sign, words = _BY_PLAN["contributors"]
        return replace(cell, sign=sign, spoken=translate(words), sources=source)
    return cell


def _sum(records: Records, partner: Row) -> Cell:
    own = [
        row for row in records.rows(ROLE) if row.get("partner") == partner["id"] and row.get("role")
    ]
    if not own:
        return Cell(sign="0 !", spoken=translate(_("No role")), tone=Tone.BAD, strength=1)
    parts = {component_of(records, row) for row in own}
    led = sum(row.get("role") in LEADS and not row.get("activity") for row in own)
    said = translate_plural(
        "A role in {count} component", "A role in {count} components", len(parts)
    )
    leads = translate_plural("leads {count}", "leads {count}", led)
    words = [said.format(count=formats.number(len(parts)))]
    if led:
        words.append(leads.format(count=formats.number(led)))
    return Cell(sign=formats.number(len(parts)), spoken=formats.listed(words))


def _notes(records: Records, *, has_activities: bool) -> Iterator[str]:
    """Say what the signs mean, and who answers for what where several lead jointly."""
    field = KINDS[ROLE].fields["role"]
    signs = [f"{sign} {shown(field, role)}" for role, (sign, _tone, _strength) in _ROLES.items()]
    if has_activities:
        signs += [f"{sign} {translate(words)}" for sign, words in _BY_PLAN.values()]
    yield formats.listed_names(signs)
    for component in records.rows("component"):
        leads = [row for row in leads_of(records, component["id"]) if row.get("share")]
        shares = formats.listed_names(
            f"{records.name('partner', row['partner'])} – {row['share']}" for row in leads
        )
        if shares:
            said = translate(_("“{component}” is led jointly: {shares}."))
            yield said.format(component=component.get("name") or "–", shares=shares)
