"""How the window looks: tokens for three themes, spacing, type sizes, fonts; the only place with colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from msp_desktop import locations
from msp_desktop.domain.sdg import GOAL_COLOURS
from msp_desktop.i18n import is_right_to_left

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The spacing scale: label to field XS, inside a row S, field to field L, card padding XL."""

LINE_WIDTH = 760
"""The widest a page of text and fields becomes; longer lines are hard to read."""

DEFAULT_SIZE = 10.5
"""The base size of type in points; an officer may set 9 to 16."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme by what they are for; ``*_soft`` are the grounds of messages."""

    canvas: str
    surface: str
    raised: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_soft: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Tokens(
    canvas="#F4F6F9",
    surface="#FFFFFF",
    raised="#FAFBFD",
    border="#D9DEE4",
    border_strong="#7E8792",
    text="#1B232C",
    muted="#56616D",
    disabled="#8E98A3",
    accent="#19486A",
    on_accent="#FFFFFF",
    accent_soft="#DCE7EF",
    focus="#0B86C3",
    ok="#2A7530",
    ok_soft="#E6F4E7",
    warn="#8A5300",
    warn_soft="#FBEFD9",
    bad="#A8261E",
    bad_soft="#FBE7E5",
)
DARK = Tokens(
    canvas="#12171D",
    surface="#1A2129",
    raised="#202832",
    border="#323D49",
    border_strong="#7C8896",
    text="#E6EBF0",
    muted="#A3AEBA",
    disabled="#76818D",
    accent="#7FB8E0",
    on_accent="#0C1A26",
    accent_soft="#24384A",
    focus="#4FC3F7",
    ok="#7CCB83",
    ok_soft="#1E3322",
    warn="#E5B062",
    warn_soft="#3A2E17",
    bad="#F19189",
    bad_soft="#42211F",
)
CONTRAST = Tokens(
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    disabled="#A8A8A8",
    accent="#FFFF00",
    on_accent="#000000",
    accent_soft="#003A5C",
    focus="#00FFFF",
    ok="#5CFF8A",
    ok_soft="#000000",
    warn="#FFD24D",
    warn_soft="#000000",
    bad="#FF9C94",
    bad_soft="#000000",
)

THEMES: Mapping[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_INKS = ("#FFFFFF", "#101418")


def apply(
    app: QApplication,
    theme: str = "light",
    base_size: float = DEFAULT_SIZE,
    language: str = "en",
) -> None:
    """Dress the whole application; windows built before should be built again for their icons.

    Where it is dressed so already nothing is done: every widget there is would be laid out again.
    ``theme`` is a key of `THEMES`, ``base_size`` the officer's size of type in points. The font of
    ``language`` comes first in the family list, because the first family decides how high lines are.
    """
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft
        if is_right_to_left(language)
        else Qt.LayoutDirection.LeftToRight
    )
    wanted = [theme, base_size, language]
    if app.property("dressed") == wanted:
        return
    chosen = THEMES.get(theme, LIGHT)
    app.setProperty("dressed", wanted)
    app.setProperty("theme", theme)
    app.setStyle("Fusion")
    app.setFont(_font(base_size, language))
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_style_sheet(chosen, base_size))


def tokens() -> Tokens:
    """Return the colours in use, for painters."""
    app = QApplication.instance()
    in_use = app.property("theme") if app is not None else ""
    return THEMES.get(in_use, LIGHT)


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is for (``card``, ``primary``, ``muted``, …), so that the style sheet dresses it."""
    widget.setProperty("role", role)
    polish(widget)


def polish(widget: QWidget) -> None:
    """Dress a widget again after one of its properties has changed."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def goal_colour(number: int) -> QColor:
    """Return the colour of a Sustainable Development Goal."""
    return QColor(GOAL_COLOURS[number])


def ink_on(ground: QColor) -> QColor:
    """Return white or near-black, whichever is easier to read on a ground."""
    return max((QColor(ink) for ink in _INKS), key=lambda ink: contrast(ink, ground))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, 1.4.3): 1 for equal, 21 for black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def load_fonts() -> None:
    """Make the program's own fonts known, so that every script shows on every computer. Call it once."""
    for file in sorted((locations.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def size_of(role: str, base_size: float) -> float:
    """Return the size of type of a role (``title``, ``heading``, ``body``, ``caption``) in points."""
    return base_size + {"title": 5.0, "heading": 1.5, "caption": -1.0}.get(role, 0.0)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _font(base_size: float, language: str) -> QFont:
    font = QFont()
    font.setFamilies(_families(language))
    font.setPointSizeF(base_size)
    return font


def _families(language: str) -> list[str]:
    script = {
        QLocale.Script.ArabicScript: "Arabic",
        QLocale.Script.ArmenianScript: "Armenian",
        QLocale.Script.BengaliScript: "Bengali",
        QLocale.Script.DevanagariScript: "Devanagari",
        QLocale.Script.GeorgianScript: "Georgian",
        QLocale.Script.GujaratiScript: "Gujarati",
        QLocale.Script.GurmukhiScript: "Gurmukhi",
        QLocale.Script.KannadaScript: "Kannada",
        QLocale.Script.KhmerScript: "Khmer",
        QLocale.Script.LaoScript: "Lao",
        QLocale.Script.MalayalamScript: "Malayalam",
        QLocale.Script.MyanmarScript: "Myanmar",
        QLocale.Script.OriyaScript: "Oriya",
        QLocale.Script.SinhalaScript: "Sinhala",
        QLocale.Script.TamilScript: "Tamil",
        QLocale.Script.TeluguScript: "Telugu",
        QLocale.Script.ThaiScript: "Thai",
    }.get(QLocale(language).script())
    return [f"Noto Sans {script}", "Noto Sans"] if script else ["Noto Sans"]


def _palette(colours: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for one, colour in {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.raised,
        role.Midlight: colours.border,
        role.Mid: colours.border,
        role.Dark: colours.border_strong,
        role.Shadow: colours.border_strong,
    }.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.disabled))
    return palette


def _style_sheet(colours: Tokens, base_size: float) -> str:
    template = (locations.resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    sizes = {
        role: f"{size_of(role, base_size):g}pt" for role in ("title", "heading", "body", "caption")
    }
    return Template(template).substitute(
        asdict(colours), **{f"{k}_size": v for k, v in sizes.items()}
    )
