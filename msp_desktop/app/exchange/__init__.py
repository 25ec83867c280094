"""Exchange with other offices: send, look, receive, see where they differ, decide."""

from msp_desktop.app.exchange.conflicts import (
    both_of,
    chosen,
    conflicts,
    conflicts_about,
    decision,
    decisions_for,
    disputes,
    find_conflict,
    resolve,
    side_of,
)
from msp_desktop.app.exchange.delivery import SendOptions
from msp_desktop.app.exchange.gaps import Missing, missing
from msp_desktop.app.exchange.held import Held, held, throw_away
from msp_desktop.app.exchange.mail import write_drafts
from msp_desktop.app.exchange.offices import PeerStatus, digest, status
from msp_desktop.app.exchange.outstanding import Outstanding, office_named, outstanding
from msp_desktop.app.exchange.receiving import (
    Stopped,
    forget_file,
    inspect,
    preview,
    receive,
    report_of,
    reports,
    waiting_files,
)
from msp_desktop.app.exchange.sending import (
    SUFFIX,
    SendReport,
    cannot_leave_out,
    larger_than_asked,
    send,
    shared_spaces,
)
from msp_desktop.app.exchange.taking_back import (
    CannotTakeBack,
    newest_import,
    obstacle,
    undo_import,
)
from msp_desktop.db.replica.disputes import Dispute, OpenConflict, Side
from msp_desktop.domain.received import FileFacts, ReceiveReport, WaitingFile, Waits
from msp_desktop.sync.age import PassphraseTooShort

__all__ = [
    "SUFFIX",
    "CannotTakeBack",
    "Dispute",
    "FileFacts",
    "Held",
    "Missing",
    "OpenConflict",
    "Outstanding",
    "PassphraseTooShort",
    "PeerStatus",
    "ReceiveReport",
    "SendOptions",
    "SendReport",
    "Side",
    "Stopped",
    "WaitingFile",
    "Waits",
    "both_of",
    "cannot_leave_out",
    "chosen",
    "conflicts",
    "conflicts_about",
    "decision",
    "decisions_for",
    "digest",
    "disputes",
    "find_conflict",
    "forget_file",
    "held",
    "inspect",
    "larger_than_asked",
    "missing",
    "newest_import",
    "obstacle",
    "office_named",
    "outstanding",
    "preview",
    "receive",
    "report_of",
    "reports",
    "resolve",
    "send",
    "shared_spaces",
    "side_of",
    "status",
    "throw_away",
    "undo_import",
    "waiting_files",
    "write_drafts",
]
