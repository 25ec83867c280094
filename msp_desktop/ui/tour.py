"""The main job through the real window, with a picture of every step: proof, demonstration and test."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from msp_desktop.domain.guideline import MODULES
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.shell.window import Window
from msp_desktop.ui.shell.workbench import place_of

SIZE = (1366, 768)
PATIENCE = 60.0
"""Seconds after which a step that has not come about counts as failed."""

SHOWN_FIRST = ("1.1", "4.2", "7.1", "9.1", "12.1")
"""The task shown of each module."""

Found = TypeVar("Found", bound=QWidget)


class StepFailed(Problem):
    """Raised when the window does not do what the tour expects."""

    def __init__(self, step: str) -> None:
        super().__init__(_("The tour stopped: {step}."), step=step)


def take_tour(out: Path, language: str | None = None) -> int:
    """Go through the main job; leave pictures, documents and a sync file in ``out``.

    Returns how many pictures there are.

    Two offices are set up in ``out``: the first works through a partnership, prints and sends; the
    second receives. The windows speak ``language``, or English. Raises `StepFailed` when a step does
    not come about.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    assert isinstance(application, QApplication)
    application.setCursorFlashTime(0)
    stick = out / "stick"
    if stick.exists():
        sentence = _("There is a tour in {folder} already. Choose another folder.")
        raise Problem(sentence, folder=str(out))
    for folder in (out, out / "first-office", out / "second-office", stick):
        folder.mkdir(parents=True, exist_ok=True)
    if language is not None:
        for home in (out / "first-office", out / "second-office"):
            Preferences(home).language = language
    album = Album(out)
    first = Guide(application, out / "first-office", album)
    first.set_up("District Coordination Office", "Jumla", "Sita Rawal")
    first.open_sample()
    first.look_around()
    first.write_documents(out)
    first.begin_own()
    file = first.send(stick)
    digest, card = first.digest(), first.save_card(out)
    first.close()
    second = Guide(application, out / "second-office", album)
    second.set_up("Provincial Planning Office", "Birendranagar", "Hari Thapa")
    second.trust(card)
    second.receive(file)
    if second.digest() != digest:
        raise StepFailed("the second office holds something else than the first")
    second.close()
    album.close()
    return len(album.entries)


