"""All contact persons of a partnership as a list to search: where, until when, and who follows (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msp_desktop.domain.fields import Choice, Day, Flag, Option, Text
from msp_desktop.domain.records import Row, Section, many
from msp_desktop.domain.turnover import People, Person, Standing
from msp_desktop.i18n import mark as _

PEOPLE = many(
    "people",
    _("Person"),
    _("People in all organisations"),
    Section(
        "",
        (
            Text("partner", _("Organisation")),
            Text("name", _("Name")),
            Text("role", _("Post or role")),
            Flag("may_decide", _("May decide")),
            Choice(
                "standing",
                _("In the role"),
                options=(
                    Option(Standing.NOW.value, _("Now")),
                    Option(Standing.TO_COME.value, _("To come")),
                    Option(Standing.LEFT.value, _("Has left")),
                ),
            ),
            Day("until", _("Until")),
            Text("follows", _("Followed by")),
            Text("email", _("E-mail")),
            Text("phone", _("Phone")),
        ),
    ),
    columns=("partner", "name", "may_decide", "standing", "until", "follows"),
)
"""How a person is shown; it is worked out from the contact persons and never stored."""


def people(partners: Iterable[Row], day: date, found: People) -> list[Row]:
    """Return everybody of these partners in ``found``, one after the other in the order of time."""
    rows: list[Row] = []
    for partner in partners:
        partner_id = str(partner["id"])
        among = found.get(partner_id, ())
        name = str(partner.get("name") or "")
        names = {one.record_id: one.name for one in among}
        rows += [_told(one, name, names.get(one.follows), day) for one in among]
    return rows


def _told(person: Person, partner: str, follower: str | None, day: date) -> Row:
    row = person.row
    return {
        "id": row["id"],
        "owner_id": person.partner_id,
        "partner": partner,
        "standing": person.standing(day).value,
        "follows": follower,
        "until": person.end.isoformat() if person.end is not None else None,
        "name": row.get("name"),
        "role": row.get("role"),
        "may_decide": row.get("may_decide"),
        "email": row.get("email"),
        "phone": row.get("phone"),
    }
