"""Goals that go together, what is in scope, targets touched, and values at the start (tasks 2.2 to 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    SIGN,
    WORD,
    Answer,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    found_by,
    heads_of,
    label_of,
    rated,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.sdg import order_of
from msp_desktop.domain.shown import code_in_words, number_in_words, shown
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _

_FIT: Mapping[str, tuple[str, Tone]] = {
    "supports": ("+", Tone.GOOD),
    "neutral": ("○", Tone.PLAIN),
    "tension": ("−", Tone.BAD),
}
_MOST_PERIODS = 24
_PHASES = ("development", "time_frame", "follow_up")


def goals_that_fit(records: Records, _today: date) -> Matrix:
    """Set each partner's own goals against the shared ones: they support each other, or pull apart."""
    partners = records.admitted("partner", TAKING_PART)
    goals = records.rows("shared_goal")
    own = records.rows("partner_goal")
    cells = {
        (str(partner["id"]), str(goal["id"])): _fit(records, own, partner, goal)
        for partner in partners
        for goal in goals
    }
    having = {row.get("partner") for row in own}
    sentence = _("{name}: write down its own goal and why it joins.")
    return Matrix(
        tuple(heads_of(records, "partner", partners)),
        tuple(Head(str(goal["id"]), str(goal.get("name") or "–"), room=PHRASE) for goal in goals),
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(
            Missing(sentence, {"name": records.name("partner", one["id"])}, "partner_goal")
            for one in partners
            if one["id"] not in having
        ),
        empty=_("Add shared goals here and choose partners in task 1.4 first."),
    )


def _fit(records: Records, own: Sequence[Row], partner: Row, goal: Row) -> Cell:
    pair = {"partner": str(partner["id"]), "shared_goal": str(goal["id"])}
    among = [row for row in own if all(row.get(key) == value for key, value in pair.items())]
    if len(among) <= 1:
        cell = answered(records, "partner_goal", among[0] if among else None, "fit", **pair)
    else:
        said = (shown(KINDS["partner_goal"].fields["fit"], row.get("fit")) for row in among)
        cell = Cell(text="\n".join(word or "–" for word in said))
    fits = [str(row.get("fit") or "") for row in among]
    worst = next((fit for fit in ("tension", "supports", "neutral") if fit in fits), "")
    sign, tone = _FIT.get(worst, ("?" if among else "", Tone.PLAIN))
    return replace(
        cell,
        sign=sign,
        spoken="" if cell.text else translate(_("not said")) if among else None,
        tone=tone,
        strength=2 if worst in ("tension", "supports") else 0,
        note="\n".join(str(row.get("goal") or "") for row in among),
        sources=tuple(
            Source("partner_goal", str(row["id"]), ("partner", "shared_goal", "fit", "goal"))
            for row in among
        ),
    )


def in_and_out(records: Records, _today: date) -> Matrix:
    """Set what is in scope beside what is not; the line after the last takes a new entry."""
    lists = {key: records.rows(key) for key in ("inclusion", "exclusion")}
    count = max(map(len, lists.values())) + 1
    cells: dict[tuple[str, str], Cell] = {}
    for kind_key, rows in lists.items():
        name = KINDS[kind_key].fields["name"]
        for at in range(count):
            if at < len(rows):
                note = str(rows[at].get("note") or rows[at].get("reason") or "")
                cell = replace(answered(records, kind_key, rows[at], "name"), note=note)
            elif at == len(rows):
                cell = Cell(answer=Answer(kind_key, name, several=True))
            else:
                cell = Cell()
            cells[str(at), kind_key] = cell
    return Matrix(
        tuple(Head(str(at), formats.number(at + 1)) for at in range(count)),
        (
            Head("inclusion", f"✓ {translate(KINDS['inclusion'].plural)}", room=SENTENCE),
            Head("exclusion", f"✗ {translate(KINDS['exclusion'].plural)}", room=SENTENCE),
        ),
        cells,
        flags=tuple(
            Missing(sentence, {}, kind_key)
            for kind_key, sentence in (
                ("inclusion", _("Say what the partnership does take on.")),
                ("exclusion", _("Say what others may expect, but you will not do.")),
            )
            if not lists[kind_key]
        ),
    )


def time_frame(records: Records, _today: date) -> Matrix:
    """Draw when the partnership is built, carried out and followed up, by quarter or longer."""
    scope = records.single("scope")
    known = {key: records.value("scope", scope, key) for key in _PHASES}
    spans = {key: span for key, span in known.items() if isinstance(span, Period)}
    days = [day for span in spans.values() for day in (span.start, span.end) if day is not None]
    if not days:
        return Matrix((), (), empty=_("Fill in from when to when; it is drawn here."))
    columns = list(_periods(min(days), max(days)))
    cells = {}
    for key, span in spans.items():
        first, last = span.start or min(days), span.end or max(days)
        words = shown(KINDS["scope"].fields[key], scope.get(key))
        for head, start, end in columns:
            if first <= end and last >= start:
                cells[key, head.key] = Cell(
                    sign="■",
                    spoken=translate(_("at work")),
                    note=words,
                    tone=Tone.GOOD,
                    strength=2,
                    sources=(Source("scope", str(scope["id"]), (key,)),),
                )
    return Matrix(
        tuple(Head(key, label_of("scope", key)) for key in _PHASES),
        tuple(head for head, _start, _end in columns),
        cells,
    )


