"""Commands on what offices wrote apart: list it, decide, look back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from msp_desktop.app.office import Office
from msp_desktop.cli import session
from msp_desktop.domain.changes import ALIVE, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural


def show_conflicts(options: Namespace) -> int:
    """List answers that offices wrote apart, each with the name to decide it by."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        found = [
            {"id": one.id, **asdict(one)} for one in exchange.conflicts(office.workspace.database)
        ]
    lines = []
    for one in found:
        lines.append(f"{one['id']}  {one['kind_key']} {one['field_key']} {one['difference']}")
        lines += [
            f"    {side['office']}: {_answer(one['field_key'], side['value'])}"
            for side in one["sides"]
        ]
    if not found:
        lines = [translate(_("Nothing to decide: offices agree on every answer."))]
    return session.show(found, lines, as_json=options.json)


def resolve_conflicts(options: Namespace) -> int:
    """Settle one conflict, or with ``--all`` every one by what an office wrote."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        workspace = office.workspace
        if options.all:
            if options.keep not in ("mine", "theirs") or (options.keep == "theirs") != bool(
                options.office
            ):
                sentence = _("With --all, say --keep mine, or --keep theirs --office NAME.")
                raise Problem(sentence)
            whose = options.office or office.id
            decisions = exchange.decisions_for(exchange.conflicts(workspace.database), whose)
            if options.office and not decisions:
                sentence = _(
                    "No open conflict has an answer of one office called {office}. Nothing was decided; "
                    "“sync conflicts” lists the offices."
                )
                raise Problem(sentence, office=options.office)
        elif options.conflict:
            conflict = exchange.find_conflict(workspace.database, options.conflict)
            decisions = [exchange.chosen(conflict, options.keep, office.id, options.office or "")]
        else:
            raise Problem(_("Say which conflict; “sync conflicts” lists them."))
        if decisions:
            workspace.settle(decisions)
    count = len(decisions)
    sentence = translate_plural("{count} conflict settled", "{count} conflicts settled", count)
    print(sentence.format(count=count))
    return 0


def show_log(options: Namespace) -> int:
    """Show who changed a record, or one field of it, in every office; the newest first."""
    with session.office(options) as office:
        workspace = office.workspace
        kind_key = workspace.kind_of(options.record)
        if options.field and options.field not in KINDS[kind_key].fields:
            raise NotFound(f"{kind_key}.{options.field}")
        edits = workspace.history_of(kind_key, options.record)
    entries = [_entry(edit, options.field) for edit in edits]
    entries = [one for one in entries if one["values"]]
    return session.show(entries, [_line(one) for one in entries], as_json=options.json)


def say_same(options: Namespace) -> int:
    """Say that two entries are the same or different, take links away, or list what may be the same."""
    from msp_desktop.app import sameness

    with session.office(options) as office:
        workspace = office.workspace
        if options.list:
            return _list_same(office, options)
        kind = session.kind_of(options.kind or "").key
        if len(options.ids) != (1 if options.apart else 2):
            raise Problem(_("Name two entries, or one entry with --apart. Nothing was changed."))
        if options.apart:
            sameness.take_apart(workspace, kind, *options.ids)
        elif options.different:
            sameness.say_different(workspace, kind, *options.ids)
        else:
            sameness.say_same(workspace, kind, *options.ids)
    return 0


def _list_same(office: Office, options: Namespace) -> int:
    from msp_desktop.app import sameness

    workspace, space_id = office.workspace, session.partnership_of(office, options)
    maybe = [asdict(one) for one in sameness.likely_same(workspace, space_id)]
    said = [
        {key: link[key] for key in ("kind", "first", "second", "answer")}
        for link in sameness.links(workspace, space_id)
    ]
    lines = [f"{one['kind_key']} {one['first']} {one['second']} ?" for one in maybe]
    lines += [" ".join(str(value) for value in link.values()) for link in said]
    return session.show({"likely": maybe, "said": said}, lines, as_json=options.json)


def _answer(field_key: str, value: Stored) -> str:
    """Say what an office wrote; where one removed the record, also the word that decides so."""
    if field_key != ALIVE:
        return translate(_("(left empty)")) if value in (None, "") else str(value)
    if value == 1:
        return f"{translate(_('Changed'))} (--keep keep)"
    return f"{translate(_('Removed'))} (--keep remove)"


def _entry(edit: Edit, field: str | None) -> dict[str, Any]:
    values = {key: value for key, value in edit.values.items() if field in (None, key)}
    return {
        "moment": edit.moment,
        "person": edit.person,
        "office": edit.office,
        "reason": edit.reason,
        "values": values,
        "replaced": {key: list(edit.replaced.get(key, ())) for key in values},
    }


def _line(entry: Mapping[str, Any]) -> str:
    when = datetime.fromtimestamp(entry["moment"] / 1000, UTC).astimezone()
    changes = "; ".join(
        f"{key}: {_said(*entry['replaced'][key])} → {_said(value)}"
        for key, value in entry["values"].items()
    )
    reason = f"  ({entry['reason']})" if entry["reason"] else ""
    return f"{when:%Y-%m-%d %H:%M}  {entry['person']}, {entry['office']}  {changes}{reason}"


def _said(*values: Stored) -> str:
    said = [str(value) for value in values if value not in (None, "")]
    return " | ".join(said) or translate(_("(empty)"))
