"""Entries that may be the same, entered twice: shown for a person to decide, never joined by themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import sameness
from msp_desktop.domain.changes import ALIVE, Changed
from msp_desktop.domain.duplicates import Likely
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.same_dialog import SameDialog
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import isolated, line, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

SHOWN_AT_ONCE = 5


class TwicePart(Card):
    """Lists likely pairs of every partnership; hidden while there are none.

    ``decided`` carries what was said of a pair, in a sentence.
    """

    decided = Signal(str)

    def __init__(self, post: PostRoom) -> None:
        super().__init__()
        self._post = post
        self.pairs: list[tuple[str, Likely]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.S)
        self.body.addWidget(plain_label(translate("The same, entered twice?"), "heading"))
        says = translate(
            "Two offices may have entered the same thing apart. If it is one, it is read as one from then "
            "on; both entries are kept underneath."
        )
        self.body.addWidget(plain_label(says, "muted"))
        self.body.addLayout(self._list)
        self.hide()
        post.bus.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Look for pairs beside the window and show them."""
        workspace = self._post.workspace

        def work() -> list[tuple[str, Likely]]:
            spaces = [str(one["id"]) for one in workspace.partnerships()]
            return [
                (space, pair) for space in spaces for pair in sameness.likely_same(workspace, space)
            ]

        self._post.jobs.run(work, self._show, asker=self)

    def _show(self, pairs: list[tuple[str, Likely]]) -> None:
        self.pairs = pairs
        clear(self._list)
        self.setVisible(bool(pairs))
        for space, pair in pairs[:SHOWN_AT_ONCE]:
            self._add(space, pair)
        more = len(pairs) - SHOWN_AT_ONCE
        if more > 0:
            sentence = translate_plural(
                "{count} more appears as you decide.", "{count} more appear as you decide.", more
            )
            self._list.addWidget(plain_label(sentence.format(count=more), "muted"))

    def _add(self, space: str, pair: Likely) -> None:
        kind = KINDS[pair.kind_key]
        label = translate(kind.label)
        one, other = (self._described(space, pair.kind_key, at) for at in (pair.first, pair.second))
        self._list.addWidget(line())
        self._list.addWidget(plain_label(f"{label}: {one}\n{label}: {other}"))
        look = push(translate("The same…"))
        look.setAccessibleName(f"{translate('The same…')} {one}")
        look.clicked.connect(lambda: self._on_same(space, pair))
        different = push(translate("They are different"))
        different.setAccessibleName(f"{translate('They are different')}: {one}")
        different.clicked.connect(lambda: self._on_different(space, pair))
        self._list.addLayout(row(look, different, 1))

    def _described(self, space: str, kind_key: str, record_id: str) -> str:
        """Return the name of an entry and the first answers of its list, to tell two of one name apart."""
        records, kind = self._post.workspace.records(space), KINDS[kind_key]
        found = records.find(kind_key, record_id) or {}
        details = [
            shown(field, found.get(field.key), records)
            for field in kind.listed
            if field.key not in kind.named_by
        ]
        said = ", ".join(word for word in details if word)
        name = records.name(kind_key, record_id)
        return f"{name} ({said})" if said else name

    def _on_same(self, space: str, pair: Likely) -> None:
        surroundings = Surroundings(self._post.workspace, space, lambda _kind: None)
        kind = KINDS[pair.kind_key]
        dialog = SameDialog(kind, pair.first, surroundings, pair.second, self.window())
        dialog.accepted.connect(
            lambda: self._tell(translate("“{name}” is one entry from now on."), space, pair)
        )
        dialog.open()

    def _on_different(self, space: str, pair: Likely) -> None:
        sameness.say_different(self._post.workspace, pair.kind_key, pair.first, pair.second)
        self._tell(translate("“{name}” and the other entry stay two."), space, pair)

    def _tell(self, sentence: str, space: str, pair: Likely) -> None:
        name = self._post.workspace.records(space).name(pair.kind_key, pair.first)
        self.decided.emit(sentence.format(name=isolated(name)))

    def _on_changed(self, changed: Changed) -> None:
        if any(_matters(*field) for field in changed.fields):
            self.refresh()


def _matters(kind_key: str, field_key: str) -> bool:
    """Say whether a change of a field may make two entries alike, or unlike."""
    names = KINDS[kind_key].same_by
    return kind_key == SAME_RECORD or (bool(names) and field_key in (ALIVE, "owner_id", *names))
