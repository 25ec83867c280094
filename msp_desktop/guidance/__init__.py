"""Finds and reads the guidance text of a task, in the language in use or else in English."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msp_desktop import locations
from msp_desktop.i18n import BASE_LANGUAGE


def guidance_file(module_key: str, task_key: str, language: str = BASE_LANGUAGE) -> Path:
    """Return where a guidance text lies, whether or not it is there."""
    return locations.resources() / "guidance" / language / module_key / f"{task_key}.md"


@lru_cache(maxsize=64)
def guidance_text(module_key: str, task_key: str, language: str = BASE_LANGUAGE) -> str:
    """Return the guidance on a task as Markdown; empty when nobody has written it in any language."""
    for code in (language, BASE_LANGUAGE):
        file = guidance_file(module_key, task_key, code)
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""