def _periods(first: date, last: date) -> Iterator[tuple[Head, date, date]]:
    """Go through quarters, or years where there would be too many, with first and last day."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    length = 3 if months <= 3 * _MOST_PERIODS else 12 * -(-months // (12 * _MOST_PERIODS))
    month = first.year * 12 + (first.month - 1) // min(length, 12) * min(length, 12)
    while month <= last.year * 12 + last.month - 1:
        start = date(month // 12, month % 12 + 1, 1)
        month += length
        following = date(month // 12, month % 12 + 1, 1) if month // 12 <= MAXYEAR else None
        end = following - timedelta(days=1) if following else date.max
        yield Head(start.isoformat(), _named_period(start, end, length), room=SIGN + 1), start, end


def _named_period(start: date, end: date, months: int) -> str:
    year = figures(str(start.year))
    if months < 12:
        quarter = figures(str((start.month + 2) // 3))
        return translate(_("{year} Q{quarter}")).format(year=year, quarter=quarter)
    return year if start.year == end.year else f"{year}–{figures(str(end.year))}"


def targets_touched(records: Records) -> list[str]:
    """Return the codes of the targets to which objectives contribute, and of the main one."""
    touched = {str(row["target"]) for row in records.rows("alignment") if row.get("target")}
    main = records.single("challenge").get("target")
    return sorted(touched | ({str(main)} if main else set()), key=order_of)


def alignment(records: Records, _today: date, more: Sequence[str] = ()) -> Matrix:
    """Set the objectives against the targets they touch; ``more`` are targets to offer besides."""
    objectives = records.rows("objective")
    targets = sorted({*targets_touched(records), *more}, key=order_of)
    cells = {}
    for objective in objectives:
        key = str(objective["id"])
        for target in targets:
            row = found_by(records, "alignment", objective=key, target=target)
            cell = answered(records, "alignment", row, "contribution", objective=key, target=target)
            if row is not None:
                cell = replace(cell, tone=Tone.GOOD, strength=1)
                if not cell.text:
                    cell = replace(cell, sign="●", spoken=translate(_("touched")))
            cells[key, target] = cell
    return Matrix(
        tuple(Head(str(one["id"]), str(one.get("name") or "–")) for one in objectives),
        tuple(_target_head(target, PHRASE) for target in targets),
        cells,
        corner=translate(KINDS["objective"].label),
        flags=tuple(_about_targets(records, objectives, targets)),
        empty=_("Objectives come from task 2.2. Add the first target an objective helps to reach."),
    )


def _target_head(code: str, room: int) -> Head:
    return Head(code, code, code_in_words(code), room)


def _about_targets(
    records: Records, objectives: Sequence[Row], targets: Sequence[str]
) -> Iterator[Missing]:
    rows = records.rows("alignment")
    for objective in objectives:
        if all(row.get("objective") != objective["id"] for row in rows):
            name = {"name": str(objective.get("name") or "–")}
            yield Missing(_("{name}: say to which target it contributes."), name, "alignment")
    for target in targets:
        among = [row for row in rows if row.get("target") == target]
        if among and not any(row.get("contribution") for row in among):
            words = {"target": target}
            sentence = _("Target {target}: say how the objective contributes.")
            yield Missing(sentence, words, "alignment", str(among[0]["id"]), "contribution")


def interlinkages(records: Records, _today: date, more: Sequence[str] = ()) -> Matrix:
    """Set our targets against all others they act on, from −3 to +3; ``more`` are targets to offer."""
    links = records.rows("interlinkage")
    ours = {*targets_touched(records), *(str(row["first"]) for row in links if row.get("first"))}
    others = {*ours, *more, *(str(row["second"]) for row in links if row.get("second"))}
    cells: dict[tuple[str, str], Cell] = {}
    for first in ours:
        for second in others:
            if first == second:
                cells[first, second] = Cell(sign="·", spoken=translate(_("the same target")))
            else:
                cells[first, second] = _link(records, first, second)
    return Matrix(
        tuple(_target_head(code, WORD) for code in sorted(ours, key=order_of)),
        tuple(_target_head(code, WORD - 2) for code in sorted(others, key=order_of)),
        cells,
        corner=translate(_("Our target acts on")),
        flags=tuple(_harm(links)),
        notes=(
            translate(_("From −3 (cancels the other) to +3 (the other cannot be had without it).")),
        ),
        empty=_("The targets you touch appear here once an objective contributes to them."),
    )


def _link(records: Records, first: str, second: str) -> Cell:
    row = found_by(records, "interlinkage", first=first, second=second)
    cell = rated(records, "interlinkage", row, "score", first=first, second=second)
    score = None if row is None else row.get("score")
    if row is None or not isinstance(score, int):
        return cell
    arrow = "▲" if score > 0 else "▼" if score < 0 else "●"
    lines = filter(None, (cell.text, row.get("note"), row.get("affected"), row.get("mitigation")))
    return replace(
        cell,
        sign=f"{arrow} {cell.sign}",
        spoken=f"{cell.sign}, {cell.text}",
        text="" if score >= 0 or row.get("mitigation") else translate(_("no answer")),
        note="\n".join(str(one) for one in lines),
        tone=Tone.GOOD if score > 0 else Tone.BAD if score < 0 else Tone.PLAIN,
        strength=abs(score),
    )


def _harm(links: Sequence[Row]) -> Iterator[Missing]:
    for row in links:
        score = row.get("score")
        if isinstance(score, int) and score < 0 and not row.get("mitigation"):
            words = {"first": str(row.get("first")), "second": str(row.get("second"))}
            sentence = _("{first} harms {second}: say what you do about it.")
            yield Missing(sentence, words, "interlinkage", str(row["id"]), "mitigation")


def baselines(records: Records, _today: date) -> Matrix:
    """Set each indicator's value at the start, by group too, beside the value to reach."""
    rows = records.rows("indicator")
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        key = str(row["id"])
        cells[key, "baseline"] = _value(records, row, "baseline", "baseline_date")
        cells[key, "groups"] = _groups(records, row)
        cells[key, "certain"] = answered(records, "indicator", row, "baseline_confidence")
        cells[key, "evidence"] = _evidence(records, row)
        cells[key, "target"] = _value(records, row, "target_value", "target_date")
        cells[key, "gap"] = _gap(records, row)
    heads = (
        Head("baseline", translate(_("At the start")), room=PHRASE - 2),
        Head("groups", translate(_("By group")), room=PHRASE + 2),
        Head("certain", translate(_("How sure")), room=WORD),
        Head("evidence", translate(_("What shows it")), room=PHRASE),
        Head("target", translate(_("To reach")), room=PHRASE - 2),
        Head("gap", translate(_("Still to go")), room=WORD),
    )
    return Matrix(
        tuple(Head(str(row["id"]), _named(row)) for row in rows),
        heads,
        cells,
        corner=translate(KINDS["indicator"].label),
        flags=tuple(
            Missing(
                _("{name}: the value at the start is missing."),
                {"name": str(row.get("name") or "–")},
                "indicator",
                str(row["id"]),
                "baseline",
            )
            for row in rows
            if row.get("baseline") is None
        ),
        empty=KINDS["indicator"].empty,
    )


