"""All contact persons of a partnership as a list to search: where, until when, and who follows (task 1.4)."""

from __future__ import annotations

from datetime import date

from msp_desktop.domain.fields import Choice, Day, Flag, Option, Text
from msp_desktop.domain.records import Records, Row, Section, many
from msp_desktop.domain.turnover import People, Standing
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
_TOLD = ("name", "role", "may_decide", "email", "phone")


def people(records: Records, day: date, found: People) -> list[Row]:
    """Return everybody in ``found``, organisation by organisation in the order of time."""
    rows: list[Row] = []
    for partner in records.rows("partner"):
        partner_id = str(partner["id"])
        among = found.get(partner_id, ())
        names = {one.record_id: one.name for one in among}
        for one in among:
            told = {key: one.row.get(key) for key in _TOLD}
            rows.append(
                {
                    "id": one.record_id,
                    "owner_id": partner_id,
                    "partner": str(partner.get("name") or ""),
                    "standing": one.standing(day).value,
                    "follows": names.get(one.follows),
                    "until": one.end.isoformat() if one.end is not None else None,
                    **told,
                }
            )
    return rows
