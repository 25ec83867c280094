"""Publishing the partnership in the IATI standard: what is missing, what is left out, the file (task 8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from msp_desktop.app import iati
from msp_desktop.domain.attachments import safe_name
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.publishing.facts import Activity
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_WATCHED = (
    *("publication", "partner", "partnership", "challenge", "common_understanding", "agreement"),
    *("scope", "objective", "indicator", "indicator_target", "measurement", "output"),
    *("output_count", "component", "activity", "commitment", "delivery", "alignment"),
)


class PublicationPart(Part):
    """Says what a file in the standard would hold and what not, and writes it where somebody chooses."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Publish in the IATI standard"))
        super().__init__(title, _WATCHED, surroundings, bus)

    def build(self) -> None:
        """Make the sentences and the button."""
        explained = _(
            "Donors and registers read activities in the format of the International Aid Transparency "
            "Initiative (IATI 2.03). The file holds who takes part, dates, money promised and received, and "
            "results with their indicators; no persons."
        )
        self.body.addWidget(plain_label(translate(explained), "muted"))
        self.told = QVBoxLayout()
        self.told.setSpacing(theme.XS)
        self.body.addLayout(self.told)
        self.message = InlineMessage()
        self.body.addWidget(self.message)
        self.save = push(translate(_("Save as IATI file…")), "", "share")
        self.save.clicked.connect(lambda _checked: self._on_save())
        self.body.addLayout(row(self.save, 1))

    def refresh(self) -> None:
        """Say what is missing, or what the file holds and what is left out."""
        clear(self.told)
        missing = iati.missing(self.surroundings.records)
        self.save.setEnabled(not missing)
        if missing:
            self._list(_("Still to be filled in or put right:"), missing)
            return
        found = iati.activity(self.surroundings.records, today())
        self.told.addWidget(plain_label(_held(found)))
        if found.left_out:
            self._list(_("Left out:"), found.left_out)

    # Inside

    def _list(self, title: str, lines: Sequence[str]) -> None:
        self.told.addWidget(plain_label(translate(title), "label"))
        for one in lines:
            self.told.addWidget(plain_label(f"• {one}"))

    def _on_save(self) -> None:
        self.message.clear()
        title = translate(_("Save as IATI file"))
        name = safe_name(f"{self.surroundings.records.single('publication').get('activity_id')}")
        folder = Path.home() / f"{name}{iati.ENDING}"
        kinds = f"IATI (*{iati.ENDING})"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(folder), kinds)
        if not chosen:
            return
        file = Path(chosen)
        file = (
            file if file.suffix.lower() == iati.ENDING else file.with_name(file.name + iati.ENDING)
        )
        try:
            iati.export(self.surroundings.records, file)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        except OSError:
            said = translate(
                _("The file could not be written to {folder}. Choose another folder or drive.")
            )
            self.message.say(said.format(folder=isolated(str(file.parent))), "bad")
            return
        said = translate(_("Saved as {file} in the folder {folder}."))
        words = {"file": isolated(file.name), "folder": isolated(str(file.parent))}
        self.message.say(said.format(**words), "ok")


def _held(found: Activity) -> str:
    """Say in figures what the file holds."""
    sentence = _(
        "The file holds: organisations {organisations}, payments and promises of money {money}, results "
        "{results}, indicators {indicators}, Goals {goals}."
    )
    indicators = sum(len(one.indicators) for one in found.results)
    return figures(
        translate(sentence).format(
            organisations=len(found.participants),
            money=len(found.transactions),
            results=len(found.results),
            indicators=indicators,
            goals=len(found.goals),
        )
    )
