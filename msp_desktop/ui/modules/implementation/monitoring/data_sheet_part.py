"""Data sheets out as workbooks, and back in with a preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from msp_desktop.app import data_sheets
from msp_desktop.app.data_sheets import ENDING, Filled
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.data_sheet import partners
from msp_desktop.domain.monitoring.taking_in import Entry, Incoming, Verdict
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.modules.implementation.monitoring.period_part import offer, period_box
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_WATCHED = ("monitoring_period", "indicator", "activity", "partner")
_MOST = 40
"""Lines of a sheet that are shown; those that stand against it first."""
_WORDS = {
    Verdict.NEW: ("+", _("new")),
    Verdict.SAME: ("=", _("known already")),
    Verdict.CHANGED: ("≠", _("changes what is there")),
    Verdict.REFUSED: ("!", _("cannot be taken in")),
}
_ORDER = (Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)


class DataSheetPart(Part):
    """Saves a data sheet for a partner and a period, reads one that comes back, and shows what it brings."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Data sheets")), _WATCHED, surroundings, bus)
        self._filled: Filled | None = None

    def build(self) -> None:
        """Make choices, keys and the preview."""
        self.about = plain_label(
            translate(
                _(
                    "A workbook for each partner, to fill in on any computer. What comes back is shown "
                    "first; it is taken in whole or not at all. On paper: Print, “Data sheets to fill in "
                    "by hand”."
                )
            ),
            "muted",
        )
        self.period = period_box()
        self.period.activated.connect(self._offer_partners)
        self.partner = ChoiceBox()
        self.partner.setAccessibleName(translate(_("Partner")))
        self.partner.fit_words()
        self.save = push(translate(_("Save data sheet…")))
        self.save.clicked.connect(lambda _checked: self._on_save())
        self.read = push(translate(_("Read data sheet…")), "", "receive")
        self.read.clicked.connect(lambda _checked: self._on_read())
        why = translate(_("A data sheet is about a period: add one to the list “{list}” first."))
        plural = translate(KINDS["monitoring_period"].plural)
        self.why = plain_label(why.format(list=plural))
        self.message = InlineMessage()
        self.title = plain_label("", "label")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.XS)
        self.take = push(translate(_("Take it in")), "primary")
        self.take.clicked.connect(lambda _checked: self._on_take())
        self.leave = push(translate(_("Leave it")))
        self.leave.clicked.connect(lambda _checked: self._forget())
        bar = FlowLayout(spacing=theme.S)
        for part in (self.period, self.partner, self.save, self.read):
            bar.addWidget(part)
        self.body.addWidget(self.about)
        self.body.addLayout(bar)
        self.body.addWidget(self.why)
        self.body.addWidget(self.message)
        self.body.addWidget(self.title)
        self.body.addLayout(self.lines)
        self.body.addLayout(row(self.take, self.leave, 1))
        self._forget()

    def refresh(self) -> None:
        """Offer the periods and partners that are there now."""
        records = self.surroundings.records
        rows = records.rows("monitoring_period")
        offer(
            self.period,
            [(str(one["id"]), records.name("monitoring_period", one["id"])) for one in rows],
        )
        for part in (self.period, self.partner, self.save):
            part.setEnabled(bool(rows))
        self.why.setVisible(not rows)
        self._offer_partners()

    def save_to(self, file: Path) -> None:
        """Write the data sheet of what is chosen."""
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            data_sheets.write_sheet(workspace, space_id, *self._chosen(), file)
        except (OSError, Problem) as problem:
            self._complain(problem, file)
            return
        said = translate(
            _("Saved as {file} in the folder {folder}. Send it to whoever fills it in.")
        )
        self.message.say(said.format(file=file.name, folder=file.parent), "ok")

    def read_from(self, file: Path) -> None:
        """Show what a data sheet would bring."""
        self._forget()
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            self._filled = data_sheets.look_into(workspace, space_id, file)
        except (OSError, Problem) as problem:
            self._complain(problem, file)
            return
        self._show(self._filled.found)

    # Inside

    def _chosen(self) -> tuple[str, str]:
        return str(self.period.currentData() or ""), str(self.partner.currentData() or "")

    def _offer_partners(self) -> None:
        records = self.surroundings.records
        known = partners(records, str(self.period.currentData() or ""))
        offered = [(key, records.name("partner", key)) for key in known]
        offer(self.partner, [*offered, ("", translate(_("All partners")))])

    def _on_save(self) -> None:
        self.catch_up()
        name = data_sheets.file_name(self.surroundings.records, *self._chosen())
        title, kinds = translate(_("Save data sheet…")), f"Excel (*{ENDING})"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kinds)
        if chosen:
            file = Path(chosen)
            self.save_to(file if file.suffix.lower() == ENDING else Path(f"{file}{ENDING}"))

    def _on_read(self) -> None:
        title, kinds = translate(_("Read data sheet…")), f"Excel (*{ENDING})"
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if chosen:
            self.read_from(Path(chosen))

    def _show(self, found: Incoming) -> None:
        clear(self.lines)
        assert self._filled is not None
        counts = ", ".join(
            f"{sign} {figures(str(found.count(verdict)))} {translate(words)}"
            for verdict, (sign, words) in _WORDS.items()
            if found.count(verdict)
        )
        nothing = translate(_("nothing was filled in"))
        self.title.setText(f"{self._filled.file}: {counts or nothing}")
        self.title.show()
        for problem in found.problems:
            self._line(problem, "bad")
        ordered = sorted(found.entries, key=lambda one: _ORDER.index(one.verdict))
        for entry in ordered[:_MOST]:
            self._line(_told(entry), _mood(entry))
        if len(ordered) > _MOST:
            left = len(ordered) - _MOST
            more = translate_plural("… and {count} more", "… and {count} more", left)
            self.lines.addWidget(plain_label(more.format(count=figures(str(left))), "muted"))
        self.take.setEnabled(found.can_be_taken)
        self.take.show()
        self.leave.show()
        if not found.can_be_taken and (found.problems or found.count(Verdict.REFUSED)):
            said = _(
                "Nothing can be taken in while lines cannot be read. Correct them in the file."
            )
            self.message.say(translate(said), "warn")

    def _line(self, text: str, mood: str) -> None:
        message = InlineMessage()
        self.lines.addWidget(message)
        message.say(text, mood)

    def _on_take(self) -> None:
        assert self._filled is not None
        filled = self._filled
        try:
            found = data_sheets.take_in(self.surroundings.workspace, filled)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        self._forget()
        count = found.count(Verdict.NEW) + found.count(Verdict.CHANGED)
        said = translate_plural(
            "{count} line of {file} was taken in. Undo takes it back.",
            "{count} lines of {file} were taken in. Undo takes them back.",
            count,
        )
        self.message.say(said.format(count=figures(str(count)), file=filled.file), "ok")

    def _forget(self) -> None:
        self._filled = None
        clear(self.lines)
        self.message.clear()
        for part in (self.title, self.take, self.leave):
            part.hide()

    def _complain(self, problem: Exception, file: Path) -> None:
        text = str(problem)
        if isinstance(problem, OSError):
            sentence = translate(_("{file} could not be used: {reason}. Nothing was changed."))
            text = sentence.format(file=file.name, reason=problem.strerror or problem)
        self.message.say(text, "bad")


def _mood(entry: Entry) -> str:
    if entry.verdict is Verdict.REFUSED:
        return "bad"
    return "warn" if entry.doubts else "info"


def _told(entry: Entry) -> str:
    sign, words = _WORDS[entry.verdict]
    said = [f"{sign} {entry.title} ({translate(words)})"]
    said += [f"{cell}: {problem}" for cell, problem in entry.problems]
    said += [*entry.changes, *entry.doubts]
    return "\n".join(said)
