"""What is recorded around the tasks: offices, partnerships, and what people say about a task's state."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, Day, LongText, MonthLengths, Option, Text
from msp_desktop.domain.linking import DIFFERENT, SAME, SAME_RECORD
from msp_desktop.domain.records import RecordKind, Section, many
from msp_desktop.i18n import calendars
from msp_desktop.i18n import mark as _

LATIN_DIGITS = "latin"

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

DOCUMENTS = Section(
    _("Documents"),
    (
        Choice(
            "language",
            _("Language of documents"),
            options=(
                Option("en", _("English")),
                Option("km", _("Khmer")),
                Option("ne", _("Nepali")),
                Option("ur", _("Urdu")),
                Option("vi", _("Vietnamese")),
            ),
        ),
        Choice(
            "digits",
            _("Digits in documents"),
            options=(
                Option("own", _("Those of the language")),
                Option(LATIN_DIGITS, _("Latin digits")),
            ),
        ),
        Choice(
            "calendar",
            _("Second date in documents"),
            _("It stands in brackets behind each Gregorian date."),
            options=(
                Option(calendars.NONE, _("None")),
                Option(calendars.BUDDHIST, _("Buddhist era (Thailand)")),
                Option(calendars.BIKRAM_SAMBAT, _("Bikram Sambat (Nepal)")),
                Option(calendars.SOLAR_HIJRI, _("Solar Hijri, months of Iran")),
                Option(calendars.SOLAR_HIJRI_AFGHAN, _("Solar Hijri, months of Afghanistan")),
            ),
        ),
        MonthLengths(
            "month_lengths",
            _("Corrected months of Bikram Sambat"),
            _(
                "Months that differ from this program's table, or are published now: "
                "year, month and number of days."
            ),
            example="2084-01=31 2084-02=32",
        ),
    ),
)
"""How a partnership's documents are written, in every office alike."""

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
            Text(
                "currency",
                _("Currency"),
                _("In which sums are shown: three letters."),
                example="NPR",
            ),
            Choice(
                "origin",
                _("Origin"),
                options=(Option("sample", _("Sample")), Option("own", _("Own work"))),
            ),
        ),
    ),
    DOCUMENTS,
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

SAVED_VIEW = many(
    "saved_view",
    _("Saved view"),
    _("Saved views"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("Chosen, from civil society")),
            Text("list", _("List")),
            Text("words", _("Words looked for")),
            Text("choices", _("Answers wanted"), _("As field=answer, one space between.")),
        ),
    ),
)
"""What a person wants to see of a long list, kept under a name for all offices."""

SAME_RECORDS = many(
    SAME_RECORD,
    _("Entered twice?"),
    _("Entries that may be the same"),
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

FRAME: tuple[RecordKind, ...] = (OFFICE, PARTNERSHIP, TASK_NOTE, SAVED_VIEW, SAME_RECORDS)
