"""What tests of receiving share: what they call a file and how they take one in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msp_desktop.app import exchange
from msp_desktop.app.exchange import ReceiveReport, SendOptions
from msp_desktop.app.office import Office

OPEN = SendOptions(is_open=True)
Send = Callable[..., Path]


def state(office: Office) -> tuple[str, list[str], int]:
    """Everything an import that is refused must leave as it was."""
    folder = office.home / "inbox"
    return (
        exchange.digest(office.workspace.database),
        sorted(one.name for one in folder.glob("*")) if folder.is_dir() else [],
        len(exchange.reports(office.workspace.database)),
    )


def receive(office: Office, *files: Path) -> ReceiveReport:
    return exchange.receive(office.workspace.database, files)
