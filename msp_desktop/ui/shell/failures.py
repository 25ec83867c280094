"""What happens when something fails that nobody foresaw: it is written down, and the person told calmly."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

if TYPE_CHECKING:
    from types import TracebackType

LOG = logging.getLogger("msp_desktop")

_UNFORESEEN = _(
    "Something did not work and was written to the log. Everything saved so far is kept. "
    "Go on working; if it happens again, close the program and start it once more."
)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def sentence_for(error: BaseException) -> str:
    """Return what to tell the person: the problem's own words, or that it was written to the log."""
    if isinstance(error, Problem):
        return str(error)
    if isinstance(error, NotAValue):
        return translate(str(error))
    return translate(_UNFORESEEN)


class Failures(QObject):
    """Writes failures of every thread to the office's log and announces each of them once.

    ``happened`` carries a sentence for the person; the same failure is not told twice in a row, so that
    a page which fails at every repaint does not fill the window with messages.
    """

    happened = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = home / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        self.log_file = folder / "msp-desktop.log"
        self._crashes = folder / "crash.txt"
        self.closed_unexpectedly = self._crashes.is_file() and self._crashes.stat().st_size > 0
        self._crash_file: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._last = ""

    def install(self) -> None:
        """Take over the hooks of Python, of its threads and of Qt."""
        from logging.handlers import RotatingFileHandler

        self._handler = RotatingFileHandler(
            self.log_file, maxBytes=512_000, backupCount=3, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s %(message)s")
        )
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)
        logging.getLogger("alembic").setLevel(logging.WARNING)
        if self.closed_unexpectedly:
            LOG.warning("the last run ended so:\n%s", self._crashes.read_text("utf-8", "replace"))
        self._crash_file = self._crashes.open("w", encoding="utf-8")
        faulthandler.enable(self._crash_file)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        qInstallMessageHandler(None)
        threading.excepthook = threading.__excepthook__
        sys.excepthook = sys.__excepthook__
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()

    def report(self, error: BaseException) -> None:
        """Write a failure to the log and tell the person."""
        if not isinstance(error, Problem | NotAValue):
            LOG.error("not foreseen", exc_info=error)
        text = "".join(traceback.format_exception(error))
        if text != self._last or isinstance(error, Problem | NotAValue):
            self._last = text
            self.happened.emit(sentence_for(error))

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _on_thread_exception(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            self.report(failure.exc_value)

    def _on_qt_message(self, level: QtMsgType, context: QMessageLogContext, text: str) -> None:
        LOG.log(_LEVELS[level], "Qt %s: %s", context.category or "", text)
