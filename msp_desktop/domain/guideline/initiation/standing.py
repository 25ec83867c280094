"""Task 1.4: where organisations stood at a time, and what they have to do with one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Choice, Day, Option, Reference, Scale, Text
from msp_desktop.domain.records import Records, Row, Section, many
from msp_desktop.i18n import mark as _

AMOUNTS = (_("Very little"), _("Little"), _("Some"), _("Much"), _("Very much"))

STANCES = (
    Option("champion", _("Champion")),
    Option("supporter", _("Supporter")),
    Option("neutral", _("Neutral")),
    Option("critic", _("Critic")),
    Option("blocker", _("Opponent")),
)
"""How an organisation stands to the partnership, the friendliest first."""

PARTNER_POSITION = many(
    "partner_position",
    _("Earlier position"),
    _("Earlier positions"),
    Section(
        "",
        (
            Day("date", _("On"), required=True),
            Scale("influence", _("Influence"), required=True, steps=AMOUNTS),
            Scale("interest", _("Interest"), required=True, steps=AMOUNTS),
            Choice("stance", _("Stance"), options=STANCES),
            Text("note", _("Note")),
        ),
    ),
    owner="partner",
    named_by=("date",),
    columns=("date", "influence", "interest", "stance", "note"),
    empty=_("None kept yet. The map of influence and interest keeps the positions of a day."),
)

PARTNER_RELATION = many(
    "partner_relation",
    _("Relation between organisations"),
    _("Relations between organisations"),
    Section(
        "",
        (
            Reference("first", _("From"), to="partner", required=True),
            Choice(
                "kind",
                _("Relation"),
                required=True,
                options=(
                    Option("reports", _("Reports to")),
                    Option("funds", _("Funds")),
                    Option("informs", _("Shares information with")),
                    Option("works_with", _("Works with")),
                    Option("conflict", _("Is in conflict with")),
                ),
            ),
            Reference("second", _("To"), to="partner", required=True),
            Text("note", _("Note")),
        ),
    ),
    named_by=("first", "second"),
    columns=("first", "kind", "second", "note"),
    empty=_("Nothing listed yet. Add who works with, funds or opposes whom."),
)

ONE_WAY = ("reports", "funds", "informs")
"""The relations that go from the first organisation to the second; the others go both ways."""


def is_same_relation(one: Row, other: Row) -> bool:
    """Say whether two records tell of one relation; what goes both ways is the same from both sides."""
    kind, first, second = (one.get(key) for key in ("kind", "first", "second"))
    ends = (other.get("first"), other.get("second"))
    turned = kind not in ONE_WAY and ends == (second, first)
    return other.get("kind") == kind and (ends == (first, second) or turned)


def entered_again(records: Records) -> list[Row]:
    """Return the relations that an earlier entry of the list tells of already."""
    seen: dict[tuple[object, ...], Row] = {}
    again = []
    for row in records.rows("partner_relation"):
        kind, first, second = (row.get(key) for key in ("kind", "first", "second"))
        if not (kind and first and second):
            continue
        ends = (first, second) if kind in ONE_WAY else tuple(sorted((str(first), str(second))))
        if seen.setdefault((kind, *ends), row) is not row:
            again.append(row)
    return again


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """No relation stands in the list twice, not from its other side either."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("partner_relation", "partner")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each relation that was entered again."""
        field = kinds["partner_relation"].fields["kind"]
        assert isinstance(field, Choice)
        labels = {option.key: option.label for option in field.options}
        for row in entered_again(records):
            words = {
                "option": labels.get(str(row["kind"]), str(row["kind"])),
                "first": records.name("partner", row["first"]) or "–",
                "second": records.name("partner", row["second"]) or "–",
            }
            sentence = _(
                "“{option}” between {first} and {second} stands in the list twice. Remove one of the two."
            )
            yield Missing(sentence, words, "partner_relation", str(row["id"]))
