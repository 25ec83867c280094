"""Opening the window, or the tour where there is no screen."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from msp_desktop.cli import session
from msp_desktop.cli.trying import lead_through
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def open_window(options: Namespace) -> int:
    """Open the window; without a display say so and do the main job in pictures instead."""
    if not has_display():
        folder = Path(f"tour-{datetime.now(UTC):%Y%m%d-%H%M%S}").resolve()
        sentence = _(
            "This computer has no display. The tour goes through the main job instead; see {folder}"
        )
        print(translate(sentence).format(folder=folder))
        return lead_through(folder)
    from msp_desktop.ui.app import run

    return run(session.home_of(options), options.file)


def has_display() -> bool:
    """Say whether a window can be shown here (a chosen Qt platform counts as a display)."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
