"""What a digital signature is, in plain words, before one is made."""

from __future__ import annotations

from PySide6.QtCore import Signal

from msp_desktop.i18n import translate
from msp_desktop.ui.shell.printing.panel import Panel
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import push


class SignPanel(Panel):
    """Explains and asks; ``wanted`` is sent when a person wants to sign."""

    wanted = Signal()

    def __init__(self, office: str, person: str, digits: str) -> None:
        super().__init__(translate("Sign digitally"))
        who = translate("It is signed as {person}, {office}.")
        paragraphs = (
            translate(
                "The file is signed with the keys of your office. That proves to whoever has the file "
                "that it comes from this office's computer and that nothing in it was changed since."
            ),
            translate(
                "It is not the electronic signature of a state and does not replace one, nor a "
                "signature by hand. On paper it proves nothing: send the file."
            ),
            who.format(person=isolated(person), office=isolated(office)),
            translate("Others recognise your office by its digits:") + "\n" + isolated(digits),
        )
        for text in paragraphs:
            self.add(plain_label(text))
        self._sign = push(translate("Sign now"), "primary", "lock")
        self._sign.clicked.connect(self.wanted)
        self.end_with(self._sign)

    def begin(self) -> None:
        """Put the keyboard on the decision."""
        self._sign.setFocus()
