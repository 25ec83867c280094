"""What went wrong, in a sentence for the officer: what happened, what was kept, what to do next."""

from __future__ import annotations

from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class Problem(Exception):
    """Something the officer can understand and act on; ``str()`` gives the sentence, translated.

    ``sentence`` is marked for translation and has named gaps, which ``words`` fill.
    """

    def __init__(self, sentence: str, **words: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.words = words

    def __str__(self) -> str:
        return translate(self.sentence).format(**self.words)


class NoOfficeYet(Problem):
    """Raised when a folder holds no office database yet."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            _(
                "There is no office in {folder} yet. Set it up first (office name, place, your name)."
            ),
            folder=folder,
        )


class FileIsNewer(Problem):
    """Raised when a database was written by a newer version of the program."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} was written by a newer version of this program. Nothing was changed. "
                "Install the newer version on this computer, then open it again."
            ),
            file=file,
        )


class FileIsOpenElsewhere(Problem):
    """Raised when another window or command works with the same office."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            _(
                "The office in {folder} is open in another window or command. "
                "Close that one first; nothing was changed."
            ),
            folder=folder,
        )


class FileIsDamaged(Problem):
    """Raised when a database or backup cannot be trusted."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} is damaged or is not a database of this program. It was left as it is. "
                "Restore the newest backup from the folder “backups”."
            ),
            file=file,
        )


class Refused(Problem):
    """Raised when something would change what may only be read by now: sealed minutes, locked figures."""


class NotFound(Problem):
    """Raised when something asked for by name or number is not there."""

    def __init__(self, what: str) -> None:
        super().__init__(_("Not found: {what}. Nothing was changed."), what=what)


class OfficeIsBusy(Problem):
    """Raised when something long is being written just now: a large file, or a large step taken back."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Much is being written just now: a large file that is taken in, or a large step that is "
                "taken back. What you typed stays where it is and is saved "
                "as soon as that is done; do other things again then."
            )
        )


class DiskIsFull(Problem):
    """Raised when there is no room for what was to be written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no room left on the disk of this computer. Nothing was changed; everything "
                "saved so far is kept. Free some room (empty the bin, move pictures away), then try again."
            )
        )
