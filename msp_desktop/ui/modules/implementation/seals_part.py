"""The seals of a partnership, checked: which minutes are whole, and what speaks against others (task 7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from msp_desktop.domain.meetings.seals import ANNEX, BELONGING
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.widgets.labels import icon_label, line, plain_label
from msp_desktop.ui.widgets.paper import clear, push

if TYPE_CHECKING:
    from msp_desktop.app.sealing import Checked


class SealsPart(Part):
    """Lists every seal with its code and what was found out about it; checked anew whenever it is shown."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = ("seal", "meeting", *BELONGING, ANNEX)
        super().__init__(translate("Sealed minutes"), watched, surroundings, bus)

    def build(self) -> None:
        again = push(translate("Check now"), "plain")
        again.clicked.connect(self.refresh)
        self.tools.addWidget(again)
        self.said = plain_label("", "muted")
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.M)
        self.body.addWidget(self.said)
        self.body.addLayout(self.list)

    def refresh(self) -> None:
        from msp_desktop.app import sealing

        found = sealing.check(self.surroundings.workspace, self.surroundings.space_id)
        self.said.setText(_summary(found))
        clear(self.list)
        for one in reversed(found):
            self.list.addWidget(line())
            self.list.addLayout(_row(one))


def _summary(found: list[Checked]) -> str:
    if not found:
        return translate("No minutes are sealed yet. Seal them when they are approved.")
    bad = sum(not one.is_whole for one in found)
    if not bad:
        whole = translate_plural("{count} seal, whole.", "{count} seals, all whole.", len(found))
        return figures(whole.format(count=len(found)))
    said = translate_plural(
        "Something speaks against {bad} of {count} seal.",
        "Something speaks against {bad} of {count} seals.",
        len(found),
    )
    return figures(said.format(bad=bad, count=len(found)))


def _row(one: Checked) -> QHBoxLayout:
    colours = theme.tokens()
    seal, verdict = one.verdict.seal, one.verdict
    sign = ("check", colours.ok) if one.is_whole else ("warning", colours.bad)
    head = translate("{number}. {meeting}").format(
        number=figures(str(seal.number)), meeting=verdict.meeting or seal.meeting_id
    )
    words = QVBoxLayout()
    words.setSpacing(theme.XS)
    words.addWidget(plain_label(head, "label"))
    words.addWidget(plain_label(" ".join(one.sentences)))
    foot = translate("Code {code} · {office}, {person}, {day}").format(
        code=seal.fingerprint, office=seal.office, person=seal.person, day=seal.day
    )
    words.addWidget(plain_label(foot, "caption"))
    row = QHBoxLayout()
    row.setSpacing(theme.S)
    row.addWidget(icon_label(*sign))
    row.addLayout(words, 1)
    return row
