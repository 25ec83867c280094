"""Nothing the window says was forgotten for the translators, and nothing tells left from right wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTreeView,
    QWidget,
)

from msp_desktop.app.office import set_up_office
from msp_desktop.domain.guideline import TASKS
from msp_desktop.i18n import translate, use_language
from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.shell.side_pages import SIDE_PAGES
from msp_desktop.ui.shell.workbench import place_of
from tests.at_the_window import Start
from tests.hands import Person

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
NOT_WORDS = re.compile(
    r"MSP Desktop|Noto \w+|PDF|PNG|SDG|ESCAP|UNU-IAS|QR|English|Tiếng Việt|Ctrl\+\S+|Alt\+\S+|Shift\+\S+|"
    r"F\d+|Del|\.\w+|\S*/\S*|\b[A-Z]{2,3}\b"
)
"""Names, keys, endings, paths and codes of currencies are the same in every language."""


@pytest.fixture
def abroad(start: Start, tmp_path: Path) -> Iterator[Person]:
    """Somebody whose window speaks the pseudo-language written from right to left."""
    home = tmp_path / "home"
    office = set_up_office(home, name="१", place="२", person="३", language="ar-XB")
    office.workspace.add_partnership({"name": "४"})
    office.close()
    Preferences(home).language = "ar-XB"
    somebody = start(home)
    somebody.wait_until_ready()
    yield somebody
    use_language("en")
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def words_on(window: QWidget) -> Iterator[str]:
    """Every word a person reads or hears in a window."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text().replace("&", "")
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        if isinstance(widget, QTableView | QTreeView):
            model = widget.model()
            for column in range(model.columnCount(QModelIndex()) if model is not None else 0):
                heading = model.headerData(column, Qt.Orientation.Horizontal)
                yield heading if isinstance(heading, str) else ""


def not_translated(person: Person) -> set[str]:
    person.wait(lambda: not person.program.jobs.is_working)
    found = {NOT_WORDS.sub("", words) for words in words_on(person.window)}
    assert len(found) > 10
    return {words for words in found if LATIN_WORD.search(words)}


@pytest.mark.ui
def test_every_word_of_every_page_is_given_to_the_translators(abroad: Person) -> None:
    places = [Place(OVERVIEW), *map(place_of, TASKS), *map(Place, SIDE_PAGES)]
    left_out = {}
    for place in places:
        abroad.window.go(place)
        if words := not_translated(abroad):
            left_out[place] = words
    assert not left_out


@pytest.mark.ui
def test_the_window_is_mirrored(abroad: Person) -> None:
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    abroad.window.go(Place(OVERVIEW))
    assert translate("Overview") != "Overview"
