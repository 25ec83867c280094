"""Make fonts of four more scripts from npm packages: `python3 dev.py fonts` (needs npm).

Dzongkha and Tibetan, Dhivehi, traditional Mongolian, and Urdu in Nastaliq. No Python package has them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from tools.build_fonts import TARGET, WEIGHTS, entry, write

SOURCE = Path(__file__).resolve().parent / "more_fonts"
MORE = TARGET / "more"
FONTS = {
    ("noto-nastaliq-urdu", "arabic", "Aran"): {
        "NotoNastaliqUrdu-Regular": "fecd45d69436d911d79ff10fc39ca7f7022cbe05214bc07f931820b7c7a7d15c",
        "NotoNastaliqUrdu-Bold": "315f55145f2ce0c92aad3117f970153093486dd52db04c1b45ec26df26bb798f",
    },
    ("noto-sans-mongolian", "mongolian", "Mong"): {
        "NotoSansMongolian-Regular": (
            "18f289af1a66bd803ed3242ebd6514c77036d1d112dd7ee2da1bad365e53298f"
        ),
    },
    ("noto-sans-thaana", "thaana", "Thaa"): {
        "NotoSansThaana-Regular": "1802e9a75d0bebed616e28c280ce8ea812a58546d007510dc61c8aaaa0e02b75",
        "NotoSansThaana-Bold": "d5a0962a585bfb260d5f0b1e0c52618b724198426225d9cfa61697d73c16f9e0",
    },
    ("noto-serif-tibetan", "tibetan", "Tibt"): {
        "NotoSerifTibetan-Regular": (
            "1b09177a35aff7471e871f52efad0a0432f57bd72c0cfb0ed06bfef46f349fe8"
        ),
        "NotoSerifTibetan-Bold": "396d7b6792f967c8529e9c810e40d563bdccd9892a3c262055eb94d83e677ade",
    },
}
"""By package, part of it and script: the fonts of the family and the SHA-256 of what the package holds.
"""


def main() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Fonts of more scripts are npm packages: install Node.js, which brings npm.")
    subprocess.run([npm, "install", "--no-package-lock", "--silent"], cwd=SOURCE, check=True)
    MORE.mkdir(parents=True, exist_ok=True)
    index: list[dict[str, object]] = []
    licences: dict[str, None] = {}
    for (package, part, script), fonts in FONTS.items():
        folder = SOURCE / "node_modules" / "@fontsource" / package
        licences[(folder / "LICENSE").read_text(encoding="utf-8")] = None
        for name, expected in fonts.items():
            weight = WEIGHTS[name.rpartition("-")[2]]
            packed = (folder / "files" / f"{package}-{part}-{weight}-normal.woff2").read_bytes()
            if (found := hashlib.sha256(packed).hexdigest()) != expected:
                sys.exit(f"{name} is not the font it should be: its SHA-256 is {found}.")
            font = TTFont(BytesIO(packed), recalcTimestamp=False)
            font.flavor = None
            font.save(MORE / f"{name}.ttf")
            index.append(entry(f"{name}.ttf", font, weight, (script,)))
    write(MORE / "OFL.txt", "\n".join(licences))
    write(MORE / "fonts.json", json.dumps(index) + "\n")  # last: it means that all are there


if __name__ == "__main__":
    main()
