"""Long work beside the window: one job at a time, answers and failures back on the window's thread."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

Answer = TypeVar("Answer")
Failed = Callable[[Exception], None]


class Jobs(QObject):
    """Runs one job at a time.

    ``working`` says whether anything is under way; ``progressed`` passes on how far it has come.
    ``failed`` is sent with the exception when whoever asked for a job has no words of its own for it.
    ``ending`` is sent before the program ends: what goes on from job to job ends there.
    Work gets no widget and gives plain values back.
    """

    working = Signal(bool)
    progressed = Signal(int, int)
    failed = Signal(object)
    ending = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._under_way = 0
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def is_working(self) -> bool:
        """Whether a job is running or waiting."""
        return self._under_way > 0

    def advance(self, done: int, total: int) -> None:
        """Pass progress on to the window; may be called from inside a job."""
        self.progressed.emit(done, total)

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        *,
        on_failure: Failed | None = None,
        asker: QObject | None = None,
    ) -> None:
        """Do ``work`` beside the window, then hand its answer to ``then`` on the window's thread.

        ``work`` speaks the language in use where it was asked for. An exception goes to ``on_failure``,
        or is announced by ``failed``. When ``asker`` is gone by then, its answer is dropped and its
        failure announced.
        """
        surroundings = contextvars.copy_context()

        def tell(future: Future[Answer]) -> None:
            if future.cancelled():
                return  # dropped by `stop`: the window is closing
            is_there = asker is None or isValid(asker)
            error = future.exception()
            if error is None:
                if is_there:
                    then(future.result())
            elif isinstance(error, Exception):
                (on_failure if on_failure and is_there else self.failed.emit)(error)
            else:
                raise error

        def deliver(future: Future[Answer]) -> None:
            self._finished.emit(partial(tell, future))

        self._under_way += 1
        if self._under_way == 1:
            self.working.emit(True)
        self._pool.submit(surroundings.run, work).add_done_callback(deliver)

    def stop(self) -> None:
        """Wait for the job that is running and drop those that wait."""
        self.ending.emit()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _on_finished(self, tell: Callable[[], None]) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.working.emit(False)
        tell()
