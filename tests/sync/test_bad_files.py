"""Files that are damaged, forged, from the future, or made to fill the memory: refused with a sentence."""

from __future__ import annotations

import os
from collections import Counter

import cbor2
import psutil
import pytest
import zstandard

from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import cbor, envelope, limits
from tests.sync import damage, file_parts, forgery, fuzz
from tests.sync.file_parts import Frame, Sample
from tests.sync.world import Office, exchange

ADA = "1" * 32
DAMAGED = 3000


@pytest.fixture
def sample(jumla: Office) -> Sample:
    """A small sync file."""
    jumla.add("person", ADA, name="Ada")
    identity = jumla.identity
    return Sample(jumla.send(), {identity.origin.key: identity.secret})


def with_frames(sample: Sample, *frames: Frame) -> bytes:
    """The file with more frames before its last one, signed again."""
    header, payload = file_parts.parts(sample.data)
    there = list(file_parts.frames(payload))
    end = there.pop()._replace(data=cbor2.dumps(len(there) + len(frames)))
    payload = file_parts.joined([*there, *frames, end])
    return file_parts.signed(cbor2.loads(header), payload, file_parts.sender(sample))


def with_header(sample: Sample, **fields: object) -> bytes:
    """The file with other fields in its header, signed again."""
    header, payload = file_parts.parts(sample.data)
    return file_parts.signed({**cbor2.loads(header), **fields}, payload, file_parts.sender(sample))


def test_thousands_of_damaged_and_forged_files_are_refused_or_harmless() -> None:
    happened: Counter[str] = Counter()
    for seed, what, failure in fuzz.run(range(DAMAGED)):
        assert not failure, f"seed {seed}\n{failure}"
        happened += what
    assert {f"{how.__name__} refused" for how in (*damage.DAMAGE, *forgery.FORGERY)} <= set(
        happened
    )
    assert happened["forge_segment taken in"]


