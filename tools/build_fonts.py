"""Make the fonts of window and documents from the font packages named in requirements.lock."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import files
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

PACKAGE, EAST_ASIAN_PACKAGE = "manimgx-fonts", "justmytype-intl-cjk"
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

EAST_ASIAN = {
    "NotoSansSC": (("Hans", "Hani"), ("gbk",)),
    "NotoSansTC": (("Hant",), ("big5", "big5hkscs")),
    "NotoSansJP": (("Jpan", "Kana", "Hira"), ("cp932", "shift_jisx0213")),
    "NotoSansKR": (("Kore", "Hang"), ("cp949",)),
}
"""Fonts for documents only, with the characters of the character sets in use; bold is drawn by a stroke."""

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
    build_east_asian(TARGET / "cjk")
    shipped = {Path(file).name: Path(str(file.locate())) for file in files(PACKAGE) or ()}
    index: list[dict[str, object]] = []
    copyrights: dict[str, None] = {}
    for stem, scripts in SCRIPTS.items():
        source = hb.Face(hb.Blob.from_file_path(str(shipped[f"{stem}[wght].ttf"])))
        for style, weight in WEIGHTS.items():
            font = named(one_weight(source, weight), style)
            file = f"{stem}-{style}.ttf"
            font.save(TARGET / file)
            copyrights[font["name"].getDebugName(COPYRIGHT)] = None
            index.append(entry(file, font, weight, scripts))
    _, *terms = shipped["LICENSE"].read_text(encoding="utf-8").partition(LICENCE_RULE)
    write(TARGET / "OFL.txt", "\n".join((*copyrights, "", "".join(terms))))
    write(TARGET / "fonts.json", json.dumps(index) + "\n")  # last: it means that all are there


def build_east_asian(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    shipped = [Path(str(file.locate())) for file in files(EAST_ASIAN_PACKAGE) or ()]
    index: list[dict[str, object]] = []
    licences: dict[str, None] = {}
    for stem, (scripts, codecs) in EAST_ASIAN.items():
        (path,) = (path for path in shipped if path.name == f"{stem}[wght].ttf")
        source = hb.Face(hb.Blob.from_file_path(str(path)))
        points = [point for point in source.unicodes if is_in_use(chr(point), codecs)]
        font = named(one_weight(source, WEIGHTS["Regular"], points), "Regular")
        font.save(target / f"{stem}-Regular.ttf")
        licences[(path.parent / "OFL.txt").read_text(encoding="utf-8")] = None
        index.append(entry(f"{stem}-Regular.ttf", font, WEIGHTS["Regular"], scripts))
    write(target / "OFL.txt", "\n".join(licences))
    write(target / "fonts.json", json.dumps(index) + "\n")


def entry(file: str, font: TTFont, weight: int, scripts: tuple[str, ...]) -> dict[str, object]:
    family = font["name"].getDebugName(FAMILY)
    runs = ranges(font.getBestCmap())
    return {"file": file, "family": family, "weight": weight, "scripts": scripts, "ranges": runs}


def is_in_use(letter: str, codecs: Iterable[str]) -> bool:
    """Say whether one of the character sets has a character; signs that steer others always are."""
    if "\u2000" <= letter <= "\u206f" or "\ufe00" <= letter <= "\ufe0f":
        return True
    for codec in codecs:
        with suppress(UnicodeEncodeError):
            return bool(letter.encode(codec))
    return False


def one_weight(source: hb.Face, weight: int, points: Iterable[int] | None = None) -> bytes:
    """Pin a variable font to one weight; keep every character, or those given, and their layout rules."""
    wanted = hb.SubsetInput()
    if points is None:
        wanted.keep_everything()
    else:
        wanted.unicode_set.update(points)
    wanted.flags = KEPT
    wanted.pin_axis_location(source, "wght", weight)
    return bytes(hb.subset(source, wanted).blob.data)


def named(content: bytes, style: str) -> TTFont:
    """Say in the font's own tables which member of its family it is."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    if "STAT" in font:
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


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
