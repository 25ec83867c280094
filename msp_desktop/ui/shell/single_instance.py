"""One window for each office: a second start hands its file over to the first and ends."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 1500
_HEARING_MS = 300


class SingleInstance(QObject):
    """Holds the place of the one window of an office's folder.

    ``called`` carries the path a second start was asked to open, or an empty text: then the window is
    only to be shown. A place left behind by a power cut is taken over at once.
    """

    called = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        home.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._home = home.resolve()
        self._server: QLocalServer | None = None

    @cached_property
    def _name(self) -> str:
        """What this person's window of this folder is called among the local servers."""
        import getpass
        import hashlib

        whose = f"{getpass.getuser()}\n{self._home}"
        return "msp-desktop-" + hashlib.sha256(whose.encode()).hexdigest()[:20]

    def take(self) -> bool:
        """Take the place; False when another window of this office is open."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear other starts from now on; after the first paint, for the network library takes time."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def hand_over(self, file: Path | None) -> bool:
        """Ask the window that is open to come forward and open ``file``; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        text = str(file.resolve()) if file is not None else ""
        socket.write(text.encode() + b"\n")
        sent = socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return sent

    def give_back(self) -> None:
        """Let another start take the place."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        # Whoever calls has written its line already or is about to: no need to come back for it.
        if socket.canReadLine() or socket.waitForReadyRead(_HEARING_MS):
            line = bytes(socket.readLine().data())
            self.called.emit(line.decode(errors="replace").strip())
        socket.close()
        socket.deleteLater()