class Album:
    """The pictures with a line about each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[tuple[str, str]] = []

    def add(self, widget: QWidget, name: str, caption: str) -> None:
        """Save a picture of what a person would see now."""
        file = f"{len(self.entries) + 1:02}-{name}.png"
        if not widget.grab().save(str(self.folder / file)):
            raise StepFailed(f"{file} could not be saved")
        self.entries.append((file, caption))

    def close(self) -> None:
        """Write the page that shows all pictures."""
        parts = [f"## {caption}\n\n![{caption}]({file})\n" for file, caption in self.entries]
        (self.folder / "tour.md").write_text("\n".join(["# Tour\n", *parts]), "utf-8")


class Guide:
    """One person at the window of one office."""

    def __init__(self, application: QApplication, home: Path, album: Album) -> None:
        self._application = application
        self._album = album
        self._home = home
        self._failures = Failures(home)
        self._failures.install()
        self._program = Program(application, home, self._failures)
        self._program.ready.connect(self._on_ready)
        self._is_ready = False
        self.window.resize(*SIZE)
        self._program.start()
        self.settle()

    @property
    def window(self) -> Window:
        """The window; it is another one after a change of language or look."""
        return self._program.window

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        self.settle()
        self._program.end()
        self._failures.remove()

    # Steps of the main job

    def set_up(self, name: str, place: str, person: str) -> None:
        """Answer the first questions."""
        for label, text in (
            (_("Name of your office"), name),
            (_("Place"), place),
            (_("Your name"), person),
        ):
            self.type_into(self.field(QLineEdit, translate(label)), text)
        self.picture("first-questions", _("The first start asks four things"))
        self.press(translate(_("Set up this office")))
        self.wait(lambda: self._is_ready, "the office is set up")
        self.picture("two-ways", _("Look at the sample, or begin with your own partnership"))

    def open_sample(self) -> None:
        """Open the sample partnership."""
        self.press(translate(_("Open the sample partnership")))
        self.wait(self._has_partnership, "the sample is open")
        self.window.go(Place(OVERVIEW))
        self.picture("overview", _("The overview: how far the partnership has come"))

    def look_around(self) -> None:
        """See one task of each module."""
        for module, key in zip(MODULES, SHOWN_FIRST, strict=True):
            self.window.go(place_of(key))
            self.picture(f"task-{key}", translate(module.title))

    def write_documents(self, out: Path) -> None:
        """Look at each document as it will be printed, and keep it as PDF."""
        from msp_desktop.app import publish
        from msp_desktop.ui.shell.preview import as_image

        for what in publish.DOCUMENTS:
            self.window.go_to_page("print", what)
            self.wait(self._can_print, f"the preview of {what}")
            self.picture(f"print-{what}", translate(_("The document before it is printed")))
            assert self.window.desk is not None
            office, space_id = self.window.desk.office, self.window.desk.space_id
            published = publish.publish(office, what, space_id, out=out / f"{what}.pdf")
            for number, page in enumerate(publish.pages(published, 80), 1):
                as_image(page).save(str(out / f"{what}-page-{number}.png"))

    def begin_own(self) -> None:
        """Begin a partnership and type into its first page."""
        self.window.go_to_page("partnerships")
        self.settle()
        self.type_into(
            self.field(QLineEdit, translate(_("Name of the partnership"))), "Clean water"
        )
        self.press(translate(_("Start this partnership")))
        self.wait(self._has_partnership, "the new partnership is open")
        self.window.go(place_of("1.1"))
        self.settle()
        statement = self.field(QPlainTextEdit, translate(_("The challenge")))
        text = "In the dry months two of three wells in the upper valley give no water."
        self.type_into(statement, text)
        self.wait(
            lambda: self._stored("challenge", "statement") == text, "what was typed is stored"
        )
        self.picture("typing", _("What is typed is on the disk within a second"))
        self.window.go(place_of("7.1"))
        self.settle()
        self.picture("empty-task", _("A task where nothing is written yet says what to do"))

    def send(self, folder: Path) -> Path:
        """Write a sync file into a folder, through the page, and return it."""
        from msp_desktop.ui.exchange.send_page import SendPage

        before = set(folder.glob("*"))
        self.window.go_to_page("send")
        self.settle()
        (page,) = self.window.findChildren(SendPage)
        page.choose_folder(folder)
        self.picture("send", _("Sending: to whom, what, and onto which stick"))
        self.press(translate(_("Write the file")))
        self.wait(lambda: set(folder.glob("*.mspsync")) > before, "the sync file is written")
        self.wait(lambda: bool(page.message.text), "the file was read back")
        self.picture("sent", _("The stick may go only after the file was read back"))
        (file,) = set(folder.glob("*.mspsync")) - before
        return file

    def save_card(self, folder: Path) -> Path:
        """Save the card of this office, through the page, and return its file."""
        from msp_desktop.ui.exchange.offices_page import OfficesPage

        file = folder / "first-office.mspcard"
        self.window.go_to_page("offices")
        self.wait(lambda: self._shows_button(translate(_("Save card…"))), "the card is shown")
        self.picture("own-card", _("The card of the office: others know it by these digits"))
        (page,) = self.window.findChildren(OfficesPage)
        page.save_card(file)
        self.wait(lambda: bool(page.message.text), "the card is saved")
        return file

    def trust(self, card: Path) -> None:
        """Add the office whose card was handed over, and confirm its digits, through the page."""
        from msp_desktop.ui.exchange.offices_page import OfficesPage

        self.window.go_to_page("offices")
        compare = translate(_("Compare digits"))
        self.wait(lambda: self._shows_button(translate(_("Save card…"))), "the card is shown")
        (page,) = self.window.findChildren(OfficesPage)
        page.add_card(card)
        self.wait(lambda: self._shows_button(compare), "the other office is listed")
        self.press(compare)
        self.picture("comparing", _("Both numbers are compared by telephone, once"))
        self.press(translate(_("We compared all six groups. They are the same.")))
        self.press(translate(_("Confirm")))
        self.wait(lambda: not self._shows_button(compare), "the office is trusted")
        self.picture("trusted", _("From now on its files are taken in"))

    def receive(self, file: Path) -> None:
        """Look into a sync file, then take it in, through the page."""
        from msp_desktop.ui.exchange.receive_page import ReceivePage

        self.window.go_to_page("receive")
        self.settle()
        (page,) = self.window.findChildren(ReceivePage)
        page.look_into([file])
        take_in = translate(_("Take in"))
        self.wait(lambda: self._shows_button(take_in), "the preview of the file")
        self.picture(
            "receive-preview", _("Receiving: first what is in the file, nothing is changed")
        )
        self.press(take_in)
        self.wait(lambda: bool(page.message.text), "the file is taken in")
        self.picture("received", _("The second office holds the same as the first"))

    def digest(self) -> str:
        """Return the number that stands for everything this office holds."""
        from msp_desktop.app import exchange

        assert self.window.desk is not None
        return exchange.digest(self.window.desk.office.workspace.database)

    # What a person does with hands and eyes

    def picture(self, name: str, caption: str) -> None:
        """Save what is to be seen."""
        self.settle()
        self._album.add(self.window, name, translate(caption))

    def field(self, kind: type[Found], label: str) -> Found:
        """Find an input by the name a screen reader would say."""
        for widget in self._visible(kind):
            name = widget.accessibleName().replace("&", "")
            if name == label or name.startswith(f"{label} "):
                return widget
        raise StepFailed(f"no visible field is called {label!r}")

    def press(self, words: str) -> None:
        """Press a button by what stands on it."""
        for button in self._visible(QAbstractButton):
            if button.text().replace("&", "") == words and button.isEnabled():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise StepFailed(f"no button says {words!r}")

    def type_into(self, widget: QWidget, text: str) -> None:
        """Click into a field and type."""
        QTest.mouseClick(self._surface(widget), Qt.MouseButton.LeftButton)
        widget.setFocus()
        QTest.keyClicks(widget, text)
        self.settle()

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window work until something has come about. Raises `StepFailed` after a minute."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise StepFailed(f"waited in vain: {what}")
            QTest.qWait(10)

    def settle(self) -> None:
        """Let everything that is due happen: layout, painting, deletions."""
        for _round in range(3):
            QTest.qWait(60)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Inside

    def _visible(self, kind: type[Found]) -> Iterator[Found]:
        return (widget for widget in self.window.findChildren(kind) if widget.isVisible())

    def _shows_button(self, words: str) -> bool:
        buttons = self._visible(QAbstractButton)
        return any(one.text().replace("&", "") == words and one.isEnabled() for one in buttons)

    def _surface(self, widget: QWidget) -> QWidget:
        return widget.viewport() if isinstance(widget, QPlainTextEdit) else widget

    def _on_ready(self) -> None:
        self._is_ready = True

    def _has_partnership(self) -> bool:
        desk = self.window.desk
        return desk is not None and bool(desk.space_id) and self.window.side_page is None

    def _can_print(self) -> bool:
        from msp_desktop.ui.shell.print_page import PrintPage

        page = self.window.side_page
        return page is not None and any(one.is_ready for one in page.findChildren(PrintPage))

    def _stored(self, kind_key: str, field_key: str) -> object:
        desk = self.window.desk
        assert desk is not None
        return desk.office.workspace.records(desk.space_id).single(kind_key).get(field_key)
