"""The steps of the main job, as one office takes them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from msp_desktop.domain.guideline import MODULES
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.tour.hands import Hands

if TYPE_CHECKING:
    from msp_desktop.app.publish import Published

SHOWN_FIRST = ("1.1", "4.2", "7.1", "9.1", "12.1")
"""The task shown of each module."""

PARTNERSHIP = "Clean water"
_PAGES = 20
"""Pages of a document at most that are kept as pictures."""


class Guide(Hands):
    """One office at work in its own partnership."""

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
        self.wait(lambda: self.is_ready, "the office is set up")
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

    def write_documents(self, out: Path, some: Collection[str] | None = None) -> None:
        """Look at each document, or only ``some``, as it will be printed; keep it as PDF and pictures."""
        from msp_desktop.app import publish
        from msp_desktop.reports.documents import DOCUMENTS
        from msp_desktop.ui.shell.printing.preview import as_image

        for what in DOCUMENTS if some is None else some:
            published = self.print_out(what, out / f"{what}.pdf")
            for number, page in enumerate(islice(publish.pages(published, 80), _PAGES), 1):
                as_image(page).save(str(out / f"{what}-page-{number}.png"))

    def print_out(self, what: str, *files: Path) -> Published:
        """Look at a document as it will be printed, and keep it as the endings of the files' names say."""
        from msp_desktop.app import formats, publish

        self.window.go_to_page("print", what)
        self.wait(self._can_print, f"the preview of {what}")
        self.picture(f"print-{what}", translate(_("The document before it is printed")))
        assert self.window.desk is not None
        published = publish.publish(self.window.desk.office, what, self.window.desk.space_id)
        for file in files:
            formats.save_as(published, file)
        return published

    def begin(self, name: str, place: str = "") -> None:
        """Begin a partnership."""
        self.window.go_to_page("partnerships")
        self.settle()
        self.type_into(self.field(QLineEdit, translate(_("Name of the partnership"))), name)
        if place:
            self.type_into(self.field(QLineEdit, translate(_("Place"))), place)
        self.press(translate(_("Start this partnership")))
        self.wait(self._has_partnership, "the new partnership is open")

    def begin_own(self) -> None:
        """Begin a partnership and look at a page where nothing is written yet."""
        self.begin(PARTNERSHIP)
        self.window.go(place_of("7.1"))
        self.settle()
        self.picture("empty-task", _("A task where nothing is written yet says what to do"))

    def open_partnership(self, name: str) -> None:
        """Open a partnership from the list of all of them."""
        self.window.go_to_page("partnerships")
        self.settle()
        self.press(name)
        self.wait(self._has_partnership, "the partnership is open")

    def write_challenge(self, text: str) -> None:
        """Write what the partnership is about, in the place of what stands there."""
        self.window.go(place_of("1.1"))
        self.settle()
        statement = self.field(QPlainTextEdit, translate(_("The challenge")))
        self.press_key(statement, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write_on(statement, text)
        self.wait(
            lambda: self._stored("challenge", "statement") == text, "what was typed is stored"
        )
        self.picture("typing", _("What is typed is on the disk within a second"))

    # Inside

    def _has_partnership(self) -> bool:
        desk = self.window.desk
        return desk is not None and bool(desk.space_id) and self.window.side_page is None

    def _can_print(self) -> bool:
        from msp_desktop.ui.shell.printing.page import PrintPage

        page = self.window.side_page
        return page is not None and any(
            one.is_ready and one.preview.is_drawn for one in page.findChildren(PrintPage)
        )

    def _stored(self, kind_key: str, field_key: str) -> object:
        desk = self.window.desk
        assert desk is not None
        return desk.office.workspace.records(desk.space_id).single(kind_key).get(field_key)
