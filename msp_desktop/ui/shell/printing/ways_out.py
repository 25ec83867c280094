"""How a document leaves the computer other than on paper: as a file, by e-mail, in another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from msp_desktop.app import formats, letters, publish
from msp_desktop.app.drafts import DRAFT
from msp_desktop.i18n import translate
from msp_desktop.ui.shell.desk import Desk
from msp_desktop.ui.shell.printing.shown import Shown
from msp_desktop.ui.widgets.cards import InlineMessage

Complain = Callable[[Exception], None]


class WaysOut:
    """Writes what is shown and says in the page what became of it."""

    def __init__(
        self, desk: Desk, page: QWidget, message: InlineMessage, complain: Complain
    ) -> None:
        self._desk = desk
        self._page = page
        self._message = message
        self._complain = complain

    def choose_file(
        self, title: str, name: str, endings: Sequence[str] = (formats.PDF,)
    ) -> Path | None:
        """Let a person choose where a file of one of these kinds goes; the folder is remembered."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(self._desk.preferences.folder or documents)
        kinds = {f"{translate(formats.FORMATS[one])} (*{one})": one for one in endings}
        chosen, kind = QFileDialog.getSaveFileName(
            self._page, title, str(folder / name), ";;".join(kinds)
        )
        if not chosen:
            return None
        file = Path(chosen)
        self._desk.preferences.folder = str(file.parent)
        if file.suffix.lower() in endings:
            return file
        return file.with_name(file.name + kinds.get(kind, endings[0]))

    def save_as(self, shown: Shown) -> None:
        """Let a person choose where the document goes and as what, and write it there."""
        is_plain = shown.published is not None and not shown.is_signed
        endings = tuple(formats.FORMATS) if is_plain else (formats.PDF,)
        file = self.choose_file(translate("Save as"), shown.file_name, endings)
        if file is not None:
            self.save_to(shown, file)

    def save_to(self, shown: Shown, file: Path) -> None:
        """Write the document into a file, as its ending says, and say so."""
        published = shown.published

        def make() -> bytes:
            return formats.content(published, file.suffix) if published else shown.pdf

        self._write_and_offer(make, file, translate("Saved as {file}."))

    def save_pages(self, shown: Shown, pages: tuple[int, ...], file: Path) -> None:
        """Write some of the pages into a file and say so."""
        text = translate("Printed into {file}.")
        self._write_and_offer(lambda: publish.with_pages(shown.pdf, pages), file, text)

    def save_workbook(self, spoken: str | None) -> None:
        """Let a person choose where all that is recorded goes as an Excel workbook, and write it there."""
        office, space_id = self._desk.office, self._desk.space_id
        name = formats.workbook_name(office, space_id)
        title = translate("Whole partnership for Excel")
        file = self.choose_file(title, name, (formats.EXCEL,))
        if file is not None:
            text = translate("Saved as {file}.")
            self._write_and_offer(lambda: formats.workbook(office, space_id, spoken), file, text)

    def view(self, shown: Shown) -> None:
        """Hand the document to the computer's own PDF viewer, which can print it too."""
        file = self._beside(shown.file_name)
        self._write(lambda: shown.pdf, file, lambda: self._open(file, shown))

    def mail(self, shown: Shown) -> None:
        """Open a letter with the document in the computer's mail program."""
        published = shown.published
        if published is None:
            return
        file = self._beside(Path(shown.file_name).with_suffix(DRAFT).name)

        def then() -> None:
            if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
                text = translate("Your mail program opens with it: add the address and send it.")
                self._message.say(text, "ok")
            else:
                text = translate(
                    "No mail program on this computer opens drafts. Save the document and attach it "
                    "to a message yourself."
                )
                self._message.say(text, "warn", translate("Save as…"), lambda: self.save_as(shown))

        self._write(lambda: letters.letter(published), file, then)

    # Inside

    def _beside(self, name: str) -> Path:
        """Return a file in the office's own folder, for other programs to open.

        While one of them holds the file of that name and lets nobody write it, it is another name.
        """
        folder = self._desk.office.home / "shown"
        folder.mkdir(exist_ok=True)
        file = folder / name
        for number in count(2):
            try:
                file.unlink(missing_ok=True)
                break
            except PermissionError:
                file = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        return file

    def _open(self, file: Path, shown: Shown | None = None) -> None:
        """Hand a file to another program; what is shown can be saved where there is none for it."""
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            return
        if shown is None:
            text = translate(
                "No program on this computer opens {file}. Open it on another computer."
            )
            self._message.say(text.format(file=file.name), "warn")
        else:
            text = translate(
                "No program on this computer opens this kind of document. Save it and open it elsewhere."
            )
            self._message.say(text, "warn", translate("Save as…"), lambda: self.save_as(shown))

    def _write_and_offer(self, make: Callable[[], bytes], file: Path, sentence: str) -> None:
        """Write a file, say so, and offer to open it."""

        def then() -> None:
            said = sentence.format(file=file.name)
            self._message.say(said, "ok", translate("Open"), lambda: self._open(file))

        self._write(make, file, then)

    def _write(self, make: Callable[[], bytes], file: Path, then: Callable[[], None]) -> None:
        def on_failure(error: Exception) -> None:
            if isinstance(error, OSError):
                text = translate(
                    "The document could not be written to {folder}. If a file of that name is open in "
                    "another program, close it there; else choose another folder or drive."
                )
                self._message.say(text.format(folder=file.parent), "bad")
            else:
                self._complain(error)

        self._desk.jobs.run(
            lambda: publish.write(make(), file),
            lambda _written: then(),
            on_failure=on_failure,
            asker=self._page,
        )
