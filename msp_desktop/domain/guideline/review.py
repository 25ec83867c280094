"""Module D."""

from __future__ import annotations

from msp_desktop.domain.tasks import Module

REVIEW = Module("review", "D", "Review", "", "", ())
