"""What takes seconds and lets nothing else run in its process meanwhile, done in a process of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context


def apart(work: Callable[[bytes, str], bytes], data: bytes, secret: str) -> bytes:
    """Return what ``work`` makes of data with a secret.

    It is done in another process when asked for beside a window, which would stand still else; at a
    command line nobody waits for anything other than that. Where no other process can be had it is
    done here.
    """
    if threading.current_thread() is threading.main_thread():
        return work(data, secret)
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            return pool.submit(work, data, secret).result()
    except (OSError, BrokenProcessPool):
        return work(data, secret)
