"""A window goes on while a passphrase is tried: that is done in another process."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pyrage
import pytest

from msp_desktop.sync import apart
from msp_desktop.sync.age import Keys, Lock, NeedsPassphrase
from msp_desktop.sync.header import FOR_PASSPHRASE

SECRET = "river stone lamp"


def process(_data: bytes, _secret: str) -> bytes:
    return str(os.getpid()).encode()


def beside_a_window(work: object) -> bytes:
    """Do something as a job does, beside the thread in which a window lives."""
    with ThreadPoolExecutor(1) as jobs:
        return jobs.submit(work).result()  # type: ignore[arg-type]


def test_beside_a_window_it_is_another_process_and_at_a_command_line_this_one() -> None:
    here = process(b"", "")
    assert apart.apart(process, b"", "") == here
    assert beside_a_window(lambda: apart.apart(process, b"", "")) != here
    assert threading.current_thread() is threading.main_thread()


def test_what_is_locked_there_is_opened_there_and_another_passphrase_is_refused() -> None:
    locked = beside_a_window(lambda: Lock(passphrase=SECRET).close(b"what was written"))
    right, wrong = Keys(passphrase=SECRET), Keys(passphrase="river stone lump")
    assert beside_a_window(lambda: right.open(FOR_PASSPHRASE, locked)) == b"what was written"
    with pytest.raises(NeedsPassphrase, match="does not open"):
        beside_a_window(lambda: wrong.open(FOR_PASSPHRASE, locked))


def test_where_no_other_process_can_be_had_it_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(apart, "ProcessPoolExecutor", refuse)
    locked = beside_a_window(lambda: Lock(passphrase=SECRET).close(b"what was written"))
    assert pyrage.passphrase.decrypt(locked, SECRET) == b"what was written"
