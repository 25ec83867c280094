"""A record is known by words, also where its name is another record or one of a few options."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, Day, Option, Reference, Text
from msp_desktop.domain.records import Records, Section, many

PARTNER = many("partner", "Partner", "Partners", Section("", (Text("name", "Name"),)))
ROLE = many(
    "role",
    "Role",
    "Roles",
    Section(
        "",
        (
            Reference("partner", "Partner", to="partner"),
            Choice("part", "Part", options=(Option("lead", "Leads"),)),
            Day("since", "Since"),
        ),
    ),
    named_by=("partner", "part", "since"),
)
KINDS = {kind.key: kind for kind in (PARTNER, ROLE)}


def records(**role: str | None) -> Records:
    rows = {
        "partner": [{"id": "p", "owner_id": None, "name": "Health office"}],
        "role": [{"id": "r", "owner_id": None, **role}],
    }
    return Records("s", rows, KINDS)


def test_a_record_named_by_others_says_their_names() -> None:
    assert records(partner="p", part="lead").name("role", "r") == "Health office: Leads"


def test_a_day_in_a_name_reads_as_people_write_it() -> None:
    named = records(partner="p", part="lead", since="2026-12-08")
    assert named.name("role", "r") == "Health office: Leads, 8 December 2026"
    assert records(since="2026-12-08").name("role", "r") == "8 December 2026"
    assert records(partner="p", since="soon").name("role", "r") == "Health office, soon"


def test_what_is_not_there_leaves_no_trace_in_a_name() -> None:
    assert records(partner="gone", part=None).name("role", "r") == ""
    assert records().name("role", "unknown") == ""
