"""What commands need that tests need not make each time."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest

from msp_desktop.cli import parser


@pytest.fixture(scope="package", autouse=True)
def _one_parser() -> Iterator[None]:
    """The parser is made once, as it is for a person who gives one command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "make_parser", functools.cache(parser.make_parser))
        yield
