"""Is the office's database sound? What SQLite can tell, and what the records themselves can tell."""

from __future__ import annotations

from dataclasses import dataclass

from msp_desktop.app import attachments
from msp_desktop.app.attachments import State
from msp_desktop.app.office import Office
from msp_desktop.db import soundness
from msp_desktop.domain.fields import Choice, Choices, Email, NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Row
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_SENTENCES = {
    State.GONE: _(
        "{name}: the file is gone from the folder “attachments”. Put it back from a backup."
    ),
    State.DAMAGED: _("{name}: the file is damaged. It was set aside; put it back from a backup."),
    State.NOT_ARRIVED: _("{name}: the file has not arrived yet from {office}."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: what is wrong, and what is only not here yet. Sentences for people."""

    wrong: list[str]
    awaited: list[str]


def check(office: Office) -> Checked:
    """Check everything, attached files too; takes as long as reading all of them."""
    wrong = findings(office)
    awaited: list[str] = []
    for found in attachments.states(office.workspace):
        name, sender = found.attached.name, found.office or translate(_("another office"))
        sentence = translate(_SENTENCES[found.state]).format(name=name, office=sender)
        (awaited if found.state is State.NOT_ARRIVED else wrong).append(sentence)
    return Checked(wrong, awaited)


def findings(office: Office) -> list[str]:
    """Return a sentence for everything wrong in the database; an empty list when all is in order."""
    with office.workspace.database.reading() as store:
        found = [translate(sentence) for sentence in soundness.complaints(store.connection)]
        for key in KINDS:
            for row in store.all_rows(key):
                found += _odd_answers(key, row)
    return found


def _odd_answers(kind_key: str, row: Row) -> list[str]:
    """Find answers that could not have been typed; an option of a newer version is not odd.

    Nor is an address for e-mail that was written before there was a rule for it.
    """
    odd = []
    for key, field in KINDS[kind_key].fields.items():
        if row[key] is None or isinstance(field, Choice | Choices | Email):
            continue
        try:
            sound = field.clean(row[key]) is not None
        except NotAValue:
            sound = False
        if not sound:
            sentence = translate(_("{kind} {id}: the answer “{field}” is not readable."))
            odd.append(sentence.format(kind=kind_key, id=row["id"], field=key))
    return odd
