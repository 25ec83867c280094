"""The steps by which two offices come to hold the same, as people take them."""

from __future__ import annotations

from pathlib import Path

from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.tour.guide import Guide


class Swapper(Guide):
    """An office that hands over its card, sends, receives and decides."""

    def send(self, folder: Path) -> Path:
        """Write a sync file into a folder, through the page, and return it."""
        from msp_desktop.ui.exchange.send_page import SendPage

        before = set(folder.glob("*"))
        self.window.go_to_page("send")
        self.settle()
        (page,) = self.window.findChildren(SendPage)
        page.choose_folder(folder)
        self.picture("send", _("Sending: to whom, what, and onto which stick"))
        self.press(translate(_("Write the file")))
        self.wait(lambda: set(folder.glob("*.mspsync")) > before, "the sync file is written")
        self.wait(lambda: bool(page.message.text), "the file was read back")
        self.picture("sent", _("The stick may go only after the file was read back"))
        (file,) = set(folder.glob("*.mspsync")) - before
        return file

    def save_card(self, file: Path) -> Path:
        """Save the card of this office, through the page, and return its file."""
        from msp_desktop.ui.exchange.offices_page import OfficesPage

        self.window.go_to_page("offices")
        self.wait(lambda: self.shows_button(translate(_("Save card…"))), "the card is shown")
        self.picture("own-card", _("The card of the office: others know it by these digits"))
        (page,) = self.window.findChildren(OfficesPage)
        page.save_card(file)
        self.wait(lambda: bool(page.message.text), "the card is saved")
        return file

    def trust(self, card: Path) -> None:
        """Add the office whose card was handed over, and confirm its digits, through the page."""
        from msp_desktop.ui.exchange.offices_page import OfficesPage

        self.window.go_to_page("offices")
        compare = translate(_("Compare digits"))
        self.wait(lambda: self.shows_button(translate(_("Save card…"))), "the card is shown")
        (page,) = self.window.findChildren(OfficesPage)
        page.add_card(card)
        self.wait(lambda: self.shows_button(compare), "the other office is listed")
        self.press(compare)
        self.picture("comparing", _("Both numbers are compared by telephone, once"))
        self.press(translate(_("We compared all six groups. They are the same.")))
        self.press(translate(_("Confirm")))
        self.wait(lambda: not self.shows_button(compare), "the office is trusted")
        self.picture("trusted", _("From now on its files are taken in"))

    def receive(self, file: Path) -> None:
        """Look into a sync file, then take it in, through the page."""
        from msp_desktop.ui.exchange.receive_page import ReceivePage

        self.window.go_to_page("receive")
        self.settle()
        (page,) = self.window.findChildren(ReceivePage)
        page.look_into([file])
        take_in = translate(_("Take in"))
        self.wait(lambda: self.shows_button(take_in), "the preview of the file")
        self.picture(
            "receive-preview", _("Receiving: first what is in the file, nothing is changed")
        )
        self.press(take_in)
        self.wait(lambda: bool(page.message.text), "the file is taken in")
        self.picture("received", _("The report says what came in; it can be printed or taken back"))

    def decide(self) -> None:
        """Look at the answers that differ and keep one of them."""
        self.window.go_to_page("conflicts")
        keep = f"1  {translate(_('Keep this'))}"
        self.wait(lambda: self.shows_button(keep), "the answers are shown side by side")
        self.picture("conflicts", _("Both answers, side by side, and what they began from"))
        self.press(keep)
        self.wait(lambda: not self.shows_button(keep), "the answer is decided")
        self.picture(
            "decided", _("Decided; the choice goes to the other office with the next file")
        )

    def digest(self) -> str:
        """Return the number that stands for everything this office holds."""
        from msp_desktop.app import exchange

        assert self.window.desk is not None
        return exchange.digest(self.window.desk.office.workspace.database)
