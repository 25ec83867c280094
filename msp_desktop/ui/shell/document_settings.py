"""How the documents of the open partnership are written: every office that shares it prints the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.frame import DOCUMENTS
from msp_desktop.i18n import mark as _
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from msp_desktop.ui.shell.desk import Desk


def document_settings(desk: Desk) -> RecordForm:
    """Return a form for the language, digits and second calendar of a partnership's documents."""
    section = replace(DOCUMENTS, title=_("Documents of the open partnership"))
    kind = replace(KINDS["partnership"], sections=(section,))
    surroundings = Surroundings(desk.office.workspace, desk.space_id, lambda _kind: None)
    return RecordForm(kind, surroundings, desk.bus, desk.space_id)
