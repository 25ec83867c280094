"""Every mutant can still be made, and the test that notices it is there and told of in the documents."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from tests.sync.mutants import MUTANTS, ROOT, Mutant

RELIABILITY = (ROOT / "docs" / "reliability.md").read_text("utf-8")
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)


@functools.cache
def defined() -> frozenset[str]:
    """Return the names of all tests."""
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset(name for file in files for name in DEFINED.findall(file.read_text("utf-8")))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_can_be_made_and_its_killer_is_there(mutant: Mutant) -> None:
    assert mutant.source.read_text("utf-8").count(mutant.right) == 1
    file, _, name = mutant.killer.partition("::")
    assert (Path(__file__).parent / file).is_file()
    assert name in defined()
    assert f"| {mutant.name} | `{name}` |" in RELIABILITY


def test_every_test_named_in_the_documents_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", RELIABILITY))
    assert named
    assert named <= defined()
