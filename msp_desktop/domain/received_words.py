"""The report on received files in sentences: the same on the page, on paper and at the command line."""

from __future__ import annotations

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.moments import about_clock, day_and_time, how_old
from msp_desktop.domain.received import Disagreement, Entries, FileFacts, ReceiveReport, WaitingFile
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural

_WHAT = {
    "added": _("{kind}: {count} new"),
    "returned": _("{kind}: {count} there again"),
    "changed": _("{kind}: {count} changed"),
    "removed": _("{kind}: {count} removed"),
}


def sender(facts: FileFacts) -> str:
    """Return the office a file is from, by name and place."""
    name = facts.office or translate(_("An office whose name has not arrived yet"))
    return f"{name}, {facts.place}" if facts.place and facts.place not in name else name


def written(facts: FileFacts, *, with_age: bool = True) -> str:
    """Say which file of its sender this is and when it was written; on paper no age is given."""
    when = day_and_time(facts.created)
    if with_age:
        sentence = translate(_("file {number}, written {when} ({age})"))
        said = sentence.format(number=facts.number, when=when, age=how_old(facts.created))
    else:
        said = translate(_("file {number}, written {when}")).format(number=facts.number, when=when)
    if facts.parts > 1:
        part = translate(_("part {part} of {parts}")).format(part=facts.part, parts=facts.parts)
        said = f"{said}, {part}"
    return said


def remarks(facts: FileFacts, own_office_id: str) -> list[str]:
    """Say what a person should know about a file before taking it in."""
    said = []
    if facts.taken_in:
        sentence = translate(_("Already taken in on {when}; nothing in it is new."))
        said.append(sentence.format(when=day_and_time(facts.taken_in)))
    if facts.to_office_ids and own_office_id not in facts.to_office_ids:
        said.append(
            translate(_("It was meant for another office. You can take it in all the same."))
        )
    said.append(about_clock(facts.created))
    if "attachments" in facts.without:
        said.append(translate(_("It comes without attached files.")))
    if "personal" in facts.without:
        said.append(translate(_("It comes without personal data of contacts.")))
    return [sentence for sentence in said if sentence]


def waiting_file(waiting: WaitingFile) -> str:
    """Name a file that waits."""
    if waiting.facts is None:
        return waiting.file
    return f"{sender(waiting.facts)}: {written(waiting.facts)}"


def brought(report: ReceiveReport) -> list[str]:
    """Say in a few sentences what files brought, or would bring."""
    counted = (
        (
            report.added_records,
            translate_plural("{count} new entry.", "{count} new entries.", report.added_records),
        ),
        (
            report.returned_records,
            translate_plural(
                "{count} removed entry is there again.",
                "{count} removed entries are there again.",
                report.returned_records,
            ),
        ),
        (
            report.changed_records,
            translate_plural(
                "{count} entry changed.", "{count} entries changed.", report.changed_records
            ),
        ),
        (
            report.removed_records,
            translate_plural(
                "{count} entry removed.", "{count} entries removed.", report.removed_records
            ),
        ),
        (
            report.attached,
            translate_plural(
                "{count} attached file comes along.",
                "{count} attached files come along.",
                report.attached,
            ),
        ),
        (
            report.conflicts,
            translate_plural(
                "{count} answer was changed in both offices; both are kept until you choose.",
                "{count} answers were changed in both offices; all are kept until you choose.",
                report.conflicts,
            ),
        ),
        *_not_yet(report),
    )
    said = [text.format(count=count) for count, text in counted if count]
    return [*said, *report.missing_parts, *_copies(report)]


def numbers(report: ReceiveReport) -> str:
    """Say how the changes in the files add up; what there is none of is left out."""
    parts = (
        (report.applied, _("{count} new here")),
        (report.known, _("{count} known already")),
        (report.conflicting, _("{count} against another answer")),
        (report.waiting, _("{count} waiting for what they build on")),
        (report.quarantined, _("{count} kept aside until their keys are trusted")),
    )
    said = ", ".join(translate(words).format(count=count) for count, words in parts if count)
    sentence = translate_plural(
        "{count} change: {parts}.", "{count} changes: {parts}.", report.writes
    )
    return sentence.format(count=report.writes, parts=said) if said else ""


def entries(one: Entries) -> str:
    """Say how many records of a kind came, changed or went, and name some."""
    kind = KINDS.get(one.kind_key)
    label = translate(kind.plural) if kind is not None else one.kind_key
    said = translate(_WHAT[one.what]).format(kind=label, count=one.count)
    if not one.names:
        return said
    names = ", ".join(one.names)
    more = one.count - len(one.names)
    if more > 0:
        names = translate_plural("{names} and {count} more", "{names} and {count} more", more)
        names = names.format(names=", ".join(one.names), count=more)
    return f"{said} ({names})"


def quoted(one: Disagreement, answer: str) -> str:
    """Return an answer as the words of somebody; that an entry was removed or changed is nobody's words."""
    return f"“{answer}”" if one.field else answer


def _not_yet(report: ReceiveReport) -> tuple[tuple[int, str], ...]:
    return (
        (
            report.waiting,
            translate_plural(
                "{count} change waits for what it builds on; it is kept.",
                "{count} changes wait for what they build on; they are kept.",
                report.waiting,
            ),
        ),
        (
            report.released,
            translate_plural(
                "{count} change that had waited for this file found its place.",
                "{count} changes that had waited for this file found their place.",
                report.released,
            ),
        ),
        (
            report.quarantined,
            translate_plural(
                "{count} change is signed with keys that are not trusted here; it is kept aside.",
                "{count} changes are signed with keys that are not trusted here; they are kept aside.",
                report.quarantined,
            ),
        ),
    )


def _copies(report: ReceiveReport) -> list[str]:
    said = []
    if report.restored:
        said.append(
            translate(
                _(
                    "This turned out to be an older copy of your office's data, or a second one: "
                    "the file knows changes of your office that are not here. Both are kept. "
                    "From now on this computer writes under a new number."
                )
            )
        )
    if report.branches:
        said.append(
            translate(
                _(
                    "An office went on from two copies of its data. Both are kept; where they "
                    "differ, the answers are listed as conflicts."
                )
            )
        )
    return said
