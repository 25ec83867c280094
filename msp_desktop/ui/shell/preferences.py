"""How this computer's window looks and where it was left: known before the database is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from msp_desktop.i18n import BASE_LANGUAGE
from msp_desktop.ui import theme

SMALLEST_TEXT, LARGEST_TEXT = 9.0, 16.0


class Preferences:
    """Look, language and last place of the window, in a small file beside the database.

    Nothing of a partnership lies here; losing the file costs a person one visit to the settings.
    """

    def __init__(self, home: Path) -> None:
        self._settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """Language of the window."""
        return self._text("language", BASE_LANGUAGE)

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def theme(self) -> str:
        """Key of the colours: light, dark or contrast."""
        return self._text("theme", "light")

    @theme.setter
    def theme(self, key: str) -> None:
        self._settings.setValue("theme", key)

    @property
    def text_size(self) -> float:
        """Size of the text in points, between `SMALLEST_TEXT` and `LARGEST_TEXT`."""
        try:
            size = float(self._text("text_size", str(theme.DEFAULT_SIZE)))
        except ValueError:
            return theme.DEFAULT_SIZE
        return min(max(size, SMALLEST_TEXT), LARGEST_TEXT)

    @text_size.setter
    def text_size(self, points: float) -> None:
        self._settings.setValue("text_size", str(points))

    @property
    def shows_guidance(self) -> bool:
        """Whether the guidance stands beside the page where there is room for it."""
        return self._text("guidance", "yes") != "no"

    @shows_guidance.setter
    def shows_guidance(self, shown: bool) -> None:
        self._settings.setValue("guidance", "yes" if shown else "no")

    @property
    def partnership(self) -> str:
        """Identifier of the partnership that was open last."""
        return self._text("partnership", "")

    @partnership.setter
    def partnership(self, space_id: str) -> None:
        self._settings.setValue("partnership", space_id)

    @property
    def folder(self) -> str:
        """The folder in which a file was saved or opened last."""
        return self._text("folder", "")

    @folder.setter
    def folder(self, path: str) -> None:
        self._settings.setValue("folder", path)

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window."""
        kept = self._settings.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def task_of(self, space_id: str) -> str:
        """Return the place a person left last in a partnership: a task number or nothing."""
        return self._text(f"task/{space_id}", "")

    def keep_task_of(self, space_id: str, task_key: str) -> None:
        """Remember where a person was in a partnership."""
        self._settings.setValue(f"task/{space_id}", task_key)

    def kept(self, name: str) -> str:
        """Return what was chosen last time somewhere in the window, by a name for it; empty at first."""
        return self._text(name, "")

    def keep(self, name: str, value: str) -> None:
        """Remember what was chosen."""
        self._settings.setValue(name, value)

    def write(self) -> None:
        """Put everything on the disk now."""
        self._settings.sync()

    def _text(self, key: str, default: str) -> str:
        return str(self._settings.value(key, default) or default)
