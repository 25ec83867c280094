"""Languages under their own names."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from msp_desktop.i18n import available_languages
from msp_desktop.ui.widgets.inputs import ChoiceBox


def native_name(code: str) -> str:
    """Return a language's name as its speakers write it."""
    if code == "en":
        return "English"
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def language_box(chosen: str) -> ChoiceBox:
    """Return a box of the languages there are, each under its own name."""
    box = ChoiceBox()
    for code in available_languages():
        box.addItem(native_name(code), code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
