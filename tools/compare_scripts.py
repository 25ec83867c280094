"""Compare the words of the specimen as documents show them with hb-shape's glyphs and hb-view's pictures.

Needs both (Debian: libharfbuzz-bin). For each language it prints how many words were compared, how many
have the same glyphs at the same places, by how much pictures differ in size at most (as a part of the type
size), and the least share of ink that they have in common.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from msp_desktop import locations
from msp_desktop.i18n import is_right_to_left
from msp_desktop.reports.pdf import page_images
from msp_desktop.reports.pdf.embedding import embedded
from msp_desktop.reports.pdf.fonts import Shelf, shelf
from msp_desktop.reports.pdf.shaping import Run, shape

SIZE = 100
"""Size of the letters, in pixels in both pictures."""
MARGIN = 2 * SIZE
PUNCTUATION = ".,;:։。，、।॥។၊။"


def main(packs: list[str]) -> int:
    known = shelf(tuple(map(Path, packs)))
    specimen = tomllib.loads((locations.resources() / "specimen.toml").read_text("utf-8"))
    print("| language | font | words | same glyphs | size apart | ink in common |")
    print("|---|---|---:|---:|---:|---:|")
    for language, said in specimen.items():
        print(compared(language, said["text"], known))
    return 0


def compared(language: str, text: str, known: Shelf) -> str:
    apart, common, count, same, fonts = 0.0, 1.0, 0, 0, set()
    for word in {word.strip(PUNCTUATION) for word in text.split()} - {""}:
        is_right = is_right_to_left(language)
        shaped = shape(word, known.faces("Regular", language), language, from_right=is_right)
        if shaped.missing or len(shaped.runs) != 1:
            continue
        (run,) = shaped.runs
        ours, theirs = drawn(run), viewed(run, word, language, is_right=is_right)
        count += 1
        same += placed(run) == listed(run, word, language, is_right=is_right)
        fonts.add(run.face.path.stem)
        apart = max(
            apart, *(abs(a - b) / SIZE for a, b in zip(ours.size, theirs.size, strict=True))
        )
        common = min(common, in_common(ours, theirs))
    if not count:
        return f"| {language} | none | 0 | | | |"
    font = ", ".join(sorted(fonts))
    return f"| {language} | {font} | {count} | {same} | {apart:.3f} | {common:.3f} |"


def placed(run: Run) -> list[tuple[int, int, int]]:
    """Return the glyphs of a run and where they stand, in units of the font."""
    units = run.face.font.face.upem
    found, at = [], 0.0
    for cluster in run.clusters:
        found += [(glyph, round(at) + x, y) for glyph, x, y in cluster.parts]
        at += cluster.advance * units / 1000
    return found


def listed(run: Run, word: str, language: str, *, is_right: bool) -> list[tuple[int, int, int]]:
    """Return the same as hb-shape tells it."""
    options = given(run, word, language, is_right=is_right)
    command = ["hb-shape", *options, "--no-glyph-names", "--output-format=json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found, at = [], 0
    for glyph in json.loads(printed):
        found.append((glyph["g"], at + glyph["dx"], glyph["dy"]))
        at += glyph["ax"]
    return found


def given(run: Run, word: str, language: str, *, is_right: bool) -> list[str]:
    options = {
        "--font-file": run.face.path,
        "--text": word,
        "--language": language,
        "--direction": "rtl" if is_right else "ltr",
        "--features": "-liga,-clig" if run.face.family == "NotoSans" else "+kern",
    }
    return [f"{name}={value}" for name, value in options.items()]


def drawn(run: Run) -> Image.Image:
    """Return the ink of a run in a document, drawn by pdfium."""
    file = BytesIO()
    width = run.width * SIZE / 1000 + 2 * MARGIN
    canvas = Canvas(file, pagesize=(width, 2 * MARGIN + SIZE))
    font = embedded(canvas, run.face)
    codes, _rest = font.show(run)
    canvas.addLiteral(f"BT 1 0 0 1 {MARGIN} {MARGIN} Tm /{font.name} {SIZE} Tf [{codes}]TJ ET")
    canvas.save()
    page = next(page_images(file.getvalue(), 72))
    size = (page.width, page.height)
    return ink(Image.frombuffer("RGB", size, page.pixels, "raw", "BGR", page.stride, 1))


def viewed(run: Run, word: str, language: str, *, is_right: bool) -> Image.Image:
    """Return the ink of a word as hb-view shows it."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "word.png"
        options = given(run, word, language, is_right=is_right)
        sizes = [f"--font-size={SIZE}", f"--margin={MARGIN}", f"--output-file={picture}"]
        subprocess.run(["hb-view", *options, *sizes, "--output-format=png"], check=True)
        return ink(Image.open(picture).convert("RGB"))


def ink(picture: Image.Image) -> Image.Image:
    """Cut a picture down to what is dark in it."""
    grey = picture.convert("L").point(lambda value: 255 - value)
    return grey.crop(grey.point(lambda value: 255 if value > 100 else 0).getbbox())


def in_common(first: Image.Image, second: Image.Image) -> float:
    """Return the share of ink that both pictures have, at the best of nine places."""
    size = (max(first.width, second.width) + 2, max(first.height, second.height) + 2)
    found = 0.0
    for x in range(3):
        for y in range(3):
            one, other = Image.new("L", size), Image.new("L", size)
            one.paste(first, (1, 1))
            other.paste(second, (x, y))
            both = sum(ImageChops.darker(one, other).tobytes())
            found = max(found, both / max(1, sum(ImageChops.lighter(one, other).tobytes())))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
