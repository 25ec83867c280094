"""Module C."""

from __future__ import annotations

from msp_desktop.domain.tasks import Module

IMPLEMENTATION = Module("implementation", "C", "Implementation", "", "", ())
