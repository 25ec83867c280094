"""Send: to whom, what, where; done only when every part was read back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from msp_desktop.app import exchange
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.destinations import Destinations, breakable
from msp_desktop.ui.exchange.drives import drive_of
from msp_desktop.ui.exchange.recipients import Recipients
from msp_desktop.ui.exchange.telling import file_name_of, size_in_words
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.paper import Paper, push, row
from msp_desktop.ui.widgets.progress import Progress
from msp_desktop.ui.widgets.ticks import TickBox

_BESIDE_FROM = 860


class SendPage(Paper):
    """Writes a sync file and says when the stick can be taken out."""

    def __init__(self, post: PostRoom) -> None:
        super().__init__(1000)
        self._post = post
        self.message = InlineMessage()
        self._progress = Progress(can_stop=True)
        self._progress.stopped.connect(self._on_stop)
        self._is_stopped = False
        self._to = Recipients()
        self._partnerships: dict[str, OptionRow] = {}
        self._attachments = OptionRow(
            TickBox(),
            translate("Attached files"),
            translate("The signed copies, lists and pictures."),
        )
        self._people = OptionRow(
            TickBox(),
            translate("Contact persons"),
            translate(
                "Names, telephone numbers and e-mail addresses of people; confidential annexes of minutes."
            ),
        )
        self._where = Destinations(post.folder)
        self._write = push(translate("Write the file"), "primary", "usb")
        self._write.clicked.connect(self.send)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._to.changed.connect(self.message.clear)
        post.jobs.progressed.connect(self._progress.show_progress)
        database = post.workspace.database
        post.jobs.run(lambda: exchange.outstanding(database), self._on_news, asker=self)

    def begin(self) -> None:
        """Put the keyboard on the first question."""
        self._to.begin()

    def send(self) -> None:
        """Write the file to the chosen place."""
        if not self._chosen:
            self.message.say(translate("Choose at least one partnership."), "warn")
            return
        self.send_to(_free_name(self._where.folder, self._file_name()), self._chosen)

    def send_to(self, file: Path, space_ids: list[str]) -> None:
        """Write the file of these partnerships under a name, and say what became of it."""
        address = self._to.address()
        if address is None:
            return
        options = exchange.SendOptions(
            **address,
            spaces=tuple(space_ids),
            with_attachments=self._attachments.is_chosen,
            with_personal=self._people.is_chosen,
            part_size=self._where.part_size,
        )
        database, is_mail = self._post.workspace.database, self._where.is_mail
        office = str(self._post.office.row.get("name") or "")

        def work() -> tuple[exchange.SendReport, list[Path]]:
            report = exchange.send(database, file, options, self._advance)
            files = [Path(one) for one in report.files]
            most = options.part_size
            drafts = exchange.write_drafts(files, office, most, self._advance) if is_mail else []
            return report, drafts

        self._set_busy(busy=True)
        self._post.jobs.run(work, self._on_sent, on_failure=self._on_failure, asker=self)

    @property
    def folder(self) -> Path:
        """Where the file is going to lie."""
        return self._where.folder

    def choose_folder(self, folder: Path) -> None:
        """Write into this folder."""
        self._where.choose_folder(folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    # Inside

    @property
    def _chosen(self) -> list[str]:
        return [space_id for space_id, option in self._partnerships.items() if option.is_chosen]

    def _advance(self, done: int, total: int) -> None:
        """Pass progress on, from inside the job; stop there when a person wants that."""
        if self._is_stopped:
            raise exchange.Stopped
        self._post.jobs.advance(done, total)

    def _on_stop(self) -> None:
        self._is_stopped = True

    def _on_news(self, offices: list[exchange.Outstanding]) -> None:
        self._to.show_offices(offices, self._chosen)
        self._on_partnerships()

    def _on_partnerships(self) -> None:
        """Say of each partnership what is new for the offices chosen, and of each office what it lacks."""
        self._to.tell(self._chosen)
        offices = self._to.chosen
        for space_id, option in self._partnerships.items():
            news = max((one.among([space_id]) for one in offices), default=0)
            new = any(one.received is None for one in offices)
            if not offices or new:
                option.tell("")
            elif not news:
                option.tell(translate("Nothing new for them"))
            else:
                words = translate_plural("{count} new change", "{count} new changes", news)
                option.tell(words.format(count=news))

    def _on_sent(self, sent: tuple[exchange.SendReport, list[Path]]) -> None:
        report, drafts = sent
        self._set_busy(busy=False)
        folder = Path(report.files[0]).parent
        self._post.keep_folder(str(folder))
        handed = [QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))) for draft in drafts]
        parts = len(report.files)
        where = _mailed(parts, is_handed=all(handed)) if drafts else _kept(folder, parts)
        sentences = [_said(report), where.format(folder=isolated(breakable(folder)))]
        if report.personal_kept:
            sentences.append(exchange.cannot_leave_out(report.personal_kept))
        if report.oversized:
            sentences.append(exchange.larger_than_asked(report))
        self._tell(" ".join(sentences), "ok" if all(handed) else "warn")

    def _tell(self, text: str, mood: str) -> None:
        """Say what came of it where it is seen; the button was off meanwhile, and lost the keyboard."""
        self.message.say(text, mood)
        self._write.setFocus()
        self.scroll_to(self._write)  # the message stands right above it

    def _on_failure(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, exchange.Stopped):
            self._tell(translate("Stopped. Nothing was written."), "info")
        elif isinstance(error, exchange.PassphraseTooShort):
            self._to.refuse_passphrase(str(error))
        elif isinstance(error, Problem):
            self._tell(str(error), "bad")
        else:
            self.message.clear()
            self._post.jobs.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_stopped = False
        if busy and self._write.hasFocus():
            self.setFocus()  # else it would go to whatever is next, and the page with it
        self._write.setEnabled(not busy)
        self.message.clear()
        if busy:
            self._progress.begin(
                translate("Writing, then reading back. Leave the stick in.")
                if drive_of(self.folder) is not None
                else translate("Writing, then reading back.")
            )
            self.scroll_to(self._progress)
        else:
            self._progress.hide()

    def _file_name(self) -> str:
        plain = file_name_of(str(self._post.office.row.get("name") or ""))
        return f"{plain}-{datetime.now(UTC).astimezone():%Y%m%d-%H%M}"

    def _lay_out(self) -> None:
        to_whom, what, where = Card(), Card(), Card()
        to_whom.body.addWidget(plain_label(translate("To whom"), "label"))
        to_whom.body.addWidget(self._to)
        to_whom.body.addStretch(1)
        what.body.addWidget(plain_label(translate("What"), "label"))
        self._add_partnerships(what)
        what.body.addWidget(plain_label(translate("With"), "label"))
        for option in (self._attachments, self._people):
            option.choose()
            what.body.addWidget(option)
        where.body.addWidget(plain_label(translate("Where to"), "label"))
        where.body.addWidget(self._where)
        right = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        right.setSpacing(theme.L)
        right.addWidget(what)
        right.addWidget(where)
        right.addStretch(1)
        self._beside.setSpacing(theme.L)
        self._beside.addWidget(to_whom, 1)
        self._beside.addLayout(right, 1)
        said = translate("The others take the file in; what they have written stays as it is.")
        self.column.addWidget(plain_label(said, "muted"))
        self.column.addLayout(self._beside)
        self.column.addWidget(self.message)
        self.column.addLayout(row(self._write, self._progress, 1, spacing=theme.L))
        self.column.addStretch(1)

    def _add_partnerships(self, card: Card) -> None:
        rows = [one for one in self._post.workspace.partnerships() if one["origin"] != "sample"]
        for partnership in rows:
            name = str(partnership["name"] or translate("Without a name"))
            option = OptionRow(TickBox(), name)
            option.choose()
            option.changed.connect(self._on_partnerships)
            self._partnerships[str(partnership["id"])] = option
            card.body.addWidget(option)
        if not rows:
            text = translate(
                "There is no partnership to send yet. The sample stays on this computer."
            )
            card.body.addWidget(plain_label(text, "muted"))
            self._write.setEnabled(False)
        self._to.changed.connect(self._on_partnerships)


def _said(report: exchange.SendReport) -> str:
    size = size_in_words(report.size)
    if len(report.files) == 1:
        text = translate("{file} ({size}) is written and was read back.")
        return text.format(file=isolated(Path(report.files[0]).name), size=size)
    text = translate_plural(
        "{count} part ({size}) is written and was read back.",
        "{count} parts ({size} together) are written and each was read back.",
        len(report.files),
    )
    return text.format(count=len(report.files), size=size)


def _kept(folder: Path, parts: int) -> str:
    """Say what to do with files that lie on a stick or in a folder."""
    if drive_of(folder) is None:
        return translate_plural(
            "It lies in {folder}.", "All of them belong together; they lie in {folder}.", parts
        )
    return translate_plural(
        "You can take the stick out now.",
        "All of them belong together. You can take the stick out now.",
        parts,
    )


def _mailed(parts: int, *, is_handed: bool) -> str:
    """Say what to do with files that are to go by e-mail."""
    if is_handed:
        return translate_plural(
            "It was handed to the mail program of this computer: add the address there and "
            "send it. If none opens, attach the file from {folder} to a message yourself.",
            "They were handed to the mail program of this computer: add the address there and send "
            "all of them. If none opens, attach the files from {folder} to messages yourself.",
            parts,
        )
    return translate_plural(
        "No mail program on this computer opens drafts: attach the file from {folder} to a "
        "message yourself.",
        "No mail program on this computer opens drafts: attach the files from {folder} to messages "
        "yourself, and send all of them.",
        parts,
    )


def _free_name(folder: Path, name: str) -> Path:
    """Return a file of which neither it nor a part or draft is there yet."""
    number = 1
    while True:
        stem = name if number == 1 else f"{name}-{number}"
        if not any(folder.glob(f"{stem}[._]*")):
            return folder / f"{stem}{exchange.SUFFIX}"
        number += 1
