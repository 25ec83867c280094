"""How a document leaves the computer other than on paper: as a file, by e-mail, in another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from msp_desktop.app import formats, letters, publish
from msp_desktop.app.drafts import DRAFT
from msp_desktop.i18n import translate
from msp_desktop.ui.exchange.drives import documents
from msp_desktop.ui.shell.desk import Desk
from msp_desktop.ui.shell.printing.shown import Shown
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import isolated

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
        self.saved: Shown | None = None
        """What was saved last."""

    def folder(self) -> Path:
        """Return where choosing a file begins: where somebody was last, else among their documents."""
        last = self._desk.preferences.folder
        places = [*([Path(last)] if last else []), documents()]
        return next((folder for folder in places if folder.is_dir()), Path.home())

    def choose_file(
        self, title: str, name: str, endings: Sequence[str] = (formats.PDF,)
    ) -> Path | None:
        """Let a person choose where a file of one of these kinds goes; the folder is remembered."""
        folder = self.folder()
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

        def then() -> None:
            self.saved = shown
            self._offer(translate("Saved as {file} in the folder {folder}."), file)

        self._write(make, file, then)

    def save_pages(self, shown: Shown, pages: tuple[int, ...], file: Path) -> None:
        """Write some of the pages into a file and say so."""
        text = translate("Printed into {file} in the folder {folder}.")
        self._write(
            lambda: publish.with_pages(shown.pdf, pages), file, lambda: self._offer(text, file)
        )

    def save_workbook(self, spoken: str | None) -> None:
        """Let a person choose where all that is recorded goes as an Excel workbook, and write it there."""
        office, space_id = self._desk.office, self._desk.space_id
        name = formats.workbook_name(office, space_id)
        title = translate("Whole partnership for Excel")
        file = self.choose_file(title, name, (formats.EXCEL,))
        if file is not None:
            text = translate("Saved as {file} in the folder {folder}.")
            self._write(
                lambda: formats.workbook(office, space_id, spoken),
                file,
                lambda: self._offer(text, file),
            )

    def view(self, shown: Shown) -> None:
        """Hand the document to the computer's own PDF viewer, which can print it too."""
        file = self._beside(shown.file_name)
        self._write(lambda: shown.pdf, file, lambda: self._open(file))

    def mail(self, shown: Shown) -> None:
        """Open a letter with the document in the computer's mail program."""
        published = shown.published
        if published is None:
            return
        file = self._beside(Path(shown.file_name).with_suffix(DRAFT).name)

        def then() -> None:
            if _hand_over(file):
                mood = "info"
                text = translate(
                    "The draft was handed to the mail program of this computer: add the address there "
                    "and send it. If none opens, save the document and attach it to a message yourself, "
                    "or take the draft along: it is {file} in the folder {folder}."
                )
            else:
                mood = "warn"
                text = translate(
                    "No mail program on this computer opens drafts. Save the document and attach it to "
                    "a message yourself, or take the draft along: it is {file} in the folder {folder}."
                )
            text = _with_place(text, file)
            self._message.say(text, mood, translate("Save as…"), lambda: self.save_as(shown))

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

    def _open(self, file: Path) -> None:
        if _hand_over(file):
            text = translate(
                "{file} was handed to the program of this computer for such files. If none opens, take "
                "the file to a computer that has one: it is in the folder {folder}."
            )
            self._message.say(_with_place(text, file), "info")
        else:
            text = translate(
                "No program on this computer opens {file}. Take it to a computer that has one: it is in "
                "the folder {folder}."
            )
            self._message.say(_with_place(text, file), "warn")

    def _offer(self, sentence: str, file: Path) -> None:
        """Say that a file was written, and offer to open it."""
        text = _with_place(sentence, file)
        self._message.say(text, "ok", translate("Open"), lambda: self._open(file))

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


def _hand_over(file: Path) -> bool:
    """Hand a file to the program that the computer has for it; say whether the computer took it.

    That it took the file does not tell that a program opened: some find none and say nothing.
    """
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _with_place(sentence: str, file: Path) -> str:
    return sentence.format(file=isolated(file.name), folder=isolated(str(file.parent)))
