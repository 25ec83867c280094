"""Identifiers sort by time, and two offices agree on those of pages of which there is one."""

from __future__ import annotations

import uuid

from msp_desktop.domain.ids import is_identifier, new_id, single_id


def test_new_identifiers_are_version_7_and_differ() -> None:
    drawn = [new_id() for _number in range(500)]
    assert len(set(drawn)) == 500
    assert {uuid.UUID(hex=text).version for text in drawn} == {7}
    assert all(map(is_identifier, drawn))


def test_two_offices_compute_the_same_page() -> None:
    space = new_id()
    assert single_id(space, "challenge") == single_id(space, "challenge")
    assert single_id(space, "challenge") != single_id(space, "agreement")
    assert single_id(space, "challenge") != single_id(new_id(), "challenge")
