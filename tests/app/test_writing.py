"""A sync file is on the stick whole and read back, or nothing of it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.app.exchange import writing
from msp_desktop.app.exchange.writing import NotWritten, write_once

CONTENTS = (b"first" * 100_000, b"second" * 50_000)
ROOM = sum(map(len, CONTENTS))
Inject = Callable[["Faults"], "Faults"]


def silent(_done: int, _all: int) -> None:
    """Watch nothing."""


class Faults:
    """The operating system, failing at one chosen call."""

    CALLS = frozenset({"open", "write", "fsync", "replace", "read", "lstat", "close"})

    def __init__(self, fail_at: int = 0, code: int = errno.EIO) -> None:
        self._fail_at = fail_at
        self._code = code
        self.made: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counting(name, real) if name in self.CALLS else real

    def _counting(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self.made.append(name)
            if len(self.made) == self._fail_at:
                if name == "close":
                    real(*given)
                raise OSError(self._code, os.strerror(self._code))
            return real(*given)

        return call


@pytest.fixture
def inject(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inject]:
    def put_in(faults: Faults) -> Faults:
        monkeypatch.setattr(writing, "os", faults)
        return faults

    yield put_in
    monkeypatch.undo()


def two_files(folder: Path) -> list[Path]:
    return [folder / "file_p1of2.mspsync", folder / "file_p2of2.mspsync"]


def calls_of(folder: Path, inject: Inject) -> int:
    folder.mkdir()
    faults = inject(Faults())
    write_once(two_files(folder), CONTENTS, ROOM, silent)
    return len(faults.made)


def test_every_part_lies_there_whole_and_nothing_else(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sizes = write_once(
        two_files(tmp_path), CONTENTS, ROOM, lambda done, all_: told.append((done, all_))
    )
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == list(CONTENTS)
    assert sizes == [len(one) for one in CONTENTS]
    assert told[-1] == (ROOM, ROOM)
    assert told == sorted(told)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EBUSY])
def test_whatever_call_fails_nothing_is_left_and_the_problem_is_told(
    tmp_path: Path, inject: Inject, code: int
) -> None:
    for at in range(1, calls_of(tmp_path / "sound", inject) + 1):
        folder = tmp_path / str(at)
        folder.mkdir()
        faults = inject(Faults(at, code))
        with pytest.raises(NotWritten, match="Nothing was lost"):
            write_once(two_files(folder), CONTENTS, ROOM, silent)
        assert list(folder.iterdir()) == [], (at, faults.made[-1])


def test_an_older_file_of_the_name_is_never_touched(tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    second.write_bytes(b"from May")
    with pytest.raises(NotWritten, match="is there already"):
        write_once([first, second], CONTENTS, ROOM, silent)
    assert [file.name for file in tmp_path.iterdir()] == [second.name]
    assert second.read_bytes() == b"from May"


def test_what_a_crash_left_behind_does_not_stand_in_the_way(tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    first.with_name(first.name + ".part").write_bytes(b"half a file")
    write_once([first, second], CONTENTS, ROOM, silent)
    assert sorted(tmp_path.iterdir()) == [first, second]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "not enough room"),
        (errno.EROFS, "may only be read"),
        (errno.EACCES, "may only be read"),
        (errno.ENODEV, "Was the stick taken out"),
        (errno.EFBIG, "smaller size for each part"),
        (errno.EBUSY, "Choose another stick"),
    ],
)
def test_the_problem_is_told_in_words_an_officer_understands(
    tmp_path: Path, inject: Inject, code: int, words: str
) -> None:
    inject(Faults(5, code))
    with pytest.raises(NotWritten, match=words):
        write_once(two_files(tmp_path), CONTENTS, ROOM, silent)


def test_room_is_looked_for_before_a_byte_is_written(tmp_path: Path, inject: Inject) -> None:
    faults = inject(Faults())
    with pytest.raises(NotWritten, match="not enough room"):
        write_once(two_files(tmp_path), CONTENTS, 2**62, silent)
    assert "write" not in faults.made


def test_a_stick_that_loses_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = os.replace

    def spoil(part: Path, file: Path) -> None:
        data = bytearray(part.read_bytes())
        data[1000] ^= 1
        part.write_bytes(data)
        sound(part, file)

    monkeypatch.setattr(os, "replace", spoil)
    with pytest.raises(NotWritten, match="reads back differently"):
        write_once(two_files(tmp_path), CONTENTS, ROOM, silent)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_pulled_out_in_the_middle_is_told(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pull_out(done: int, _all: int) -> None:
        if done > len(CONTENTS[0]):
            stick.rename(tmp_path / "elsewhere")

    with pytest.raises(NotWritten, match="Was the stick taken out"):
        write_once(two_files(stick), CONTENTS, ROOM, pull_out)


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stop(Exception):
        """Somebody pressed Stop."""

    def stop(done: int, _all: int) -> None:
        if done > len(CONTENTS[0]):
            raise Stop

    with pytest.raises(Stop):
        write_once(two_files(tmp_path), CONTENTS, ROOM, stop)
    assert list(tmp_path.iterdir()) == []
