"""A person settles what offices wrote apart: by mouse, by keyboard, one by one and all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from msp_desktop.app import exchange
from msp_desktop.app.office import Office
from msp_desktop.domain.moments import day_and_time
from msp_desktop.ui.exchange.conflicts_page import ConflictsPage
from msp_desktop.ui.forms.history_dialog import HistoryDialog
from msp_desktop.ui.forms.same_dialog import SameDialog
from msp_desktop.ui.shell import undo_actions
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.widgets.labels import isolated
from tests.app.test_settling import carry
from tests.at_the_window import Start
from tests.copying import ReadyMade
from tests.hands import Person
from tests.trusting import befriend

pytestmark = pytest.mark.ui

KHMER = "អណ្តូងទឹករីងស្ងួតនៅខែមីនា។ ម៉ាស៊ីនបូមខូច។"
NEPALI = "कुवा सुकेका छन्। पम्प बिग्रिएका छन्।"
Shown = TypeVar("Shown", bound=QDialog)


class Apart:
    """Two offices that hold the same and then write apart; at the end one opens its window."""

    def __init__(self, folder: Path, start: Start, ready_made: ReadyMade) -> None:
        names = ("Jumla", "Surkhet")
        self.folder, self._start, self._files = folder, start, 0
        self.jumla, self.surkhet = (
            ready_made(folder / name, name=name, place=name, person=f"{name} officer")
            for name in names
        )
        befriend(self.jumla, self.surkhet)
        befriend(self.jumla, self.surkhet)
        self.space = self.jumla.workspace.add_partnership({"name": "Clean water"})

    def meet(self, sender: Office, receiver: Office) -> None:
        self._files += 1
        carry(sender, receiver, self.folder / f"{self._files}.mspsync")

    def share(self) -> None:
        self.meet(self.jumla, self.surkhet)

    def open(self) -> Person:
        """Take in what Jumla wrote and open the window of Surkhet at the page of conflicts."""
        self.meet(self.jumla, self.surkhet)
        self.jumla.close()
        self.surkhet.close()
        person = self._start(self.folder / "Surkhet")
        person.wait_until_ready()
        person.window.open_partnership(self.space)
        person.window.go_to_page("conflicts")
        return person


@pytest.fixture
def apart(tmp_path: Path, start: Start, ready_made: ReadyMade) -> Iterator[Apart]:
    two = Apart(tmp_path, start, ready_made)
    yield two
    two.jumla.close()
    two.surkhet.close()


def add_partner(apart: Apart, **values: str) -> str:
    return apart.jumla.workspace.add("partner", apart.space, {"name": "DWSO", **values})


def partner(person: Person, record_id: str) -> dict[str, object]:
    return dict(person.workspace.read("partner", record_id) or {})


def both_change(apart: Apart, record: str, jumla: dict[str, str], surkhet: dict[str, str]) -> None:
    apart.jumla.workspace.set_fields("partner", record, jumla)
    apart.surkhet.workspace.set_fields("partner", record, surkhet)


def test_a_digit_keeps_an_answer_and_undo_asks_again(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    apart.share()
    both_change(apart, record, {"phone": "2"}, {"phone": "3"})
    person = apart.open()
    page = person.page(ConflictsPage)
    assert person.reads("Partner: DWSO – Phone")
    assert person.reads(f"Before, all of them had: {isolated('1')}")
    answers = [side.value for side in page.card.conflict.sides] if page.card else []
    person.key(Qt.Key.Key_2)
    assert (page.count, partner(person, record)["phone"]) == (0, answers[1])
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.count, partner(person, record)["phone"]) == (1, answers[0])
    person.wait(lambda: person.reads(f"{isolated('Jumla officer')} · {isolated('Jumla')}"))
    assert person.page(ConflictsPage) is page


def test_digits_typed_into_another_answer_are_text(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    apart.share()
    both_change(apart, record, {"phone": "2"}, {"phone": "3"})
    person = apart.open()
    person.press("Write another answer…")
    person.wait(lambda: person.shows("Use this answer"))
    person.type_into("Phone", "21")
    assert person.page(ConflictsPage).count == 1
    person.press("Use this answer")
    assert person.page(ConflictsPage).count == 0
    assert str(partner(person, record)["phone"]).endswith("21")


def test_an_answer_half_written_is_never_lost_by_leaving(apart: Apart) -> None:
    record = add_partner(apart, phone="1", website="1")
    apart.share()
    both_change(apart, record, {"phone": "2", "website": "2"}, {"phone": "3", "website": "3"})
    person = apart.open()
    page = person.page(ConflictsPage)
    person.press("Write another answer…")
    person.wait(lambda: person.shows("Use this answer"))
    person.key(Qt.Key.Key_Escape)
    assert person.shows("Write another answer…"), "nothing was written yet: back to the choices"
    person.press("Write another answer…")
    person.wait(lambda: person.shows("Use this answer"))
    person.type_into("Phone", "21")
    person.key(Qt.Key.Key_Tab)
    used = QApplication.focusWidget()
    assert isinstance(used, QPushButton)
    assert used.text() == "Use this answer"
    person.key(Qt.Key.Key_Escape)
    assert person.page(ConflictsPage) is page
    assert "is not used yet" in page.message.text
    page.table.choose(1)
    assert page.card is not None
    assert page.card.has_written, "another row of the list does not take its place"
    person.window.go_to_page("partnerships")
    assert person.page(ConflictsPage) is page
    person.press("Drop it")
    assert page.card.conflict.id == page.model.disputes[1].id
    person.window.go_to_page("partnerships")
    assert not person.shows("Keep all of its answers…")


@pytest.mark.parametrize("text", [KHMER, NEPALI])
def test_the_combined_text_is_looked_at_before_it_is_used(apart: Apart, text: str) -> None:
    record = add_partner(apart, value_added=text)
    apart.share()
    first, second = text.split(" ", 1) if text == KHMER else text.split("। ")
    mine, theirs = text.replace(second, f"{second} ២"), f"១ {text}"
    both_change(apart, record, {"value_added": mine}, {"value_added": theirs})
    person = apart.open()
    person.press("Look at the combined text…")
    person.wait(lambda: person.shows("Use this answer"))
    assert person.reads("they changed different places")
    assert partner(person, record)["value_added"] == theirs, "nothing is applied by itself"
    assert not person.shows("Keep both")
    person.press("Back to the other choices")
    assert person.shows("Keep both")
    person.press("Look at the combined text…")
    person.press("Use this answer")
    said = str(partner(person, record)["value_added"])
    assert said.startswith("១ ")
    assert "២" in said
    assert first in said


def test_differences_are_marked_by_signs_in_the_text(apart: Apart) -> None:
    record = add_partner(apart, value_added="Wells run dry.")
    apart.share()
    both_change(
        apart, record, {"value_added": "Deep wells run dry."}, {"value_added": "Wells run."}
    )
    person = apart.open()
    assert person.reads("[−<s>")
    assert person.reads("[+<u>")
    assert person.reads("[+ ] is new, [− ] is gone since then.")


def test_both_is_offered_where_it_makes_sense(apart: Apart) -> None:
    record = add_partner(apart, phone="1", goals="6")
    apart.share()
    both_change(apart, record, {"goals": "6 13"}, {"goals": "3 6"})
    person = apart.open()
    person.press("Keep both")
    assert partner(person, record)["goals"] == "3 6 13"
    assert not person.shows("Keep both")


def test_all_answers_of_one_entry_are_decided_together(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    apart.share()
    values = ({"phone": "2", "area": "East"}, {"phone": "3", "area": "West"})
    both_change(apart, record, *values)
    person = apart.open()
    assert person.reads("2 answers of this entry are open")
    person.press("what Jumla wrote")
    assert partner(person, record)["phone"] == "2"
    assert partner(person, record)["area"] == "East"
    assert person.page(ConflictsPage).count == 0


def test_all_answers_of_one_office_stand_after_one_question(apart: Apart) -> None:
    records = [add_partner(apart, phone=str(number)) for number in range(3)]
    apart.share()
    for record in records:
        both_change(apart, record, {"phone": "77"}, {"phone": "88"})
    person = apart.open()
    page = person.page(ConflictsPage)
    person.wait(lambda: page.offices.count() == 2)
    page.offices.setCurrentIndex(page.offices.findText("Jumla (3)"))
    person.press("Keep all of its answers…")
    assert "Let 3 answers of Jumla stand?" in page.message.text
    assert page.count == 3
    person.press("Keep 3 answers")
    person.wait(lambda: page.count == 0)
    assert {partner(person, record)["phone"] for record in records} == {"77"}
    person.wait(lambda: page.message.text == "3 answers decided.")
    person.press("Undo")
    assert page.count == 3
    assert len(exchange.conflicts(person.workspace.database)) == 3


def test_a_large_decision_is_taken_back_beside_the_window(
    apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = add_partner(apart, phone="1", area="North")
    apart.share()
    both_change(apart, record, {"phone": "2", "area": "East"}, {"phone": "3", "area": "West"})
    person = apart.open()
    person.wait(lambda: person.page(ConflictsPage).offices.count() == 2)
    person.press("Keep all of its answers…")
    person.press("Keep 2 answers")
    person.wait(lambda: person.page(ConflictsPage).count == 0)
    monkeypatch.setattr(undo_actions, "_LARGE", 1)
    actions = person.window.undo_actions
    said: list[str] = []
    actions.working.connect(said.append)
    person.press("Undo")
    assert not actions.undo.isEnabled(), "one at a time"
    person.wait(lambda: person.page(ConflictsPage).count == 2)
    person.wait(actions.redo.isEnabled)
    assert said == ["Taking back…", ""]
    actions.redo.trigger()
    person.wait(lambda: person.page(ConflictsPage).count == 0)


def test_an_entry_removed_in_one_office_and_added_to_in_another_says_what_belongs_to_it(
    apart: Apart,
) -> None:
    record = add_partner(apart)
    apart.share()
    apart.jumla.workspace.remove("partner", record)
    apart.surkhet.workspace.add("contact", apart.space, {"name": "Gita Bista"}, owner_id=record)
    person = apart.open()
    assert person.reads("removed this entry. Others went on with what belongs to it")
    assert person.reads("Contact person: Gita Bista")
    assert not person.shows("Write another answer…")
    person.press("Remove the entry: Removed")
    assert person.workspace.read("partner", record) is None
    assert person.page(ConflictsPage).count == 0


def test_an_entry_removed_in_one_office_says_what_the_other_changed(apart: Apart) -> None:
    partner = add_partner(apart, area="North")
    apart.jumla.workspace.add("contact", apart.space, {"name": "Gita Bista"}, owner_id=partner)
    apart.share()
    apart.surkhet.workspace.remove("partner", partner)
    for area in ("North and east", "All of Jumla"):
        apart.jumla.workspace.set_fields("partner", partner, {"area": area})
    person = apart.open()
    assert person.reads("Changed")
    assert person.reads("If it is kept, 1 entry that was removed with it comes back.")
    assert person.reads(f"Where it works: {isolated('All of Jumla')} (before: {isolated('North')})")
    assert not person.reads("North and east")
    assert not person.reads("Name: "), "what the other had seen is not told again"
    person.press("Remove the entry: Removed")
    said = f"Removed: {isolated('Partner: DWSO')}."
    assert person.page(ConflictsPage).message.text == said


def test_the_page_of_an_entry_is_one_press_away(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    apart.share()
    both_change(apart, record, {"phone": "2"}, {"phone": "3"})
    person = apart.open()
    person.press("Open its page")
    assert person.window.visited.current == place_of("1.4")
    person.wait(lambda: person.window.side_page is None)


def test_the_list_is_gone_through_by_arrows_and_narrowed_to_a_task(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    meeting = apart.jumla.workspace.add("meeting", apart.space, {"title": "May"})
    apart.share()
    both_change(apart, record, {"phone": "2"}, {"phone": "3"})
    apart.jumla.workspace.set_fields("meeting", meeting, {"title": "June"})
    apart.surkhet.workspace.set_fields("meeting", meeting, {"title": "July"})
    person = apart.open()
    page = person.page(ConflictsPage)
    assert page.card is not None
    assert page.card.conflict.kind_key == "partner"
    person.key(Qt.Key.Key_Down)
    assert page.card.conflict.kind_key == "meeting"
    assert page.filter.count() == 3
    page.filter.setCurrentIndex(1)
    assert [one.kind_key for one in page.model.disputes] == ["partner"]
    assert page.card.conflict.kind_key == "partner"


def test_the_answers_to_choose_from_are_in_sight_for_whoever_goes_through_the_list(
    apart: Apart,
) -> None:
    records = [add_partner(apart, mission="Water") for _number in range(4)]
    apart.share()
    for record in records:
        both_change(apart, record, {"mission": "Clean water"}, {"mission": "Water for all"})
    person = apart.open()
    page = person.page(ConflictsPage)
    assert page.message.isHidden()

    def choices_are_in_sight() -> bool:
        assert page.card is not None
        buttons = [one for one in page.card.findChildren(QPushButton) if one.text()[0].isdigit()]
        seen = [one.visibleRegion().boundingRect().height() for one in buttons]
        return len(buttons) > 2 and seen == [one.height() for one in buttons]

    person.key(Qt.Key.Key_Down)
    person.wait(choices_are_in_sight)
    person.key(Qt.Key.Key_1)
    one = f"Decided: {isolated('Partner: DWSO – What it is there for')}."
    person.wait(lambda: page.message.text == one)
    person.wait(choices_are_in_sight)
    assert page.message.visibleRegion().boundingRect().height() > 0
    person.key(Qt.Key.Key_1)
    assert page.count == 2


def dialog(person: Person, kind: type[Shown]) -> Shown:
    person.wait(lambda: any(True for _one in person.visible(kind)))
    return next(person.visible(kind))


def test_an_organisation_entered_twice_is_made_one_and_taken_apart_again(apart: Apart) -> None:
    first = add_partner(apart, phone="1")
    apart.share()
    apart.surkhet.workspace.add("partner", apart.space, {"name": "D.W.S.O", "phone": "2"})
    person = apart.open()
    page = person.page(ConflictsPage)
    person.wait(lambda: len(page.twice.pairs) == 1)
    person.wait(lambda: person.reads("Partner: DWSO"))
    assert person.reads("Partner: D.W.S.O")
    person.press("The same… DWSO")
    choosing = dialog(person, SameDialog)
    assert choosing.others.currentText() == "D.W.S.O"
    person.press("Phone: 2")
    person.press("They are one entry")
    (row,) = person.workspace.rows("partner", apart.space)
    assert (row["id"], row["name"], row["phone"]) == (first, "DWSO", "2")
    person.wait(lambda: not page.twice.pairs)
    assert person.reads(f"“{isolated('DWSO')}” is one entry from now on.")
    person.press("Undo")
    assert len(person.workspace.rows("partner", apart.space)) == 2
    person.wait(lambda: len(page.twice.pairs) == 1)
    person.press("The same… DWSO")
    person.press("They are one entry")
    person.wait(lambda: not page.twice.pairs)
    person.window.go(place_of("1.4"))
    module = person.window.workbench.module_page
    assert module is not None
    assert module.page is not None
    module.page.reveal("partner", first)
    detail = module.page.lists["partner"].detail
    assert detail is not None
    actions = {action.text(): action for action in detail.fill_menu().actions()}
    actions["Take apart what was entered twice"].trigger()
    assert len(person.workspace.rows("partner", apart.space)) == 2


def test_entries_said_to_be_different_are_not_asked_about_again(apart: Apart) -> None:
    add_partner(apart)
    apart.share()
    apart.surkhet.workspace.add("partner", apart.space, {"name": "D.W.S.O"})
    person = apart.open()
    page = person.page(ConflictsPage)
    person.wait(lambda: len(page.twice.pairs) == 1)
    person.press("They are different: DWSO")
    person.wait(lambda: not page.twice.pairs)
    assert person.reads(f"“{isolated('DWSO')}” and the other entry stay two.")
    assert len(person.workspace.rows("partner", apart.space)) == 2


def test_the_history_of_a_record_and_of_one_answer_can_be_read_and_copied(apart: Apart) -> None:
    record = add_partner(apart, phone="1")
    apart.share()
    both_change(apart, record, {"phone": "2"}, {"phone": "3"})
    person = apart.open()
    person.press("what Jumla wrote" if person.shows("what Jumla wrote") else "Keep this: 2")
    person.window.go(place_of("1.4"))
    module = person.window.workbench.module_page
    assert module is not None
    assert module.page is not None
    module.page.reveal("partner", record, "phone")
    person.wait(lambda: person.field("Phone").hasFocus())
    person.key(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    history = dialog(person, HistoryDialog)
    assert history.fields.currentText() == "Phone"
    assert sorted(one.after for one in history.shown) == ["1", "2", "2", "3"]
    newest = history.shown[0]
    assert newest.reason == "decided between offices"
    assert set(newest.before.split(" | ")) == {"2", "3"}
    shown = history.table.model().index(0, 0).data()
    assert shown == day_and_time(newest.moment)
    assert not history.table.horizontalScrollBar().isVisible()
    history.fields.setCurrentIndex(0)
    assert len(history.shown) > 4
    history.table.clearSelection()
    history.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(history.shown)
    assert "Jumla officer · Jumla" in copied[-1]
