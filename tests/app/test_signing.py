"""A signed document proves who signed it and that nothing was changed since; anything else is said."""

from __future__ import annotations

import io
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.generic import NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from msp_desktop.app import signing, trust
from msp_desktop.app.office import Office, open_office
from msp_desktop.app.publish import Published, publish
from msp_desktop.reports.signatures import NoPdf, free_place
from tests.copying import ReadyMade
from tests.trusting import befriend, meet


@pytest.fixture(scope="module")
def documents(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    """An agreement before and after it was signed, by the office that every test has a copy of."""
    home = tmp_path_factory.mktemp("signing") / "home"
    shutil.copytree(office_template, home)
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Clean water for Jumla", "place": "Jumla"})
    published = publish(office, "agreement", space)
    made = [published, signing.sign_document(office, published)]
    office.close()
    return made


@pytest.fixture
def published(documents: list[Published]) -> Published:
    return documents[0]


@pytest.fixture
def signed(documents: list[Published]) -> bytes:
    return documents[1].pdf


@pytest.fixture
def surkhet(tmp_path: Path, ready_made: ReadyMade) -> Iterator[Office]:
    office = ready_made(tmp_path / "surkhet", name="सुर्खेत Office", place="Surkhet", person="Ram")
    yield office
    office.close()


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()
        page = opened[len(opened) - 1]
        page.flatten()  # puts what signatures show into the page, where its text is looked for
        return str(opened[len(opened) - 1].get_textpage().get_text_range())


def groups_from_the_left(pdf: bytes, groups: set[str]) -> list[str]:
    """Return groups of figures of the last page as they stand on the paper."""
    found = {}
    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()
        opened[len(opened) - 1].flatten()
        page = opened[len(opened) - 1].get_textpage()
        for group in groups:
            at, _count = page.search(group).get_next()
            found[page.get_charbox(at)[0]] = group
    return [found[left] for left in sorted(found)]


def length(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


# What a signature says


def test_a_signed_document_is_whole_and_says_who_signed(office: Office, signed: bytes) -> None:
    (found,) = signing.check(signed, office)
    assert found.is_whole
    assert found.is_own
    assert found.sentence.startswith("Signed by Jumla District Office (Sita Rawal, ")
    assert found.sentence.endswith("Nothing was changed since. That is this office.")


def test_not_a_byte_of_the_document_changes(published: Published, signed: bytes) -> None:
    assert signed.startswith(published.pdf)


def test_who_signed_and_the_digits_stand_on_the_last_page(office: Office, signed: bytes) -> None:
    text = text_of(signed)
    assert "Digitally signed" in text
    assert "Jumla District Office, Jumla" in text
    assert "Sita Rawal" in text
    assert trust.own_card(office.workspace.database).card.digits in text


def test_the_digits_stay_in_their_order_where_words_run_from_the_right(
    office: Office, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "translate", lambda words: words.replace("Digits", "ہندسے"))
    digits = trust.own_card(office.workspace.database).card.digits
    pdf = signing.sign(office, published.pdf, "ur").pdf
    assert groups_from_the_left(pdf, set(digits.split())) == digits.split()


def test_a_document_stays_a_pdf_of_the_version_it_was(published: Published, signed: bytes) -> None:
    with (
        pikepdf.open(io.BytesIO(published.pdf)) as before,
        pikepdf.open(io.BytesIO(signed)) as after,
    ):
        assert before.pdf_version == after.pdf_version
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert after.check_pdf_syntax() == []
        assert not any(
            font.get("/BaseFont") == "/Helvetica"
            for font in after.objects
            if "/BaseFont" in str(font)
        )


def test_a_document_that_nobody_signed_says_so(published: Published) -> None:
    assert signing.check(published.pdf) == []
    assert "Nobody signed" in signing.told([])


# Whose signature it is


def test_nobody_takes_an_office_for_the_one_it_says_before_the_digits_were_compared(
    signed: bytes, surkhet: Office, office: Office
) -> None:
    (found,) = signing.check(signed, surkhet)
    assert "Nobody here has compared the digits" in found.sentence
    assert (found.is_sound, found.is_refuted) == (False, False)
    assert trust.own_card(office.workspace.database).card.digits in found.sentence
    befriend(office, surkhet)
    (found,) = signing.check(signed, surkhet)
    assert "compared here" in found.sentence
    assert not found.is_own


def test_without_an_office_the_digits_are_told(office: Office, signed: bytes) -> None:
    (found,) = signing.check(signed)
    assert found.sentence.endswith(trust.own_card(office.workspace.database).card.digits)


def test_after_new_keys_what_was_signed_before_is_still_this_offices(
    office: Office, surkhet: Office, published: Published, signed: bytes
) -> None:
    befriend(office, surkhet)
    trust.rotate(office.workspace.database, "Sita Rawal")
    again = signing.sign_document(office, published).pdf
    meet(surkhet.workspace.database, office.workspace.database)
    old, new = signing.check(signed, office)[0], signing.check(again, office)[0]
    assert old.is_own
    assert new.is_own
    assert old.digits != new.digits
    for pdf in (signed, again):
        assert "compared here" in signing.check(pdf, surkhet)[0].sentence


def test_keys_reported_as_lost_are_not_believed_any_more(
    office: Office, surkhet: Office, signed: bytes
) -> None:
    befriend(office, surkhet)
    (known,) = trust.known_offices(surkhet.workspace.database)
    trust.revoke(surkhet.workspace.database, "Ram", known)
    assert "lost or stolen" in signing.check(signed, surkhet)[0].sentence


# Changes


def test_a_changed_byte_anywhere_is_noticed(signed: bytes, office: Office) -> None:
    with pikepdf.open(io.BytesIO(signed)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        first, second, third, fourth = (int(edge) for edge in field.V.ByteRange)
    covered = [*range(first, first + second), *range(third, third + fourth)]
    places = random.Random(20261126).sample(covered, 40)
    for place in (*places, first + second - 3, third + 3, len(signed) - 2):
        changed = bytearray(signed)
        changed[place] ^= 1
        try:
            found = signing.check(bytes(changed), office)
        except NoPdf:
            continue
        assert not any(one.is_whole for one in found), place


@pytest.mark.parametrize(
    "word", [b"/XRef", b"/ObjStm", b"/Sig", b"startxref", b"/ByteRange", b"%%EOF"]
)
def test_a_changed_letter_of_what_holds_the_file_together_is_noticed(
    signed: bytes, office: Office, word: bytes
) -> None:
    assert word in signed
    for start in (found.start() for found in re.finditer(re.escape(word), signed)):
        for place in range(start, start + len(word)):
            changed = bytearray(signed)
            changed[place] ^= 1
            try:
                seen = signing.check(bytes(changed), office)
            except NoPdf:
                continue
            assert not any(one.is_whole for one in seen), place


def test_nothing_can_be_hidden_behind_a_signature(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as opened:
        _first, second, third, _fourth = map(int, opened.Root.AcroForm.Fields[0].V.ByteRange)
    changed = bytearray(signed)
    assert changed[third - 4 : third - 1] == b"000"
    changed[third - 4 : third - 1] = b"abc"
    (found,) = signing.check(bytes(changed))
    assert not found.is_whole
    assert "changed after" in found.sentence
    changed = bytearray(signed)
    changed[second + 1 : second + 21] = b"00112233445566778899"
    (found,) = signing.check(bytes(changed))
    assert "cannot be read" in found.sentence


def test_other_words_in_a_later_revision_are_noticed(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    forged = writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f"))
    page[NameObject("/Contents")] = forged
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)
    (found,) = signing.check(changed.getvalue())
    assert "changed after" in found.sentence


def test_a_page_turned_around_in_a_later_revision_is_noticed(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[NameObject("/Rotate")] = NumberObject(180)
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)
    assert not signing.check(changed.getvalue())[0].is_whole


def test_what_was_added_behind_the_last_signature_is_told(office: Office, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.add_object(StreamObject(stream_data=b"behind"))
    revised = io.BytesIO()
    writer.write(revised)
    for more in (signed + b"\n", signed + b"% a remark\n", revised.getvalue()):
        (found,) = signing.check(more, office)
        assert "Nothing was changed since" not in found.sentence
        assert not found.is_sound
    (found,) = signing.check(signed + b"% a remark\n", office)
    assert "which no signature covers" in found.sentence
    assert not found.is_refuted
    covered = signing.check(signing.sign(office, signed, "en").pdf, office)
    assert [one.is_sound for one in covered] == [True, True]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a document", bytes(5000)])
def test_what_is_no_pdf_is_refused(data: bytes, office: Office) -> None:
    with pytest.raises(NoPdf):
        signing.check(data)
    with pytest.raises(NoPdf):
        signing.sign(office, data, "en")


# Several signatures


def test_a_second_office_signs_and_the_first_signature_stays_valid(
    office: Office, surkhet: Office, signed: bytes
) -> None:
    befriend(office, surkhet)
    both = signing.sign(surkhet, signed, "en")
    assert both.is_shown
    first, second = signing.check(both.pdf, office)
    assert first.is_own
    assert (second.name, second.is_own) == ("सुर्खेत Office", False)
    assert first.is_whole
    assert second.is_whole
    text = text_of(both.pdf)
    assert text.count("Digitally signed") == 2
    assert "सुर्खेत Office" in text


def test_signatures_do_not_lie_on_each_other(office: Office, signed: bytes) -> None:
    pdf = signed
    for _more in range(3):
        pdf = signing.sign(office, pdf, "en").pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[int(edge) for edge in field.Rect] for field in opened.Root.AcroForm.Fields]
    assert len(boxes) == 4
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1]


# Room on the page


def page_filled_to(bottom: float) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.rect(60, bottom, 475, 780 - bottom, fill=1)
    canvas.save()
    return file.getvalue()


def test_room_is_found_below_what_is_there() -> None:
    place = free_place(page_filled_to(400), 230, 70)
    assert place is not None
    assert 380 <= place.top <= 392
    assert place.top - place.bottom == 70
    mirrored = free_place(page_filled_to(400), 230, 70, from_right=True)
    assert mirrored is not None
    assert mirrored.left > place.left


def test_a_full_page_has_no_room() -> None:
    assert free_place(page_filled_to(120), 230, 70) is None


def test_where_the_last_page_is_full_the_document_gets_another_one(
    office: Office, published: Published
) -> None:
    full = replace(published, pdf=page_filled_to(120))
    assert not signing.sign(office, full.pdf, "en").is_shown
    longer = signing.sign_document(office, full)
    assert longer.is_signed
    assert length(longer.pdf) == length(published.pdf) + 1
    assert "Digitally signed" in text_of(longer.pdf)
    assert signing.check(longer.pdf)[0].is_whole
