"""Every mutant can still be made, and the test that notices it is there and told of in the documents."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.sync.mutants import MUTANTS, ROOT, Mutant

RELIABILITY = (ROOT / "docs" / "reliability.md").read_text("utf-8")
TESTS = {
    function.name
    for file in (ROOT / "tests").rglob("test_*.py")
    for function in ast.walk(ast.parse(file.read_text("utf-8")))
    if isinstance(function, ast.FunctionDef)
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_can_be_made_and_its_killer_is_there(mutant: Mutant) -> None:
    assert mutant.source.read_text("utf-8").count(mutant.right) == 1
    file, _, name = mutant.killer.partition("::")
    assert (Path(__file__).parent / file).is_file()
    assert name in TESTS
    assert f"| {mutant.name} | `{name}` |" in RELIABILITY


def test_every_test_named_in_the_documents_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", RELIABILITY))
    assert named
    assert named <= TESTS
