"""The other offices: when each was last heard from, and whether it is known to have everything of ours."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.app import exchange
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.telling import day_and_time, how_old, office_in_words
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import Paper, push, row


class OfficesPage(Paper):
    """Lists the offices that were heard from, the latest first."""

    def __init__(self, post: PostRoom) -> None:
        super().__init__(820)
        self._post = post
        self._send = push(translate("Send to other offices…"), sign="usb")
        self._receive = push(translate("Receive a file…"), sign="receive")
        self._send.clicked.connect(lambda: post.go_to_page("send"))
        self._receive.clicked.connect(lambda: post.go_to_page("receive"))
        self.column.addLayout(row(self._send, self._receive, 1))
        database = post.workspace.database
        post.jobs.run(lambda: exchange.status(database), self._show, asker=self)

    def begin(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._send.setFocus()

    def _show(self, peers: Sequence[exchange.PeerStatus]) -> None:
        for peer in peers:
            self.column.addWidget(self._card(peer))
        if not peers:
            card = Card()
            text = translate(
                "No other office has been heard from yet. Once you take in a file, its office is listed "
                "here with the day of its last news."
            )
            card.body.addWidget(plain_label(text, "muted"))
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _card(self, peer: exchange.PeerStatus) -> Card:
        card = Card()
        card.body.setSpacing(theme.XS)
        name = office_in_words(peer.office, peer.place)
        card.body.addWidget(plain_label(name, "heading"))
        heard = translate("Last heard from: {when} ({age})").format(
            when=day_and_time(peer.received), age=how_old(peer.received)
        )
        card.body.addWidget(plain_label(heard, "muted"))
        colours = theme.tokens()
        if peer.unacknowledged:
            text = translate("May not have everything yet. Send it a file.")
            sign = icon_label("warning", colours.warn, 16)
        else:
            text = translate("Has everything that is here.")
            sign = icon_label("check", colours.ok, 16)
        said = row(sign, plain_label(text), spacing=theme.S)
        said.setStretch(1, 1)
        card.body.addLayout(said)
        return card
