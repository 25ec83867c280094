"""Make the fonts of window and documents from the font package named in requirements.lock."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import files
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

PACKAGE = "manimgx-fonts"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
SCRIPTS = {
    "NotoSans": ("Latn", "Cyrl", "Grek"),
    "NotoSansArabic": ("Arab",),
    "NotoSansArmenian": ("Armn",),
    "NotoSansBengali": ("Beng",),
    "NotoSansDevanagari": ("Deva",),
    "NotoSansGeorgian": ("Geor",),
    "NotoSansGujarati": ("Gujr",),
    "NotoSansGurmukhi": ("Guru",),
    "NotoSansKannada": ("Knda",),
    "NotoSansKhmer": ("Khmr",),
    "NotoSansLao": ("Laoo",),
    "NotoSansMalayalam": ("Mlym",),
    "NotoSansMyanmar": ("Mymr",),
    "NotoSansOriya": ("Orya",),
    "NotoSansSinhala": ("Sinh",),
    "NotoSansSymbols": ("Zsym",),
    "NotoSansTamil": ("Taml",),
    "NotoSansTelugu": ("Telu",),
    "NotoSansThai": ("Thai",),
}

KEPT = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.SET_OVERLAPS_FLAG
    | hb.SubsetFlags.NO_PRUNE_UNICODE_RANGES
)
COPYRIGHT, FAMILY, STYLE, UNIQUE_NAME, FULL_NAME, POSTSCRIPT_NAME = 0, 1, 2, 3, 4, 6
REGULAR_SELECTED, BOLD_SELECTED, BOLD_STYLE = 1 << 6, 1 << 5, 1 << 0
LICENCE_RULE = "-" * 59


def main() -> None:
    shipped = {Path(file).name: Path(str(file.locate())) for file in files(PACKAGE) or ()}
    TARGET.mkdir(parents=True, exist_ok=True)
    index: list[dict[str, object]] = []
    copyrights: dict[str, None] = {}
    for stem, scripts in SCRIPTS.items():
        source = hb.Face(hb.Blob.from_file_path(str(shipped[f"{stem}[wght].ttf"])))
        for style, weight in WEIGHTS.items():
            font = named(one_weight(source, weight), style)
            file = f"{stem}-{style}.ttf"
            font.save(TARGET / file)
            copyrights[font["name"].getDebugName(COPYRIGHT)] = None
            family = font["name"].getDebugName(FAMILY)
            runs = ranges(font.getBestCmap())
            index.append(
                {"file": file, "family": family, "weight": weight, "scripts": scripts}
                | {"ranges": runs}
            )
    _, *terms = shipped["LICENSE"].read_text(encoding="utf-8").partition(LICENCE_RULE)
    write("OFL.txt", "\n".join((*copyrights, "", "".join(terms))))
    write("fonts.json", json.dumps(index) + "\n")  # last: its presence means that all are there


def one_weight(source: hb.Face, weight: int) -> bytes:
    """Pin a variable font to one weight; keep every character and every layout rule."""
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = KEPT
    wanted.pin_axis_location(source, "wght", weight)
    return bytes(hb.subset(source, wanted).blob.data)


def named(content: bytes, style: str) -> TTFont:
    """Say in the font's own tables which member of its family it is."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    del font["STAT"]  # it describes the axis that is gone
    if style == "Bold":
        for record in font["name"].names:
            if record.nameID in {STYLE, UNIQUE_NAME, FULL_NAME, POSTSCRIPT_NAME}:
                record.string = record.toUnicode().replace("Regular", style)
        font["OS/2"].fsSelection ^= REGULAR_SELECTED | BOLD_SELECTED
        font["head"].macStyle |= BOLD_STYLE
    return font


def ranges(characters: Iterable[int]) -> list[tuple[int, int]]:
    """Sum code points up as the first and the last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for point in sorted(characters):
        if runs and runs[-1][1] == point - 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs


def write(name: str, text: str) -> None:
    (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
