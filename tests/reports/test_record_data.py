"""The answers a document shows travel inside it, and no others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from msp_desktop.reports.document import words_of
from msp_desktop.reports.documents import DOCUMENTS
from msp_desktop.reports.layouts.action_list import action_list
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.minutes import minutes

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.document import Document
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def data_of(said: Document) -> dict[str, Any]:
    file = next(file for file in said.data if file.name == "records.json")
    assert file.media_type == "application/json"
    content: dict[str, Any] = json.loads(file.content)
    return content


def answers(data: dict[str, Any], kind: str) -> list[dict[str, str]]:
    return [
        {answer["field"]: answer["words"] for answer in entry["answers"]}
        for entry in data["records"]
        if entry["kind"] == kind
    ]


def test_the_file_says_which_document_and_which_answers(water: Drafting, issue: Issue) -> None:
    said = action_list(water.records(), issue)
    data = data_of(said)
    assert (data["form"], data["version"]) == ("msp-desktop-document-data", 1)
    assert data["document"]["number"] == "J/7-L"
    assert data["document"]["check_code"] == said.fingerprint
    assert data["partnership"]["name"] == "Clean water for Jumla"
    entry = next(one for one in data["records"] if one["kind"] == "action_item")
    meeting = next(one for one in data["records"] if one["kind"] == "meeting")
    assert (entry["name"], entry["task"]) == ("Action point", "7.1")
    assert entry["belongs_to"] == meeting["id"]
    assert entry["answers"][1] == {
        "field": "due",
        "name": "Until",
        "value": "2026-09-20",
        "words": "20 September 2026",
    }


def test_only_what_the_document_shows_is_in_the_file(water: Drafting, issue: Issue) -> None:
    records = water.records()
    second = next(row for row in records.rows("meeting") if row["title"] == "Second")
    data = data_of(minutes(records, second, issue))
    assert [one["title"] for one in answers(data, "meeting")] == ["Second"]
    assert [one["text"] for one in answers(data, "action_item")] == [
        "Order pumps",
        "Ask for a price",
    ], "not what other meetings asked for that is done or still ahead"


def test_contact_persons_stay_out(water: Drafting, issue: Issue) -> None:
    partner = str(water.rows["partner"][0]["id"])
    water.add("contact", {"name": "Maya Rai", "phone": "+977 1", "email": "m@example"}, partner)
    row = water.rows["partner"][0]
    water.rows["partner"][0] = {**row, "phone": "+977 2", "email": "b@example"}
    (file,) = agreement(water.records(), issue).data
    text = file.content.decode()
    assert "Water Board" in text
    for private in ("Maya Rai", "+977", "@example"):
        assert private not in text


def test_the_file_is_the_same_each_time(water: Drafting, issue: Issue) -> None:
    first, second = (agreement(water.records(), issue).data for _time in range(2))
    assert first == second


@pytest.mark.parametrize("what", DOCUMENTS)
def test_every_answer_in_the_file_stands_in_the_document(
    crowded: Records, issue: Issue, what: str
) -> None:
    kind = DOCUMENTS[what]
    row = crowded.rows(kind.about)[0] if kind.about else {}
    said = kind.lay_out(crowded, row, issue)
    assert said.data
    assert data_of(said)["records"]
    words = words_of(said.blocks) + said.title + said.number
    for entry in data_of(said)["records"]:
        for answer in entry["answers"]:
            if answer["field"] in ("name", "text", "description"):
                assert answer["words"][:50] in words
