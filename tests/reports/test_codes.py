"""Documents say what the codes of targets and indicators mean, in words that are there in their language."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from msp_desktop.domain.fields import GlobalIndicator, Target
from msp_desktop.domain.sdg import Framework
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import Manner, speaking
from msp_desktop.reports.document import Document, Facts, Heading, Note, Signatures, words_of
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.pdf import draw
from tests.reports.conftest import Drafting

ENGLISH = Framework(
    "Valley list", "en", "by hand", "list.csv", "ab12cd34" * 8, "2026-03-01",
    {"6.1": "Taps in every house of the valley", "6.2": "Never asked for"},
)  # fmt: skip
KHMER = replace(ENGLISH, name="បញ្ជី", language="km", wording={"6.1": "ទឹកស្អាតសម្រាប់គ្រប់ផ្ទះ"})
EDITION = "Global indicator framework (A/RES/71/313) as reviewed in 2025 (E/CN.3/2025/6)."
TARGET = Target("target", "Target")


def facts(said: Document) -> list[tuple[str, str]]:
    return [pair for block in said.blocks if isinstance(block, Facts) for pair in block.rows]


def read_back(said: Document) -> str:
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened)


def test_a_code_has_its_short_title_in_english() -> None:
    assert shown(TARGET, "6.1") == "6.1 Safe and affordable drinking water"
    indicator = GlobalIndicator("indicator", "Indicator")
    assert shown(indicator, "17.6.2").startswith("17.6.2 Broadband subscriptions (until 2020")
    assert shown(indicator, "99.9.9") == "99.9.9", "what a newer version knows is not hidden"


@pytest.mark.parametrize("spoken", ["km", "ne", "vi"])
def test_elsewhere_its_goal_stands_for_it(spoken: str) -> None:
    with speaking(spoken):
        words = shown(TARGET, "6.a")
    assert words.startswith("6.a (")
    assert "Cooperation" not in words


def test_a_code_is_not_turned_around_in_urdu() -> None:
    with speaking("ur", Manner(latin_digits=True)):
        assert shown(TARGET, "6.a").startswith("\u200e6.a (ہدف 6: ")


def test_the_edition_stands_before_the_places_to_sign(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    edition = said.blocks.index(Note(EDITION))
    places = next(at for at, one in enumerate(said.blocks) if isinstance(one, Signatures))
    signing = said.blocks.index(Heading(2, "Signatures"))
    assert edition < signing < places
    assert "6.1 Safe and affordable drinking water" in words_of(said.blocks)


def test_without_codes_there_is_nothing_to_explain(drafting: Drafting, issue: Issue) -> None:
    drafting.add("challenge", {"statement": "Wells run dry"})
    for lay_out in (agreement, binder):
        assert EDITION not in words_of(lay_out(drafting.records(), issue).blocks)


def test_the_official_wording_is_printed_with_its_source(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), replace(issue, wordings=(KHMER, ENGLISH)))
    assert ("6.1", "Taps in every house of the valley") in facts(said)
    assert "Never asked for" not in words_of(said.blocks)
    text = " ".join(read_back(said).split())
    assert "Taps in every house of the valley" in text
    assert "Wording: Valley list, by hand (file number ab12cd34)." in text
    assert said.fingerprint != agreement(water.records(), issue).fingerprint


def test_only_a_wording_in_the_language_of_the_document_is_printed(
    water: Drafting, issue: Issue
) -> None:
    with speaking("km"):
        worded = agreement(water.records(), replace(issue, wordings=(ENGLISH, KHMER)))
        not_worded = agreement(water.records(), replace(issue, wordings=(ENGLISH,)))
    assert ("6.1", "ទឹកស្អាតសម្រាប់គ្រប់ផ្ទះ") in facts(worded)
    assert "Taps in every house" not in words_of(not_worded.blocks)
    assert "A/RES/71/313" in words_of(not_worded.blocks)
    assert "ទឹកស្អាតសម្រាប់គ្រប់ផ្ទះ" in read_back(worded)


def test_the_codes_of_a_country_are_explained_too(water: Drafting, issue: Issue) -> None:
    own = replace(ENGLISH, wording={"6.1.n1": "Taps in the dry months"})
    water.add("indicator", {"name": "Dry taps", "national_indicator": "6.1.n1"})
    said = binder(water.records(), replace(issue, wordings=(own,)))
    assert ("6.1.n1", "Taps in the dry months") in facts(said)
