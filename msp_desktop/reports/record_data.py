"""The answers a document shows, as a file inside it; docs/document-data.md describes its form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msp_desktop.domain.fields import Field, GlobalIndicator, NationalIndicator, Stored, Target
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.sdg import code_in
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import DataFile, Document

FORM = "msp-desktop-document-data"
VERSION = 1
_CODES = (GlobalIndicator, NationalIndicator, Target)


class AnswersShown:
    """Which answers of which records a document shows: nothing else goes into its file."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Stored, Row]] = {}
        self._fields: dict[Stored, set[str]] = {}

    def note(self, kind_key: str, row: Row, *field_keys: str) -> None:
        """Remember that answers of a record are shown; those that are empty are none."""
        filled = {key for key in field_keys if row.get(key) not in (None, "")}
        if filled and row.get("id"):
            self._rows.setdefault(kind_key, {})[row["id"]] = row
            self._fields.setdefault(row["id"], set()).update(filled)

    def codes(self) -> set[str]:
        """Return the codes of targets and indicators among the answers, those of a country too."""
        return {
            code_in(str(row[key]))
            for kind_key, rows in self._rows.items()
            for row_id, row in rows.items()
            for key in self._fields[row_id]
            if isinstance(KINDS[kind_key].fields.get(key), _CODES)
        }

    def entries(self, records: Records) -> Iterator[dict[str, Any]]:
        """Go through the records in the order of the guideline, each with the answers shown."""
        for kind_key, kind in KINDS.items():
            noted = self._rows.get(kind_key, {})
            order = {row["id"]: place for place, row in enumerate(records.rows(kind_key))}
            for row in sorted(noted.values(), key=lambda row: order.get(row["id"], len(order))):
                used = self._fields[row["id"]]
                yield {
                    "kind": kind_key,
                    "name": translate(kind.label),
                    "task": HOME_TASK.get(kind_key),
                    "id": row["id"],
                    "belongs_to": row.get("owner_id"),
                    "answers": [
                        _answer(field, row[field.key], records)
                        for field in kind.fields.values()
                        if field.key in used
                    ],
                }


def data_file(document: Document, answers: AnswersShown, records: Records) -> DataFile:
    """Return the answers that a document shows, as JSON that people can read too."""
    content = {
        "form": FORM,
        "version": VERSION,
        "document": {
            "kind": document.kind,
            "title": document.title,
            "number": document.number,
            "day": document.day.isoformat(),
            "language": document.language,
            "office": document.letterhead.office,
            "check_code": document.fingerprint,
        },
        "partnership": {"id": records.space_id, "name": document.subject},
        "records": list(answers.entries(records)),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return DataFile(
        "records.json",
        "application/json",
        text.encode(),
        translate(_("The answers this document was made from")),
    )


def _answer(field: Field, stored: Stored, records: Records) -> dict[str, Stored]:
    return {
        "field": field.key,
        "name": translate(field.label),
        "value": stored,
        "words": shown(field, stored, records),
    }
