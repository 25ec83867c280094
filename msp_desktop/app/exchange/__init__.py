"""Exchange with other offices: send, look, receive, see where they differ, decide."""

from msp_desktop.app.exchange.conflicts import OpenConflict, Side, conflicts, resolve
from msp_desktop.app.exchange.delivery import Progress, SendOptions
from msp_desktop.app.exchange.offices import PeerStatus, digest, status
from msp_desktop.app.exchange.receiving import (
    FileFacts,
    ReceiveReport,
    Stopped,
    inspect,
    preview,
    receive,
)
from msp_desktop.app.exchange.sending import SUFFIX, SendReport, send, shared_spaces

__all__ = [
    "SUFFIX",
    "FileFacts",
    "OpenConflict",
    "PeerStatus",
    "Progress",
    "ReceiveReport",
    "SendOptions",
    "SendReport",
    "Side",
    "Stopped",
    "conflicts",
    "digest",
    "inspect",
    "preview",
    "receive",
    "resolve",
    "send",
    "shared_spaces",
    "status",
]
