"""What is recorded around the tasks: offices, partnerships, and what people say about a task's state."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, Day, LongText, Option, Text
from msp_desktop.domain.linking import DIFFERENT, SAME, SAME_RECORD
from msp_desktop.domain.records import RecordKind, Section, many
from msp_desktop.i18n import mark as _

OFFICE = many(
    "office",
    _("Office"),
    _("Offices"),
    Section(
        "",
        (
            Text("name", _("Name of the office"), required=True),
            Text("place", _("Place"), required=True),
        ),
    ),
)

PARTNERSHIP = many(
    "partnership",
    _("Partnership"),
    _("Partnerships"),
    Section(
        "",
        (
            Text("name", _("Name of the partnership"), required=True),
            Text("place", _("Place"), _("District, province or country where it works")),
            Text("number", _("Reference number"), _("As it should appear on documents")),
            Choice(
                "language",
                _("Language of documents"),
                options=(Option("en", _("English")),),
            ),
            Choice(
                "origin",
                _("Origin"),
                options=(Option("sample", _("Sample")), Option("own", _("Own work"))),
            ),
        ),
    ),
)

TASK_NOTE = many(
    "task_note",
    _("Note on a task"),
    _("Notes on tasks"),
    Section(
        "",
        (
            Text("task", _("Task")),
            Choice(
                "state",
                _("State"),
                options=(Option("done", _("Done")), Option("revisit", _("To revisit"))),
            ),
            LongText("reason", _("Reason")),
            Text("person", _("Who")),
            Day("day", _("When")),
        ),
    ),
)

SAME_RECORDS = many(
    SAME_RECORD,
    _("Entered twice?"),
    _("Entered twice?"),
    Section(
        "",
        (
            Text("kind", _("Kind of entry")),
            Text("first", _("One entry")),
            Text("second", _("The other entry")),
            Choice(
                "answer",
                _("Are they the same?"),
                options=(Option(SAME, _("The same")), Option(DIFFERENT, _("Different"))),
            ),
        ),
    ),
)

FRAME: tuple[RecordKind, ...] = (OFFICE, PARTNERSHIP, TASK_NOTE, SAME_RECORDS)
