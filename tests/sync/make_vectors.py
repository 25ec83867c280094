"""Writes the test vectors of the sync file format: ``python -m tests.sync.make_vectors``.

Keys, identifiers and times are fixed, so that a change of the format shows as a change of these files.
Encrypted files cannot be made the same twice.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import msp_desktop
from msp_desktop.app import exchange
from msp_desktop.app.office import Office, set_up_office
from msp_desktop.db.replica import capture, identity
from tests.sync.annotate import annotated
from tests.sync.vectors import FOLDER, PASSPHRASE, SECRET, SETS, what_the_program_holds
from tests.trusting import befriend

AGE_KEYS = (
    (
        "AGE-SECRET-KEY-1HHW9LCYJZRXN6XTPKC2RJ372SHJ4HFYHYVHASE70EJ9C9800HMTQU7SCRK",
        "age147prju78k4xmgtq4mnu8k8k94gf3npy0tw5g82e2hue0vhad34as3awjhr",
    ),
    (
        "AGE-SECRET-KEY-13PXDULUGCP3CEY4CFHLRS04GV7KCYQTKG7T9VZMDS7JRUR3LJYGSVPCET7",
        "age1ackg6n4e7e77ve4046kfvmk6dl7eh6yt9kp85x9dhr6hga8l2efqyag7lq",
    ),
)
START = 1_788_000_000_000
"""29 August 2026, in milliseconds since 1970."""


@contextmanager
def fixed() -> Iterator[None]:
    """Let everything random and every clock give the same each time."""
    age_keys = itertools.cycle(AGE_KEYS)
    numbers, moments = itertools.count(), itertools.count(START, 60_000)

    def octets(count: int) -> bytes:
        return hashlib.shake_256(f"vector {next(numbers)}".encode()).digest(count)

    def key(*_given: object) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(octets(32))

    with (
        mock.patch.object(os, "urandom", octets),
        mock.patch.object(time, "time_ns", side_effect=(one * 1_000_000 for one in moments)),
        mock.patch.object(capture, "clock", side_effect=moments),
        mock.patch.object(Ed25519PrivateKey, "generate", key),
        mock.patch.object(identity, "_make_age_keys", side_effect=age_keys),
        mock.patch.object(msp_desktop, "__version__", "1.0.0"),
    ):
        yield


def office(folder: Path, name: str) -> Office:
    return set_up_office(folder / name, name=name, place=name, person=f"{name} officer")


def send(sender: Office, file: Path, **chosen: object) -> list[Path]:
    options = exchange.SendOptions(**{"is_open": True, **chosen})  # type: ignore[arg-type]
    file.parent.mkdir(parents=True, exist_ok=True)
    return [Path(one) for one in exchange.send(sender.workspace.database, file, options).files]


def receive(office: Office, *files: Path) -> None:
    exchange.receive(office.workspace.database, files)


def smallest(folder: Path, out: Path) -> None:
    jumla = office(folder, "Jumla")
    jumla.workspace.add_partnership({"name": "Clean water"})
    send(jumla, out / "1.mspsync")
    jumla.close()


def two_offices(folder: Path, out: Path) -> None:
    """Everything merging knows: conflicts, decisions, removals, owners kept, people, restored records."""
    jumla, surkhet = office(folder, "Jumla"), office(folder, "Surkhet")
    befriend(jumla, surkhet)
    here, there = jumla.workspace, surkhet.workspace
    space = here.add_partnership({"name": "स्वच्छ पानी – Clean water"})
    partners = [
        here.add("partner", space, {"name": f"Partner {n}", "influence": n + 1}) for n in range(4)
    ]
    contact = here.add("contact", space, {"name": "Gita", "phone": "1"}, owner_id=partners[0])
    meeting = here.add("meeting", space, {"title": "First"})
    here.set_single("challenge", space, {"statement": "Wells run dry", "place": "North"})
    receive(surkhet, *send(jumla, out / "1.mspsync"))
    here.set_single("challenge", space, {"statement": "Wells run dry in May", "place": "East"})
    there.set_single("challenge", space, {"statement": "Springs run dry", "causes": "Deep pumps"})
    here.set_fields("partner", partners[1], {"influence": 4})
    there.remove("partner", partners[1])
    there.add("agenda_item", space, {"title": "Pumps"}, owner_id=meeting)
    here.remove("meeting", meeting)
    there.set_fields("contact", contact, {"phone": "2", "role": "Nurse"})
    here.set_fields("contact", contact, {"phone": "3"})
    there.remove("partner", partners[2])
    there.undo()
    there.remove("partner", partners[3])
    receive(jumla, *send(surkhet, out / "2.mspsync"))
    conflicts = exchange.conflicts(here.database)
    chosen = next(one for one in conflicts if one.field_key == "phone")
    exchange.resolve(here.database, "Jumla officer", chosen, "2")
    send(jumla, out / "3.mspsync")
    jumla.close()
    surkhet.close()


def in_parts(folder: Path, out: Path) -> None:
    jumla = office(folder, "Jumla")
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    send(jumla, folder / "sealed.mspsync")
    for number in range(3):
        jumla.workspace.add("partner", space, {"name": f"Partner {number}"})
        send(jumla, folder / f"{number}.mspsync")
    send(jumla, out / "all.mspsync", part_size=4_500)
    jumla.close()


def locked(folder: Path, out: Path) -> None:
    jumla, surkhet = office(folder, "Jumla"), office(folder, "Surkhet")
    befriend(jumla, surkhet)
    jumla.workspace.add_partnership({"name": "Clean water"})
    send(jumla, out / "for-surkhet.mspsync", to=(surkhet.id,), is_open=False)
    send(jumla, out / "for-passphrase.mspsync", passphrase=PASSPHRASE, is_open=False)
    with surkhet.workspace.database.reading() as store:
        secret = identity.identity(store.connection).age_secret
    (out / SECRET).write_text(
        json.dumps({"surkhet": secret, "passphrase": PASSPHRASE}, indent=1) + "\n"
    )
    jumla.close()
    surkhet.close()


def refused(good: Path, out: Path) -> None:
    data = good.read_bytes()
    out.mkdir(parents=True)
    for name, at in (
        ("header", 60),
        ("signature", data.index(b"payload_sha256") + 60),
        ("payload", len(data) - 40),
    ):
        spoilt = bytearray(data)
        spoilt[at] ^= 1
        (out / f"changed-{name}.mspsync").write_bytes(spoilt)
    (out / "cut.mspsync").write_bytes(data[:-10])
    (out / "longer.mspsync").write_bytes(data + b"\0")
    (out / "other.mspsync").write_bytes(b"minutes of the meeting")


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary, fixed():
        folder = Path(temporary)
        for make in (smallest, two_offices, in_parts, locked):
            make(folder / make.__name__, FOLDER / make.__name__.replace("_", "-"))
    refused(FOLDER / "smallest" / "1.mspsync", FOLDER / "refused")
    sets = {name: sorted((FOLDER / name).glob("*")) for name in SETS}
    for name, files in {**sets, "last-part": sets["in-parts"][-1:]}.items():
        held = json.dumps(
            what_the_program_holds(files), ensure_ascii=False, indent=1, sort_keys=True
        )
        (FOLDER / f"{name}.json").write_text(held + "\n", encoding="utf-8")
    page = Path(__file__).parents[2] / "docs" / "sync-file-example.md"
    page.write_text(annotated(FOLDER / "smallest" / "1.mspsync"), encoding="utf-8")
    print(*sorted(FOLDER.rglob("*.*")), sep="\n")


if __name__ == "__main__":
    main()