def _named(row: Row) -> str:
    unit = str(row.get("unit") or "")
    name = str(row.get("name") or "–")
    return f"{name} ({unit})" if unit else name


def _value(records: Records, row: Row, field_key: str, day_key: str) -> Cell:
    source = Source("indicator", str(row["id"]), (field_key, day_key))
    fields = KINDS["indicator"].fields
    value = records.value("indicator", row, field_key)
    if value is None:
        missing = translate(_("Missing"))
        return Cell(text=missing, sign="!", spoken="", tone=Tone.BAD, strength=1, sources=(source,))
    said = (shown(fields[key], row.get(key)) for key in (field_key, day_key))
    return Cell(text="\n".join(filter(None, said)), sources=(source,))


def _groups(records: Records, row: Row) -> Cell:
    parts = records.rows("baseline_part", str(row["id"]))
    value = KINDS["baseline_part"].fields["value"]
    said = (f"{one.get('name') or '–'} {shown(value, one.get('value'))}" for one in parts)
    sources = (Source("baseline_part", str(one["id"]), ("name", "value")) for one in parts)
    own = Source("indicator", str(row["id"]), ("baseline_note",))
    text = "\n".join(said) or str(row.get("baseline_note") or "")
    return Cell(text=text, sources=(*sources, own))


def _evidence(records: Records, row: Row) -> Cell:
    keys = ("baseline_source", "baseline_evidence", "source")
    fields = KINDS["indicator"].fields
    words = [shown(fields[key], row.get(key), records) for key in keys]
    source = Source("indicator", str(row["id"]), keys)
    return Cell(text=words[0] or words[2], note=words[1], sources=(source,))


def _gap(records: Records, row: Row) -> Cell:
    start, target = (records.value("indicator", row, key) for key in ("baseline", "target_value"))
    if not (isinstance(start, Decimal) and isinstance(target, Decimal)):
        return Cell()
    return Cell(sign=number_in_words(abs(target - start)))
