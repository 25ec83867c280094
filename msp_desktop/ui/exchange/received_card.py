"""What files bring or brought, as a card: from whom, by partnership, where answers differ, what waits."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.domain import received_words as words
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.received import Disagreement, FileFacts, ReceiveReport, WaitingFile
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.telling import size_in_words, waiting_in_words
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import in_a_row, isolated, plain_label
from msp_desktop.ui.widgets.paper import clear

_TOLD = 12
"""Conflicts shown one by one; the page of conflicts has all of them."""


class ReceivedCard(Card):
    """Shows a report, before or after the files are taken in: what it comes to.

    ``details`` is a card of its own with every partnership, so that what a person is asked to do can
    stand between the two.
    """

    def __init__(self, own_office_id: str) -> None:
        super().__init__()
        self._own_office_id = own_office_id
        self.details = Card()
        self.hide()

    def show_report(self, report: ReceiveReport) -> None:
        """Show what files would bring or have brought."""
        clear(self.body)
        clear(self.details.body)
        if report.number:
            self._say(self._heading(report), "heading")
        for facts in report.files:
            self._add_file(facts, len(report.files))
        for waiting in report.kept:
            self._add_waiting(waiting)
        if report.files:
            self._add_what_came(report)
        self._add_disagreements(report)
        if report.files and report.writes:
            self.details.body.addWidget(plain_label(words.numbers(report), "caption"))
        self.details.setVisible(self.details.body.count() > 0)
        self.show()

    def put_away(self) -> None:
        """Show nothing any more."""
        self.hide()
        self.details.hide()

    def _add_what_came(self, report: ReceiveReport) -> None:
        for sentence in words.brought(report):
            self._say(sentence)
        if not report.brings_something:
            self._say(translate("Everything in it is here already. There is nothing to take in."))
        elif not report.brings_entries:
            self._say(
                translate(
                    "It has no new entries. It says what that office has and lacks, and whom it trusts."
                )
            )
        for space in report.spaces:
            part = self._part(space.name)
            for one in space.entries:
                part.addWidget(plain_label(words.entries(one)))

    def _heading(self, report: ReceiveReport) -> str:
        said = translate("Taken in on {when}").format(when=day_and_time(report.moment))
        if report.undone:
            back = translate("taken back on {when}").format(when=day_and_time(report.undone))
            said = f"{said}, {back}"
        return said

    def _add_file(self, facts: FileFacts, among: int) -> None:
        sentence = translate("From {office}").format(office=words.sender(facts))
        self._say(sentence, "heading")
        about = f"{isolated(facts.file)}: {words.written(facts)}, {size_in_words(facts.size)}"
        self._say(about, "muted")
        if facts.attachments and among > 1:
            counted = translate_plural(
                "{count} attached file", "{count} attached files", facts.attachments
            )
            self._say(counted.format(count=facts.attachments), "muted")
        for remark in words.remarks(facts, self._own_office_id):
            self._say(remark)

    def _add_waiting(self, waiting: WaitingFile) -> None:
        self._say(waiting_in_words(waiting), "heading")
        self._say(waiting.reason.sentence)

    def _add_disagreements(self, report: ReceiveReport) -> None:
        if not report.disagreements:
            return
        self.details.body.addWidget(plain_label(translate("Where answers differ"), "heading"))
        for one in report.disagreements[:_TOLD]:
            self._add_disagreement(one)
        more = report.conflicts - min(len(report.disagreements), _TOLD)
        if more > 0:
            text = translate_plural(
                "and {count} more on the page of conflicts",
                "and {count} more on the page of conflicts",
                more,
            )
            self.details.body.addWidget(plain_label(text.format(count=more), "muted"))

    def _add_disagreement(self, one: Disagreement) -> None:
        part = self._part(in_a_row((one.partnership, one.entry, one.field)))
        for voice in one.voices:
            who = ", ".join(word for word in (voice.person, voice.office) if word)
            answer = words.quoted(one, isolated(voice.answer))
            said = f"{answer} ({isolated(who)}, {day_and_time(voice.moment)})"
            part.addWidget(plain_label(said))

    def _part(self, title: str) -> QVBoxLayout:
        inside = QVBoxLayout()
        inside.setSpacing(theme.XS)
        inside.addWidget(plain_label(title, "label"))
        self.details.body.addLayout(inside)
        return inside

    def _say(self, text: str, role: str = "") -> None:
        self.body.addWidget(plain_label(text, role) if role else plain_label(text))
