"""What `bench lists` measures is a real search; how fast it is depends on the computer and is not tested."""

from __future__ import annotations

import pytest

from msp_desktop.app.bench import lists


def test_the_measured_search_finds_something_in_both_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "ORGANISATIONS", 60)
    monkeypatch.setattr(lists, "CONTACTS", 90)
    figures = lists.measure_lists(1)
    first, second = lists.described(figures)
    assert "60 organisations" in first
    assert "90 contacts" in second
