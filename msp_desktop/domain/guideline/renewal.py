"""Module E."""

from __future__ import annotations

from msp_desktop.domain.tasks import Module

RENEWAL = Module("renewal", "E", "Renewal", "", "", ())
