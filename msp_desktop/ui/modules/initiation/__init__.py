"""Module A, Initiation: the designed parts of its pages, by task number."""

from __future__ import annotations

from msp_desktop.ui.forms.part import Parts

PARTS: Parts = {}
