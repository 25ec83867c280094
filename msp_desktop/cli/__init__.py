"""The command line: the same use cases as the window, for support, scripts and tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code: 0, or 1 with a sentence on standard error."""
    from msp_desktop.cli.parser import make_parser

    options = make_parser().parse_args(arguments)
    try:
        code: int = options.carry_out(options)
    except Problem as problem:
        return _complain(str(problem))
    except NotAValue as complaint:
        return _complain(translate(str(complaint)))
    except OSError as error:
        return _complain(_sentence(error))
    return code


def _sentence(error: OSError) -> str:
    """Say what the system refused; where the folder is missing, that is named and not the file in it."""
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    if isinstance(error, FileNotFoundError) and file is not None and not file.parent.is_dir():
        sentence = translate(
            _("There is no folder {folder}. Make it first, or name another; nothing was written.")
        )
        return sentence.format(folder=file.parent)
    return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
