"""Sync files: plain changes in and out of signed bytes. Knows no database and no window."""

from msp_desktop.domain.segments import BadFile

__all__ = ["BadFile"]
