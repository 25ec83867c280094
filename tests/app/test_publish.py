"""Which documents can be made, and what becomes of the finished ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from msp_desktop.app.office import Office
from msp_desktop.app.publish import NothingToPrint, compose, pages, publish, subjects
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.ids import new_id
from msp_desktop.domain.problems import NotFound
from msp_desktop.reports.documents import DOCUMENTS


@pytest.fixture
def met(workspace: Workspace, space: str) -> dict[str, str]:
    """Three meetings, of which one has not taken place."""
    meetings = (
        {"title": "First", "date": "2026-09-01", "state": "approved"},
        {"title": "Second", "date": "2026-10-01"},
        {"title": "Third", "date": "2099-12-01", "state": "planned"},
    )
    return {values["title"]: workspace.add("meeting", space, values) for values in meetings}


def test_meetings_are_offered_newest_first_and_planned_ones_last(
    workspace: Workspace, space: str, met: dict[str, str]
) -> None:
    assert subjects(workspace.records(space), "minutes") == [
        (met["Second"], "Second, 1 October 2026"),
        (met["First"], "First, 1 September 2026"),
        (met["Third"], "Third, 1 December 2099"),
    ]
    assert subjects(workspace.records(space), "agreement") == []


def test_the_latest_meeting_is_printed_unless_another_is_chosen(
    office: Office, space: str, met: dict[str, str]
) -> None:
    assert compose(office, "minutes", space).title == "Second"
    assert compose(office, "minutes", space, met["First"]).title == "First"
    with pytest.raises(NotFound):
        compose(office, "minutes", space, new_id())


@pytest.mark.parametrize(("what", "task"), [("minutes", r"task 7\.1"), ("review", r"task 9\.1")])
def test_nothing_to_print_says_what_to_do(office: Office, space: str, what: str, task: str) -> None:
    with pytest.raises(NothingToPrint, match=task):
        publish(office, what, space)


@pytest.mark.parametrize("what", DOCUMENTS)
def test_every_document_of_a_partnership_can_be_made(
    office: Office, workspace: Workspace, space: str, met: dict[str, str], what: str
) -> None:
    workspace.add("review", space, {"title": "Midterm"})
    workspace.add("agreement_version", space, {"name": "Draft", "text": "== 1  Roles ==\nNone"})
    published = publish(office, what, space)
    assert published.missing == frozenset()
    with pypdfium2.PdfDocument(published.pdf) as opened:
        told = opened.get_metadata_dict()
        assert told["Author"] == "Jumla District Office"
        assert told["Title"] == published.title
        assert len(list(pages(published, 40))) == len(opened)
    assert met


def test_a_document_carries_the_day_on_which_it_is_made(office: Office, space: str) -> None:
    before = date.today()  # noqa: DTZ011 - the day of the place where it is printed
    assert before <= compose(office, "agreement", space).day <= date.today()  # noqa: DTZ011


def test_the_name_of_the_file_is_one_on_every_system(
    office: Office, workspace: Workspace, space: str
) -> None:
    workspace.set_fields("partnership", space, {"number": 'A/B\\C: "7" <ख> ' + "x" * 300})
    name = publish(office, "agreement", space).file_name
    assert not set(name) & set('/\\:*?"<>|')
    assert name.endswith("x-A agreement en.pdf")
    assert len(name) <= 104


def test_the_name_of_the_file_says_which_document_in_which_language(
    office: Office, workspace: Workspace, space: str
) -> None:
    workspace.set_fields("partnership", space, {"number": "KP/IMM/2024/07"})
    names = [
        publish(office, what, space, spoken=spoken).file_name
        for what, spoken in (("agreement", "en"), ("agreement", "ne"), ("actions", "en"))
    ]
    assert names[:2] == ["KP-IMM-2024-07-A agreement en.pdf", "KP-IMM-2024-07-A agreement ne.pdf"]
    assert names[2].endswith(" actions en.pdf")


def test_a_document_is_written_whole_or_not_at_all(
    office: Office, space: str, tmp_path: Path
) -> None:
    published = publish(office, "agreement", space, out=tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == published.pdf
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(OSError, match="taken"):
        publish(office, "agreement", space, out=tmp_path / "taken.pdf")
    assert sorted(path.name for path in tmp_path.glob("*.p*")) == ["a.pdf", "taken.pdf"]
