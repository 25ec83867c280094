"""Module B."""

from __future__ import annotations

from msp_desktop.domain.tasks import Module

FORMATION = Module("formation", "B", "Formation", "", "", ())
