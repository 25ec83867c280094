"""What a disagreement between offices is called: the record, the answer, its task and partnership."""

from __future__ import annotations

from msp_desktop.app.exchange import Dispute
from msp_desktop.domain.changes import ALIVE, Decision
from msp_desktop.domain.guideline import HOME_TASK, KINDS, TASKS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.records import Records
from msp_desktop.i18n import translate
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.widgets.labels import isolated


def title_of(conflict: Dispute | Decision, records: Records) -> str:
    """Return what a conflict is about: the record and the answer."""
    return f"{_record_of(conflict, records)} – {answer_of(conflict)}"


def decided(decision: Decision, records: Records) -> str:
    """Say what is decided; to be asked before it counts, while a record to be removed has its name."""
    if decision.field_key != ALIVE:
        sentence, about = translate("Decided: {answer}."), title_of(decision, records)
        return sentence.format(answer=isolated(about))
    sentence = (
        translate("Kept: {entry}.") if decision.value == 1 else translate("Removed: {entry}.")
    )
    return sentence.format(entry=isolated(_record_of(decision, records)))


def _record_of(conflict: Dispute | Decision, records: Records) -> str:
    kind = KINDS[conflict.kind_key]
    name = name_of(conflict, records)
    return f"{translate(kind.label)}: {name}" if name else translate(kind.label)


def name_of(conflict: Dispute | Decision, records: Records) -> str:
    """Return the words by which people know what a conflict is about; a link is known by both entries."""
    if conflict.kind_key != SAME_RECORD:
        return records.name(conflict.kind_key, conflict.record_id)
    link = records.find(SAME_RECORD, conflict.record_id) or {}
    pair = (records.name(str(link.get("kind")), link.get(key)) for key in ("first", "second"))
    return " = ".join(f"“{name}”" for name in pair)


def answer_of(conflict: Dispute | Decision) -> str:
    """Return which answer of its record a conflict is about."""
    if conflict.field_key == ALIVE:
        return translate("removed in one office, changed in another")
    return translate(KINDS[conflict.kind_key].fields[conflict.field_key].label)


def task_of(conflict: Dispute) -> str:
    """Return the task to which a conflict belongs, by number and title; nothing outside the tasks."""
    key = HOME_TASK.get(conflict.kind_key)
    return f"{key} {translate(TASKS[key].title)}" if key else ""


def place_of(conflict: Dispute, post: PostRoom) -> str:
    """Return the partnership and the task of a conflict."""
    partnership = post.workspace.read("partnership", conflict.space_id) or {}
    name, task = str(partnership.get("name") or ""), task_of(conflict)
    return f"{isolated(name)} · {task}" if task else name
