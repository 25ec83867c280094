"""Which decisions are whose and how they are taken, and what is to be said of those that were taken (5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.decisions import (
    OUTSIDE,
    Competence,
    Entry,
    Register,
    register,
    told_late,
)
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.formation.deciding import EMERGENCY
from msp_desktop.domain.matrix import (
    PHRASE,
    SIGN,
    WORD,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    label_of,
    names_of,
    options_of,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

RULE = "decision_rule"
_SIGNS = {"joint": "◆", "sovereign": "○", "emergency": "!"}
_SHORT = 60
"""Letters of a decision without a number in a sentence about it."""


def decision_table(records: Records, _today: date) -> Matrix:
    """Set kinds of decisions against who decides, how, by what quorum and majority, and who is told."""
    rows = _by_kind(records)
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        key = str(row["id"])
        kind = answered(records, RULE, row, "type")
        sign = _SIGNS.get(str(row.get("type")), "")
        cells[key, "type"] = replace(kind, text="", sign=sign, spoken=kind.text, note=kind.text)
        cells[key, "who"] = _who(records, row)
        for field_key in ("procedure", "days", "minutes_shared"):
            cells[key, field_key] = answered(records, RULE, row, field_key)
        cells[key, "told"] = _told(records, row)
        cells[key, "quorum"] = _needed(records, row)
    (procedure,) = columns_of(RULE, procedure=PHRASE - 1)
    days = Head("days", translate(_("Days")), label_of(RULE, "days"), SIGN + 2)
    told = Head("told", translate(_("Told")), label_of(RULE, "told"), WORD)
    shared = Head(
        "minutes_shared", translate(_("Shared")), label_of(RULE, "minutes_shared"), WORD - 2
    )
    kind_head = Head("type", translate(_("Kind")), room=SIGN + 2)
    who = Head("who", translate(_("Who decides")), room=WORD + 3)
    needed = Head("quorum", translate(_("Quorum and majority")), room=WORD + 3)
    return Matrix(
        tuple(Head(str(row["id"]), str(row.get("subject") or "–")) for row in rows),
        (kind_head, who, procedure, needed, days, told, shared),
        cells,
        corner=translate(KINDS[RULE].fields["subject"].label),
        flags=tuple(
            hole for rule in TASKS["5.3"].criteria for hole in rule.missing(records, KINDS)
        ),
        notes=(_signs(),) if rows else (),
        empty=KINDS[RULE].empty,
    )


def emergency_procedure(records: Records, _today: date) -> Matrix:
    """Set what cannot wait against who may decide alone, up to what, and to whom it is reported when."""
    rows = [row for row in records.rows(RULE) if row.get("type") == EMERGENCY]
    fields = ("decided_by", "up_to", "report_to", "report_hours", "told")
    cells = {}
    for row in rows:
        for field_key in fields:
            cell = (
                _told(records, row)
                if field_key == "told"
                else answered(records, RULE, row, field_key)
            )
            if not cell.text and field_key != "told":
                missing = translate(_("Missing"))
                cell = replace(cell, text=missing, sign="!", spoken="", tone=Tone.BAD, strength=1)
            cells[str(row["id"]), field_key] = cell
    _decided, *others = columns_of(
        RULE, decided_by=PHRASE, up_to=PHRASE, report_to=WORD + 2, report_hours=WORD, told=WORD + 2
    )
    alone = Head("decided_by", translate(_("Who may decide alone")), room=PHRASE)
    return Matrix(
        tuple(Head(str(row["id"]), str(row.get("subject") or "–")) for row in rows),
        (alone, *others),
        cells,
        corner=translate(KINDS[RULE].fields["subject"].label),
        empty=_(
            "There is no emergency procedure yet. Add a rule for what cannot wait: who may decide alone, up "
            "to what, and to whom it is reported within how many hours."
        ),
    )


def _by_kind(records: Records) -> list[Row]:
    order = [key for key, _label in options_of(RULE, "type")]
    rows = records.rows(RULE)
    known = {key: at for at, key in enumerate(order)}
    return sorted(rows, key=lambda row: known.get(str(row.get("type")), len(known)))


def _who(records: Records, row: Row) -> Cell:
    """Say who decides: a body, a partner, a person; each partner for itself where nobody is named."""
    names = (
        records.name("body", row.get("body")),
        records.name("partner", row.get("partner")),
        str(row.get("decided_by") or ""),
    )
    said = "\n".join(filter(None, names))
    if not said and row.get("type") == "sovereign":
        said = translate(_("Each partner for itself"))
    return Cell(said, sources=(Source(RULE, str(row["id"]), ("body", "partner", "decided_by")),))


def _told(records: Records, row: Row) -> Cell:
    """Say which partners are told afterwards, by their short names."""
    told = set(str(row.get("told") or "").split())
    partners = [one for one in records.rows("partner") if one["id"] in told] if told else []
    everybody = {str(one["id"]) for one in records.admitted("partner", TAKING_PART)}
    names = formats.listed_names(names_of(records, "partner", one) for one in partners)
    text = translate(_("All partners")) if everybody and everybody <= told else names
    return Cell(text, note=names, sources=(Source(RULE, str(row["id"]), ("told",)),))


def _signs() -> str:
    """Say what the signs of the kinds of decisions mean."""
    labels = dict(options_of(RULE, "type"))
    return formats.listed_names(f"{sign} {translate(labels[key])}" for key, sign in _SIGNS.items())


def _needed(records: Records, row: Row) -> Cell:
    """Say who must be there and how many must agree; where the rule has no majority, that of its body."""
    body = records.find("body", row.get("body")) or {}
    quorum = str(row.get("quorum") or body.get("quorum") or "")
    majority = shown(KINDS[RULE].fields["majority"], row.get("majority")) or shown(
        KINDS["body"].fields["decision_method"], body.get("decision_method")
    )
    sources = [Source(RULE, str(row["id"]), ("quorum", "majority"))]
    if body and not (row.get("quorum") and row.get("majority")):
        sources.append(Source("body", str(body["id"]), ("quorum", "decision_method")))
    return Cell("\n".join(filter(None, (quorum, majority))), sources=tuple(sources[:1]))


# The register in words


def called(entry: Entry) -> str:
    """Return what a decision is called in a sentence: its number, or the beginning of its words."""
    if entry.number:
        return entry.number
    text = entry.text if len(entry.text) <= _SHORT else f"{entry.text[:_SHORT]}…"
    return f"“{text}”"


def taken_by(records: Records, entry: Entry) -> str:
    """Say who took a decision: the body that met, or who decided outside of a meeting."""
    if entry.meeting is not None:
        return records.name("body", entry.body_id) or str(entry.meeting.get("title") or "")
    body = records.name("body", entry.body_id) or records.name("partner", entry.row.get("partner"))
    return body or str(entry.row.get("decided_by") or "")


def where_taken(entry: Entry) -> str:
    """Say in which meeting a decision was taken, and how far its minutes are."""
    if entry.meeting is None:
        return translate(_("Outside a meeting"))
    title = str(entry.meeting.get("title") or "–")
    if entry.is_sealed:
        return translate(_("{meeting} (minutes sealed)")).format(meeting=title)
    state = shown(KINDS["meeting"].fields["state"], entry.meeting.get("state"))
    return f"{title} ({state})" if state else title


def competence_in_words(records: Records, entry: Entry) -> str:
    """Say whether those who decided were the ones to decide, and if not who is."""
    if entry.competence is Competence.YES:
        return translate(_("Yes"))
    if entry.competence is Competence.UNKNOWN:
        missing = _("Not known: no rule") if entry.rule is None else _("Not known")
        return translate(missing)
    return translate(_("No: {whose} decides")).format(whose=_whose(records, entry))


def _whose(records: Records, entry: Entry) -> str:
    """Say who decides by the rule under which a decision was taken."""
    rule = entry.rule or {}
    named = records.name("body", rule.get("body")) or records.name("partner", rule.get("partner"))
    alone = _("each partner for itself") if rule.get("type") == "sovereign" else _("somebody else")
    return named or translate(alone)


def quorum_in_words(entry: Entry) -> str:
    """Say how many were there of how many who had to be."""
    if entry.quorum is None:
        return "–" if entry.kind_key == OUTSIDE else translate(_("Nobody listed"))
    if entry.quorum.needed is None:
        return translate(_("Not agreed"))
    said = (
        _("Yes: {present}, needed {needed}")
        if entry.quorum.is_met
        else _("No: {present}, needed {needed}")
    )
    return translate(said).format(
        present=formats.number(entry.quorum.present), needed=formats.number(entry.quorum.needed)
    )


def standing_in_words(found: Register, entry: Entry) -> str:
    """Say whether a decision holds, or what took its place."""
    if entry.is_in_circle:
        return translate(_("Unclear: in a circle"))
    if entry.replaced_by:
        names = formats.listed_names(called(found.by_id[key]) for key in entry.replaced_by)
        return translate(_("Replaced by {decisions}")).format(decisions=names)
    day = entry.row.get("effective_on")
    if day:
        field = KINDS["decision"].fields["effective_on"]
        return translate(_("In force from {day}")).format(day=shown(field, day))
    return translate(_("In force"))


def to_see_to(records: Records, found: Register) -> Iterator[Missing]:
    """Name what is wrong with decisions that still hold, and where several replace one or go in a circle."""
    for circle in found.circles:
        names = formats.listed_names(called(found.by_id[key]) for key in circle)
        first = found.by_id[circle[0]]
        sentence = _(
            "{decisions} replace one another in a circle, so nobody can say which holds. Change one of them."
        )
        yield _about(first, sentence, {"decisions": names})
    for one in found.entries:
        if len(one.replaced_by) > 1:
            names = formats.listed_names(called(found.by_id[key]) for key in one.replaced_by)
            sentence = _("{decision} is replaced by several: {decisions}. Say which of them holds.")
            yield _about(one, sentence, {"decision": called(one), "decisions": names})
        if not one.replaced_by:
            yield from _wrong(records, one)


def _wrong(records: Records, one: Entry) -> Iterator[Missing]:
    words = {"decision": called(one), "body": taken_by(records, one) or "–"}
    if one.competence is Competence.NO:
        sentence = _("{decision}: taken by {body}, but by the rule {whose} decides.")
        yield _about(one, sentence, {**words, "whose": _whose(records, one)})
    if one.lacks_quorum and one.quorum is not None:
        counts = {
            "present": formats.number(one.quorum.present),
            "needed": formats.number(one.quorum.needed or 0),
        }
        sentence = _("{decision}: only {present} of the {needed} who had to be there were.")
        yield _about(one, sentence, {**words, **counts})
    if one.kind_key != OUTSIDE:
        return
    late = told_late(one)
    if late is None:
        yield _about(one, _("{decision}: the partners were not told yet."), words, "informed_on")
    elif late:
        yield _about(one, _("{decision}: the partners were told too late."), words, "informed_on")
    if one.rule is not None and one.rule.get("report_to") and not one.row.get("confirmed_on"):
        body = records.name("body", one.rule["report_to"]) or "–"
        sentence = _("{decision}: {body} has not confirmed it yet.")
        yield _about(one, sentence, {**words, "body": body}, "confirmed_on")


def _about(one: Entry, sentence: str, words: dict[str, str], field_key: str = "") -> Missing:
    return Missing(sentence, words, one.kind_key, one.id, field_key)


def decision_register(records: Records, _today: date, words: str = "") -> Matrix:
    """List decisions, the newest first, with who took each, whether they could, and what became of it.

    Only those in which all of the ``words`` occur, in any order.
    """
    found = register(records)
    shown_now = found.found(records, words)
    cells: dict[tuple[str, str], Cell] = {}
    for one in shown_now:
        for key, cell in _told_of(records, found, one).items():
            source = Source(one.kind_key, one.id, ("text", "number", "rule", "replaces"))
            cells[one.id, key] = replace(cell, sources=(source,))
    heads = (
        Head("day", translate(_("On")), room=WORD + 1),
        Head("text", translate(_("What was decided")), room=PHRASE + 3),
        Head("by", translate(_("By whom")), room=WORD + 2),
        Head("competent", translate(_("Could they decide it?")), room=WORD + 2),
        Head("quorum", translate(_("Enough there?")), room=WORD),
        Head("standing", translate(_("What holds")), room=WORD + 2),
    )
    return Matrix(
        tuple(Head(one.id, one.number or "–") for one in shown_now),
        heads,
        cells,
        corner=translate(_("Decision")),
        flags=tuple(to_see_to(records, found)),
        empty=_("No decision has these words.") if found.entries else _NOTHING,
    )


_NOTHING = _("No decision yet. Decisions of meetings come from their minutes (task 7.1).")


def _told_of(records: Records, found: Register, one: Entry) -> dict[str, Cell]:
    """Say of a decision what stands in its line."""
    is_over = one.is_replaced
    return {
        "day": Cell(day_of(one), is_struck=is_over),
        "text": Cell(one.text, is_struck=is_over),
        "by": Cell("\n".join(_by_whom(records, one)), note=where_taken(one)),
        "competent": _judged(competence_in_words(records, one), one.competence is Competence.NO),
        "quorum": _judged(quorum_in_words(one), one.lacks_quorum),
        "standing": _judged(standing_in_words(found, one), one.is_in_circle),
    }


def _by_whom(records: Records, one: Entry) -> list[str]:
    """Return who took a decision, and that no meeting did where none did."""
    outside = where_taken(one) if one.meeting is None else ""
    return [words for words in (taken_by(records, one), outside) if words]


def _judged(words: str, is_wrong: bool) -> Cell:
    return Cell(words, "!", "", tone=Tone.BAD, strength=1) if is_wrong else Cell(words)


def day_of(entry: Entry) -> str:
    """Return the day of a decision in words."""
    return day_in_words(entry.day) if entry.day is not None else "–"
