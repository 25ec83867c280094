"""Commands on offices, partnerships, tasks and records."""

from __future__ import annotations

import shlex
import sys
from argparse import Namespace
from typing import Any

from msp_desktop.app import attachments
from msp_desktop.app.office import set_up_office
from msp_desktop.cli import session
from msp_desktop.domain.fields import Attachment
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.records import Shape
from msp_desktop.domain.tasks import Progress
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def init_office(options: Namespace) -> int:
    """Set up the office and print its identifier."""
    home = session.home_of(options)
    try:
        office = set_up_office(
            home,
            name=options.name,
            place=options.place,
            person=options.person,
            language=options.language,
        )
    except FileExistsError:
        sentence = _("There is an office in {folder} already. Nothing was changed.")
        raise Problem(sentence, folder=str(home)) from None
    print(office.id)
    office.close()
    return 0


def new_partnership(options: Namespace) -> int:
    """Start a partnership and print its identifier."""
    with session.office(options) as office:
        values = session.answers(options.values)
        session.check(KINDS["partnership"], values)
        print(office.workspace.add_partnership(values))
    return 0


def list_partnerships(options: Namespace) -> int:
    """List the partnerships of the office."""
    with session.office(options) as office:
        rows = office.workspace.partnerships()
    return session.show(rows, [session.line_of(row) for row in rows], as_json=options.json)


def show_partnership(options: Namespace) -> int:
    """Show a partnership and how many of its tasks are done."""
    with session.office(options) as office:
        row = office.workspace.read("partnership", options.id)
        if row is None:
            raise NotFound(options.id)
        states = [item.state.value for item in office.workspace.progress(options.id).values()]
    counts = {state: states.count(state) for state in sorted(set(states))}
    lines = [session.line_of(row), *(f"{state}: {count}" for state, count in counts.items())]
    return session.show({**row, "tasks": counts}, lines, as_json=options.json)


def list_tasks(options: Namespace) -> int:
    """List all tasks with their state and what is missing."""
    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        items = [_described(item) for item in office.workspace.progress(space_id).values()]
    lines = []
    for item in items:
        lines.append(f"{item['task']:5} {item['state']:12} {item['title']}")
        lines += [f"      - {sentence}" for sentence in item["missing"]]
    return session.show(items, lines, as_json=options.json)


def _described(item: Progress) -> dict[str, Any]:
    return {
        "task": item.task.key,
        "title": translate(item.task.title),
        "state": item.state.value,
        "reason": item.reason,
        "missing": [hole.text for hole in item.missing],
    }


def list_kinds(options: Namespace) -> int:
    """List all kinds of records with their fields, and what can be chosen in these."""
    items: dict[str, dict[str, Any]] = {
        key: {
            "label": translate(kind.label),
            "shape": kind.shape.value,
            "owner": kind.owner,
            "fields": {field.key: type(field).__name__ for field in kind.fields.values()},
            "options": {
                field.key: keys
                for field in kind.fields.values()
                if (keys := session.option_keys(field))
            },
        }
        for key, kind in KINDS.items()
    }
    lines = []
    for key, kind in KINDS.items():
        lines.append(f"{key} ({kind.shape.value}): {', '.join(kind.fields)}")
        choices = items[key]["options"]
        lines += [f"    {field}: {' | '.join(keys)}" for field, keys in choices.items()]
    return session.show(items, lines, as_json=options.json)


def add_record(options: Namespace) -> int:
    """Add a record to a list and print its identifier."""
    kind = session.kind_of(options.kind)
    if kind.shape is Shape.ONE:
        sentence = _("There is one “{kind}” in a partnership. Use: record set {key} field=value")
        raise Problem(sentence, kind=translate(kind.label), key=kind.key)
    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        values = session.answers(options.values)
        values = attachments.read_files(office.workspace.database, kind.key, values)
        session.check(kind, values)
        print(office.workspace.add(kind.key, space_id, values, options.owner))
    return 0


def set_record(options: Namespace) -> int:
    """Change answers of a record."""
    kind = session.kind_of(options.kind)
    values = session.answers(options.values)
    with session.office(options) as office:
        values = attachments.read_files(office.workspace.database, kind.key, values)
        session.check(kind, values)
        if kind.shape is Shape.ONE:
            space_id = session.partnership_of(office, options)
            office.workspace.set_single(kind.key, space_id, values)
        elif options.id:
            office.workspace.set_fields(kind.key, options.id, values)
        else:
            raise Problem(_("Say which record with --id ID; “record list” shows them."))
    return 0


def delete_record(options: Namespace) -> int:
    """Remove a record and what belongs to it."""
    with session.office(options) as office:
        office.workspace.remove(session.kind_of(options.kind).key, options.id)
    return 0


def show_record(options: Namespace) -> int:
    """Show one record and who changed it."""
    kind = session.kind_of(options.kind)
    with session.office(options) as office:
        row = office.workspace.read(kind.key, options.id)
        if row is None:
            raise NotFound(f"{kind.key} {options.id}")
        edits = office.workspace.history_of(kind.key, options.id)
    changes = [
        {"person": edit.person, "office": edit.office, "moment": edit.moment, "values": edit.values}
        for edit in edits
    ]
    lines = [session.line_of(row), *(f"{edit.person}: {dict(edit.values)}" for edit in edits)]
    return session.show({**row, "history": changes}, lines, as_json=options.json)


def save_file(options: Namespace) -> int:
    """Save a copy of a file attached to a record."""
    kind = session.kind_of(options.kind)
    field = kind.fields.get(options.field)
    if not isinstance(field, Attachment):
        raise NotFound(f"{kind.key}.{options.field}")
    with session.office(options) as office:
        if kind.shape is Shape.ONE:
            record_id = single_id(session.partnership_of(office, options), kind.key)
        else:
            record_id = options.id or ""
        row = office.workspace.read(kind.key, record_id)
        attached = field.value(row[field.key]) if row else None
        if not isinstance(attached, attachments.Attached):
            raise NotFound(f"{kind.key}.{field.key}")
        attachments.save_copy(office.workspace.database, attached, options.out.resolve())
    print(options.out)
    return 0


def list_records(options: Namespace) -> int:
    """List the records of a kind."""
    kind = session.kind_of(options.kind)
    with session.office(options) as office:
        rows = office.workspace.rows(kind.key, session.partnership_of(office, options))
    return session.show(rows, [session.line_of(row) for row in rows], as_json=options.json)


def run_batch(options: Namespace) -> int:
    """Carry out the commands of a file, one a line, in one process; stop at the first that fails.

    Empty lines and lines that begin with ``#`` are passed over. What earlier lines did stays done.
    """
    from msp_desktop.cli import run

    with session.office(options):
        for number, line in enumerate(options.file.read_text("utf-8").splitlines(), 1):
            words = shlex.split(line, comments=True)
            if words and (code := run(words)):
                sentence = translate(_("Stopped at line {number}: {line}"))
                print(sentence.format(number=number, line=session.short(line)), file=sys.stderr)
                return code
    return 0


def add_sample(options: Namespace) -> int:
    """Add the sample partnership and print its identifier."""
    from msp_desktop.app.sample import load_sample

    with session.office(options) as office:
        print(load_sample(office.workspace, office.language))
    return 0