def test_what_waited_and_proves_impossible_leaves_no_word_behind(
    jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    first = jumla.send()
    jumla.put("person", ADA, name="Ada Rai")
    sample = Sample(jumla.send(without=lambda at: at == 0), {})
    header, payload = file_parts.parts(sample.data)
    there = list(file_parts.frames(payload))
    (at,) = (at for at, one in enumerate(there) if one.kind == envelope.SEGMENT)
    forged = file_parts.resealed(there[at].data, jumla.identity.secret, make_impossible)
    there[at] = there[at]._replace(data=forged)
    surkhet.receive(
        file_parts.signed(cbor2.loads(header), file_parts.joined(there), jumla.identity.secret)
    )
    assert surkhet.waiting() == 1
    report = surkhet.receive(first)
    assert (report.applied, report.released, surkhet.waiting()) == (1, 0, 1)
    assert surkhet.raw.execute("SELECT 1 FROM sync_kind WHERE key = 'never met'").fetchall() == []
    surkhet.add("person", "4" * 32, name="written afterwards")
    assert surkhet.is_sound()


def make_impossible(body: file_parts.Tree) -> None:
    """Let a segment change what nobody may change, of a kind nobody has met."""
    body[1] = ["never met"]
    body[4] = [[0, ["id"]]]


# From the future


def test_a_part_that_is_not_critical_is_kept_for_a_newer_version(
    sample: Sample, surkhet: Office
) -> None:
    file = with_frames(sample, Frame(200, 0, b"from the future"))
    surkhet.receive(file)
    assert surkhet.read("person", ADA)["name"] == "Ada"
    kept = surkhet.raw.execute("SELECT kind, data FROM sync_kept_frame").fetchall()
    assert kept == [(200, b"from the future")]


def test_a_critical_part_of_a_newer_version_is_refused_with_a_sentence(
    sample: Sample, surkhet: Office
) -> None:
    before = surkhet.everything()
    with pytest.raises(BadFile, match="newer version"):
        surkhet.receive(with_frames(sample, Frame(200, 1, b"from the future")))
    assert surkhet.everything() == before


@pytest.mark.parametrize("fields", [{"min_reader": 99, "format": 99}, {"encryption": "rot13"}])
def test_a_newer_format_is_refused_with_a_sentence(
    sample: Sample, fields: dict[str, object]
) -> None:
    with pytest.raises(BadFile, match="newer version"):
        envelope.read(with_header(sample, **fields))


def test_a_newer_minor_format_with_more_in_its_header_is_read(
    sample: Sample, surkhet: Office
) -> None:
    surkhet.receive(with_header(sample, format=2, mood="sunny"))
    assert surkhet.read("person", ADA)["name"] == "Ada"


# Bombs


def packed_size(size: int) -> bytes:
    """A packed value that becomes ``size`` bytes of zeros."""
    return zstandard.ZstdCompressor().compress(bytes(size))


BOMBS = {
    "zeros beyond the limit": packed_size(limits.UNPACKED + 1),
    "no size given": zstandard.ZstdCompressor(write_content_size=False).compress(bytes(2**24)),
    "a size that is a lie": b"\x28\xb5\x2f\xfd\x60\x00\x00" + packed_size(2**20)[5:],
    "lists in lists": zstandard.ZstdCompressor().compress(b"\x81" * 500_000 + b"\x80"),
    "two thousand million entries": zstandard.ZstdCompressor().compress(b"\x9a\x7f\xff\xff\xff"),
    "a map of as many": zstandard.ZstdCompressor().compress(b"\xba\x7f\xff\xff\xff"),
    "text of as many bytes": zstandard.ZstdCompressor().compress(b"\x7a\x7f\xff\xff\xff"),
    "without an end": zstandard.ZstdCompressor().compress(b"\x9f" + b"\x01" * 1000),
    "a huge number": zstandard.ZstdCompressor().compress(
        b"\xc2\x5a\x00\x10\x00\x00" + bytes(2**20)
    ),
    "half a character": zstandard.ZstdCompressor().compress(b"\x63\xed\xa0\x80"),
    "nothing": b"",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_fill_the_memory_is_refused_before_it_does(bomb: str) -> None:
    process = psutil.Process(os.getpid())
    before = process.memory_info().rss
    with pytest.raises(BadFile):
        cbor.unpack(BOMBS[bomb])
    assert process.memory_info().rss - before < 150 * 2**20


@pytest.mark.parametrize("kind", [envelope.VECTOR, envelope.SEGMENT, envelope.WAITING])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_a_signed_file_is_refused(sample: Sample, kind: int, bomb: str) -> None:
    data = BOMBS[bomb] if kind == envelope.VECTOR else bytes(64) + BOMBS[bomb]
    with pytest.raises(BadFile):
        envelope.read(with_frames(sample, Frame(kind, 1, data)))


def test_a_file_is_refused_by_its_size_alone() -> None:
    with pytest.raises(BadFile, match="larger than"):
        envelope.check_size(limits.FILE + 1)


# Text as people type it


@pytest.mark.parametrize(
    "text",
    [
        "a\u0301 is not \u00e1",
        "nul \x00 inside",
        "\u202ebackwards\u202c",
        "\ufeffmark",
        "\U0001f600" * 1000,
        "'; DROP TABLE person; --",
        "line\r\nline\u2028line",
        "नेपाली ދިވެހި ខ្មែរ",
    ],
)
def test_text_arrives_as_it_was_typed_and_is_never_normalised(
    jumla: Office, surkhet: Office, text: str
) -> None:
    jumla.add("person", ADA, name=text)
    exchange(jumla, surkhet)
    assert surkhet.read("person", ADA)["name"] == text
    surkhet.put("person", ADA, name=text + "!")
    exchange(jumla, surkhet)
    assert jumla.read("person", ADA)["name"] == text + "!"


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, -(2**63)])
def test_whole_numbers_arrive_as_they_are(jumla: Office, surkhet: Office, number: int) -> None:
    jumla.add("person", ADA, n=number)
    exchange(jumla, surkhet)
    assert surkhet.read("person", ADA)["n"] == number
