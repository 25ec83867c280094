"""The folder of attached files: whole or absent, verified on reading, assembled from any chunks."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from msp_desktop.db import arriving
from msp_desktop.db.arriving import Arrivals
from msp_desktop.db.attachments import AttachmentFolder
from msp_desktop.domain.attachments import CHUNK, LARGEST, CannotAttach, Manifest, NotThere

BORDERS = (1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1)


def bytes_of(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def file_with(folder: Path, data: bytes, name: str = "scan.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture
def store(tmp_path: Path) -> AttachmentFolder:
    return AttachmentFolder(tmp_path / "attachments")


def everything(store: AttachmentFolder) -> list[str]:
    return sorted(
        str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("size", BORDERS)
def test_a_file_is_kept_under_its_hash_and_read_back_as_it_was(
    size: int, store: AttachmentFolder, tmp_path: Path
) -> None:
    data = bytes_of(size)
    attached = store.add(file_with(tmp_path, data))
    assert (attached.hash, attached.size, attached.name) == (
        hashlib.sha256(data).hexdigest(),
        size,
        "scan.pdf",
    )
    assert everything(store) == [f"{attached.hash[:2]}/{attached.hash}"]
    assert b"".join(store.read(attached.hash)) == data
    manifest = store.manifest(attached.hash)
    assert [store.chunk(attached.hash, n) for n in range(len(manifest.chunks))] == [
        data[at : at + CHUNK] for at in range(0, size, CHUNK)
    ]


def test_the_same_bytes_under_two_names_are_kept_once(
    store: AttachmentFolder, tmp_path: Path
) -> None:
    one = store.add(file_with(tmp_path, b"same", "one.pdf"))
    other = store.add(file_with(tmp_path, b"same", "other.pdf"))
    assert one.hash == other.hash
    assert len(everything(store)) == 1


def test_an_empty_file_a_folder_and_one_that_is_not_there_are_refused_in_words(
    store: AttachmentFolder, tmp_path: Path
) -> None:
    for path, words in (
        (file_with(tmp_path, b"", "empty.pdf"), "is empty"),
        (tmp_path, "not a file"),
        (tmp_path / "gone.pdf", "not a file"),
    ):
        with pytest.raises(CannotAttach, match=words):
            store.add(path)
    assert not store.folder.exists()


def test_a_file_over_the_limit_is_refused(store: AttachmentFolder, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(CannotAttach, match="larger than 200 MB"):
        store.add(path)
    assert not store.folder.exists()


def test_stopping_leaves_nothing_behind(store: AttachmentFolder, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, _all: int) -> None:
        if done > CHUNK:
            raise StoppedError

    with pytest.raises(StoppedError):
        store.add(file_with(tmp_path, bytes_of(3 * CHUNK)), stop)
    assert everything(store) == []


def test_a_full_disk_leaves_nothing_behind_and_is_told_in_words(
    store: AttachmentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = file_with(tmp_path, b"words")

    def full(*_of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("msp_desktop.db.attachments.make_durable", full)
    with pytest.raises(CannotAttach, match="disk is full"):
        store.add(source)
    assert everything(store) == []


def test_changed_bytes_are_never_handed_on_and_count_as_missing(
    store: AttachmentFolder, tmp_path: Path
) -> None:
    attached = store.add(file_with(tmp_path, bytes_of(CHUNK + 5)))
    place = store.folder / attached.hash[:2] / attached.hash
    data = bytearray(place.read_bytes())
    data[-1] ^= 1
    place.write_bytes(data)
    target = tmp_path / "copy.pdf"
    with pytest.raises(NotThere, match="is damaged on this computer"):
        store.copy_out(attached, target)
    assert not target.exists()
    assert not list(tmp_path.glob("*.part"))
    assert not store.has(attached.hash)
    with pytest.raises(NotThere, match="not on this computer yet"):
        store.copy_out(attached, target)


def test_a_copy_replaces_an_older_one_only_when_it_is_whole(
    store: AttachmentFolder, tmp_path: Path
) -> None:
    attached = store.add(file_with(tmp_path, b"new"))
    target = file_with(tmp_path, b"old", "copy.pdf")
    store.copy_out(attached, target)
    assert target.read_bytes() == b"new"


KILLED = """
import sys
from pathlib import Path
from msp_desktop.db.attachments import AttachmentFolder
print("ready", flush=True)
AttachmentFolder(Path(sys.argv[1])).add(Path(sys.argv[2]))
print("done", flush=True)
"""


def test_killed_at_any_moment_while_adding_the_folder_holds_the_whole_file_or_none(
    store: AttachmentFolder, tmp_path: Path
) -> None:
    source = file_with(tmp_path, bytes_of(24 * CHUNK))
    hash_ = hashlib.sha256(source.read_bytes()).hexdigest()
    chance = random.Random(3)
    for _again in range(8):
        command = [sys.executable, "-c", KILLED, str(store.folder), str(source)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.08))
            os.kill(process.pid, signal.SIGKILL)
        if store.has(hash_):
            store.verify(hash_)
            shutil.rmtree(store.folder)
    store.sweep()
    assert not list(store.folder.glob("*.part"))
    store.add(source)
    store.verify(hash_)


# Assembling


def cut(data: bytes) -> tuple[Manifest, list[bytes]]:
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    names = tuple(hashlib.sha256(chunk).digest() for chunk in chunks)
    return Manifest(hashlib.sha256(data).digest(), len(data), names), chunks


@pytest.mark.parametrize("size", BORDERS)
def test_a_file_in_one_piece_arrives_whole(size: int, store: AttachmentFolder) -> None:
    data = bytes_of(size)
    manifest, chunks = cut(data)
    assert Arrivals(store).take([manifest], chunks) == [manifest.hash.hex()]
    assert b"".join(store.read(manifest.hash.hex())) == data
    assert everything(store) == [f"{manifest.hash.hex()[:2]}/{manifest.hash.hex()}"]
    assert Arrivals(store).take([manifest], chunks) == [], "what is here is not taken again"


FILES = [
    cut(bytes_of(size, seed)) for seed, size in enumerate((1, CHUNK, CHUNK + 1, 3 * CHUNK - 1))
]
PIECES = [(manifest, chunk) for manifest, chunks in FILES for chunk in chunks]


@settings(max_examples=40, deadline=None)
@given(
    some.lists(some.lists(some.integers(0, len(PIECES) - 1), max_size=6), max_size=8),
    some.randoms(use_true_random=False),
)
def test_chunks_in_any_order_with_duplicates_and_loss_make_whole_files_or_none(
    deliveries: list[list[int]], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = AttachmentFolder(Path(folder))
        arrived: set[bytes] = set()
        for delivery in deliveries:
            pieces = [PIECES[at] for at in delivery]
            chance.shuffle(pieces)
            Arrivals(store).take([manifest for manifest, _ in pieces], [data for _, data in pieces])
            arrived |= {data for _, data in pieces}
        for manifest, chunks in FILES:
            assert store.has(manifest.hash.hex()) == (set(chunks) <= arrived)
        for hash_ in store.all_hashes():
            store.verify(hash_)
        for manifest, chunks in FILES:  # what is sent again in the end completes everything
            Arrivals(store).take([manifest], chunks)
            assert b"".join(store.read(manifest.hash.hex())) == b"".join(chunks)
        assert not list((store.folder / "arriving").iterdir()), "nothing is left over"


def test_a_torn_chunk_is_taken_again(store: AttachmentFolder) -> None:
    manifest, chunks = cut(bytes_of(2 * CHUNK))
    Arrivals(store).take([manifest], chunks[:1])
    (torn,) = (store.folder / "arriving").glob("*.chunk")
    torn.write_bytes(b"half")
    assert Arrivals(store).take([manifest], chunks) == [manifest.hash.hex()]
    store.verify(manifest.hash.hex())


def test_a_torn_chunk_makes_no_file(store: AttachmentFolder) -> None:
    manifest, chunks = cut(bytes_of(2 * CHUNK))
    Arrivals(store).take([manifest], chunks[:1])
    (torn,) = (store.folder / "arriving").glob("*.chunk")
    torn.write_bytes(bytes(CHUNK))
    assert Arrivals(store).take([manifest], chunks[1:]) == []
    assert store.all_hashes() == []
    assert Arrivals(store).take([manifest], chunks) == [manifest.hash.hex()]


def test_a_torn_chunk_leaves_the_others_where_they_are(store: AttachmentFolder) -> None:
    manifest, chunks = cut(bytes_of(3 * CHUNK))
    Arrivals(store).take([manifest], chunks[:2])
    torn = store.folder / "arriving" / f"{manifest.chunks[0].hex()}.chunk"
    torn.write_bytes(bytes(CHUNK))
    assert Arrivals(store).take([manifest], chunks[2:]) == []
    assert Arrivals(store).take([manifest], chunks[:1]) == [manifest.hash.hex()]
    store.verify(manifest.hash.hex())


def test_of_unfinished_files_the_newest_are_kept_within_bounds(
    store: AttachmentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MOST_KEPT", 3 * CHUNK)
    begun = [cut(bytes_of(2 * CHUNK, seed)) for seed in range(1, 6)]
    for manifest, chunks in begun:
        assert Arrivals(store).take([manifest], chunks[:1]) == []
    kept = {path.stem for path in (store.folder / "arriving").glob("*.chunk")}
    assert kept == {manifest.chunks[0].hex() for manifest, _chunks in begun[-3:]}
    newest, oldest = begun[-1], begun[0]
    assert Arrivals(store).take([newest[0]], newest[1][1:]) == [newest[0].hash.hex()]
    assert Arrivals(store).take([oldest[0]], oldest[1]) == [oldest[0].hash.hex()]


def test_no_more_unfinished_files_are_begun_than_there_is_room_for(
    store: AttachmentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MOST_BEGUN", 2)
    Arrivals(store).take([cut(bytes_of(10, seed))[0] for seed in range(1, 6)], [])
    assert len(list((store.folder / "arriving").iterdir())) == 2


DATA = bytes_of(CHUNK + 7, 9)
TRUE, TRUE_CHUNKS = cut(DATA)

HOSTILE = {
    "wrong hash": Manifest(bytes(32), TRUE.size, TRUE.chunks),
    "size one too small": Manifest(TRUE.hash, TRUE.size - 1, TRUE.chunks),
    "size one too large": Manifest(TRUE.hash, TRUE.size + 1, TRUE.chunks),
    "no bytes": Manifest(hashlib.sha256(b"").digest(), 0, ()),
    "no bytes but a chunk": Manifest(TRUE.hash, 0, TRUE.chunks[:1]),
    "too few chunks": Manifest(TRUE.hash, TRUE.size, TRUE.chunks[:1]),
    "too many chunks": Manifest(TRUE.hash, TRUE.size, (*TRUE.chunks, *TRUE.chunks)),
    "the same chunk twice": Manifest(TRUE.hash, TRUE.size, (TRUE.chunks[0], TRUE.chunks[0])),
    "chunks exchanged": Manifest(TRUE.hash, TRUE.size, TRUE.chunks[::-1]),
    "larger than allowed": Manifest(TRUE.hash, LARGEST + 1, TRUE.chunks * 101),
}


@pytest.mark.parametrize("manifest", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_lying_manifest_makes_no_file_and_does_not_hinder_the_true_one(
    manifest: Manifest, store: AttachmentFolder
) -> None:
    assert Arrivals(store).take([manifest], TRUE_CHUNKS) == []
    assert store.all_hashes() == []
    assert Arrivals(store).take([manifest, TRUE], TRUE_CHUNKS) == [TRUE.hash.hex()]
    assert b"".join(store.read(TRUE.hash.hex())) == DATA


def test_chunks_nobody_spoke_of_are_passed_over(store: AttachmentFolder) -> None:
    assert Arrivals(store).take([], TRUE_CHUNKS) == []
    other, _ = cut(b"other")
    assert Arrivals(store).take([other], [b"junk" * 1000]) == []
    assert [path.suffix for path in (store.folder / "arriving").iterdir()] == [".manifest"]
