"""The ten sides of a partnership's health, with three statements each that partners agree with or not."""

from __future__ import annotations

from dataclasses import dataclass

from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence from 1 (not at all) to 5 (fully); no answer means that somebody does not know."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of health: ``key`` names it in what partners wish for."""

    key: str
    label: str
    statements: tuple[Statement, ...]


AXES = (
    Axis(
        "purpose",
        _("Shared purpose"),
        (
            Statement("purpose", _("We all want the same thing")),
            Statement("purpose_fits", _("It fits what my organisation is there for")),
            Statement("purpose_urgent", _("It is still needed")),
        ),
    ),
    Axis(
        "leadership",
        _("Leadership"),
        (
            Statement("leadership", _("The lead partner leads well")),
            Statement("leadership_hears", _("Those who lead listen")),
            Statement("leadership_champions", _("Leaders of all partners stand behind us")),
        ),
    ),
    Axis(
        "decisions",
        _("Decisions"),
        (
            Statement("decisions", _("Decisions are fair, clear and in time")),
            Statement("decisions_known", _("Everybody knows who decides what")),
            Statement("decisions_followed", _("What was decided is carried out")),
        ),
    ),
    Axis(
        "roles",
        _("Roles and work"),
        (
            Statement("roles", _("Everybody knows and does their part")),
            Statement("components", _("The components move ahead")),
            Statement("roles_kept", _("Promises are kept, or changed in time")),
        ),
    ),
    Axis(
        "relations",
        _("Trust"),
        (
            Statement("relations", _("We trust each other")),
            Statement("relations_frank", _("One can say openly what goes wrong")),
            Statement("relations_conflict", _("Conflicts are settled, not buried")),
        ),
    ),
    Axis(
        "inclusion",
        _("Balance of power"),
        (
            Statement("inclusion", _("Weaker voices are heard")),
            Statement("inclusion_agenda", _("Everybody can put a matter on the agenda")),
            Statement("inclusion_weight", _("Money does not decide who is right")),
        ),
    ),
    Axis(
        "openness",
        _("Communication"),
        (
            Statement("openness", _("Information is shared openly")),
            Statement("openness_early", _("We hear of changes in time")),
            Statement("openness_reach", _("Those outside know what we do")),
        ),
    ),
    Axis(
        "resources",
        _("Resources and capacity"),
        (
            Statement("resources", _("Promised resources are there")),
            Statement("capacity", _("Our capacity keeps pace with the work")),
            Statement("resources_people", _("We have people with the skills it takes")),
        ),
    ),
    Axis(
        "accountability",
        _("Answering for it"),
        (
            Statement("accountability", _("We report honestly, also what failed")),
            Statement(
                "accountability_people", _("The people concerned can complain and get an answer")
            ),
            Statement("accountability_followed", _("Reports lead to changes")),
        ),
    ),
    Axis(
        "benefit",
        _("Benefit and learning"),
        (
            Statement("benefit", _("Our organisation gains from taking part")),
            Statement("benefit_people", _("The people concerned are better off")),
            Statement("benefit_learning", _("We learn from what we do")),
        ),
    ),
)
"""Guideline 7.4 and 8.2; what each statement asks is our own wording."""
