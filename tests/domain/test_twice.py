"""A goal chosen both as direct and as indirect is pointed out."""

from __future__ import annotations

from msp_desktop.domain import twice
from msp_desktop.domain.fields import Goals
from msp_desktop.domain.guideline import KINDS

OTHER = Goals("other", "Touched indirectly")


def test_only_what_is_in_both_is_pointed_out() -> None:
    assert twice.hint("3 6", OTHER, "1 13") == ""
    assert twice.hint(None, OTHER, "1") == ""
    assert twice.hint("3 6 13", OTHER, None) == ""
    one, two = twice.hint("3 6", OTHER, "6 13"), twice.hint("3 6 13", OTHER, "13 6")
    assert "Goal 6 is" in one
    assert "Goals 6, 13 are" in two
    assert "“Touched indirectly”" in two


def test_fields_that_look_at_each_other_are_in_one_record_and_have_a_word_for_it() -> None:
    paired = 0
    for kind in KINDS.values():
        for field in kind.fields.values():
            if isinstance(field, Goals) and field.apart_from:
                other = kind.fields[field.apart_from]
                assert isinstance(other, Goals)
                assert other.apart_from == field.key
                assert field.short
                paired += 1
    assert paired == 2
