"""Writing a document for Word: the only package that knows python-docx, imported only when needed."""

from __future__ import annotations

from msp_desktop.reports.word.writing import write

__all__ = ["write"]
