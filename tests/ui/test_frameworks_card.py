"""The settings list the wordings that are loaded: one is shown, and none is lost by a slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from msp_desktop.app import frameworks
from msp_desktop.ui.forms.frameworks.card import FrameworksCard
from tests.hands import Person
from tests.intake.published import ALL, as_csv, as_xlsx

pytestmark = pytest.mark.ui


@pytest.fixture
def card(person: Person) -> FrameworksCard:
    person.window.go_to_page("settings")
    found = person.window.findChild(FrameworksCard)
    assert isinstance(found, FrameworksCard)
    return found


def load(person: Person, card: FrameworksCard, file: Path) -> None:
    card.loading.look_into(file)
    person.wait(lambda: card.loading.dialog is not None)


def names(person: Person) -> list[str]:
    return [one.name for one in frameworks.kept(person.workspace)]


def test_a_wording_is_loaded_seen_and_kept(
    person: Person, card: FrameworksCard, tmp_path: Path
) -> None:
    file = tmp_path / "valley.csv"
    file.write_bytes(as_csv([*ALL, ("", "18.1 Moons", "", "")]))
    load(person, card, file)
    dialog = card.loading.dialog
    assert dialog is not None
    assert dialog.remarks.model().rowCount() == 1
    assert dialog.remarks.isVisible()
    dialog.name.clear()
    dialog.keep()
    assert dialog.message.text
    assert names(person) == []
    dialog.name.setText("Valley")
    dialog.source.setText("Handed over in March")
    dialog.keep()
    kept = frameworks.kept(person.workspace)[0]
    assert (kept.name, kept.language, kept.source) == ("Valley", "en", "Handed over in March")
    assert "Valley" in card.message.text
    person.wait(lambda: person.shows("Valley"))
    assert person.button("Valley").isChecked()


def test_cancelling_keeps_nothing(person: Person, card: FrameworksCard, tmp_path: Path) -> None:
    file = tmp_path / "valley.csv"
    file.write_bytes(as_csv())
    load(person, card, file)
    person.key(Qt.Key.Key_Escape)
    person.wait(lambda: card.loading.dialog is None)
    assert names(person) == []


def test_another_is_chosen_and_a_removed_one_put_back(
    person: Person, card: FrameworksCard, tmp_path: Path
) -> None:
    for name, content in (("Valley", as_csv()), ("Hills", as_xlsx())):
        file = tmp_path / f"{name}.x"
        file.write_bytes(content)
        load(person, card, file)
        assert card.loading.dialog is not None
        card.loading.dialog.keep()
    person.press("Valley")
    shown = frameworks.shown(person.workspace)
    assert shown is not None
    assert shown.name == "Valley"
    person.press("Remove Valley")
    assert names(person) == ["Hills"]
    person.press("Put it back")
    assert sorted(names(person)) == ["Hills", "Valley"]
    person.press("Only our short titles")
    assert frameworks.shown(person.workspace) is None
