"""The choice of the language a document speaks."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice
from msp_desktop.domain.guideline import KINDS
from msp_desktop.i18n import document_languages, is_reviewed, translate
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.languages import native_name


def spoken_box() -> ChoiceBox:
    """Return a box of the languages documents can be in, each by its own name and in the window's words."""
    box = ChoiceBox()
    for code in document_languages():
        name = _named(code)
        if not is_reviewed(code):
            name = translate("{language} – not reviewed").format(language=name)
        box.addItem(name, code)
    return box


def _named(code: str) -> str:
    field = KINDS["partnership"].fields["language"]
    assert isinstance(field, Choice)
    own = native_name(code)
    known = next((translate(option.label) for option in field.options if option.key == code), own)
    return own if own == known else f"{own} ({known})"
