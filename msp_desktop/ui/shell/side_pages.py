"""Makes the pages beside the tabs and gives them what they need from the open office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline import HOME_TASK
from msp_desktop.i18n import translate
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.drives import documents
from msp_desktop.ui.forms.frameworks.card import FrameworksCard
from msp_desktop.ui.shell.document_settings import document_settings
from msp_desktop.ui.shell.failures import sentence_for
from msp_desktop.ui.shell.partnerships_page import PartnershipsPage
from msp_desktop.ui.shell.settings_page import Settings, SettingsPage
from msp_desktop.ui.shell.side_page import SidePage
from msp_desktop.ui.shell.workbench import place_of

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from msp_desktop.ui.forms.editors import Surroundings
    from msp_desktop.ui.shell.desk import Desk
    from msp_desktop.ui.shell.places import Place
    from msp_desktop.ui.shell.undo_actions import UndoActions
    from msp_desktop.ui.shell.workbench import Workbench


class Host(Protocol):
    """What the pages beside the tabs ask of the window."""

    @property
    def workbench(self) -> Workbench: ...

    @property
    def undo_actions(self) -> UndoActions: ...

    @property
    def look_changed(self) -> SignalInstance: ...

    def go(self, place: Place) -> None: ...

    def go_back(self) -> None: ...

    def go_to_page(self, name: str, part: str = "") -> None: ...

    def open_partnership(self, space_id: str) -> None: ...


def make_side_page(place: Place, desk: Desk, window: Host) -> SidePage:
    """Make the page of a place. Raises KeyError when there is none of that name."""
    page = _MAKERS[place.page](place, desk, window)
    page.left.connect(window.go_back)
    return page


def _partnerships(_place: Place, desk: Desk, window: Host) -> SidePage:
    content = PartnershipsPage()
    workspace = desk.office.workspace

    def start(name: str, place: str) -> None:
        values = {"name": name, "place": place, "origin": "own"}
        try:
            space_id = workspace.add_partnership(values)
        except NotAValue as refused:
            content.complain(translate(str(refused)))
            return
        window.open_partnership(space_id)

    def open_sample() -> None:
        from msp_desktop.app.sample import load_sample

        desk.jobs.run(
            lambda: load_sample(workspace, desk.office.language),
            window.open_partnership,
            on_failure=lambda error: content.complain(sentence_for(error)),
            asker=content,
        )

    def remove(space_id: str) -> None:
        workspace.discard_sample(space_id)
        if desk.space_id == space_id:
            window.open_partnership("")
        else:
            content.show_partnerships(desk.partnerships, desk.space_id)

    content.open_wanted.connect(window.open_partnership)
    content.new_wanted.connect(start)
    content.sample_wanted.connect(open_sample)
    content.removal_wanted.connect(remove)
    content.receiving_wanted.connect(lambda: window.go_to_page("receive"))
    content.show_partnerships(desk.partnerships, desk.space_id)
    page = SidePage(translate("Partnerships"), content, begin=content.begin)
    if not desk.space_id:
        page.stay()
    return page


def _take_double_clicks(desk: Desk, page: SettingsPage) -> None:
    from msp_desktop.app import double_click

    sentence = translate("A double click on a sync file now opens it in this program.")
    desk.jobs.run(
        double_click.open_with_double_click,
        lambda _done: page.confirm(sentence),
        on_failure=lambda error: page.complain(sentence_for(error)),
        asker=page,
    )


def _settings(_place: Place, desk: Desk, window: Host) -> SidePage:
    office, preferences = desk.office, desk.preferences
    content = SettingsPage(
        Settings(
            name=str(office.row.get("name") or ""),
            place=str(office.row.get("place") or ""),
            person=office.workspace.person,
            language=office.language,
            emblem=office.emblem,
            text_size=preferences.text_size,
            theme=preferences.theme,
            shows_guidance=preferences.shows_guidance,
        )
    )

    def rename(name: str, place: str) -> None:
        try:
            office.rename(name, place)
        except NotAValue as refused:
            content.complain(translate(str(refused)))

    def speak(code: str) -> None:
        office.keep_setting("language", code)
        preferences.language = code
        window.look_changed.emit()

    def write_large(points: float) -> None:
        preferences.text_size = points
        window.look_changed.emit()

    def colour(key: str) -> None:
        preferences.theme = key
        window.look_changed.emit()

    content.office_edited.connect(rename)
    content.person_edited.connect(lambda name: office.keep_setting("person", name))
    content.emblem_chosen.connect(lambda data: office.keep_setting("emblem", None, data))
    content.language_chosen.connect(speak)
    content.double_click_wanted.connect(lambda: _take_double_clicks(desk, content))
    content.text_size_chosen.connect(write_large)
    content.theme_chosen.connect(colour)
    content.guidance_chosen.connect(window.workbench.show_guidance)
    content.add_part(FrameworksCard(office.workspace))
    if not desk.space_id:
        return SidePage(translate("Settings"), content, flush=content.flush)
    documents = document_settings(desk)
    content.add_part(documents)

    def flush() -> None:
        content.flush()
        documents.flush()

    return SidePage(translate("Settings"), content, flush=flush)


def _print(place: Place, desk: Desk, _window: Host) -> SidePage:
    from msp_desktop.ui.shell.printing.page import PrintPage

    content = PrintPage(desk, place.part)
    return SidePage(translate("Print"), content, begin=content.begin, may_leave=content.may_leave)


def _minutes(place: Place, desk: Desk, _window: Host) -> SidePage:
    from msp_desktop.ui.modules.implementation.minutes_page import MinutesPage

    content = MinutesPage(desk.office.workspace, desk.bus, desk.space_id, place.part)
    return SidePage(
        translate("Take minutes"),
        content,
        flush=content.flush,
        begin=content.begin,
        shows_what_changed=True,
    )


def _surroundings(desk: Desk, window: Host) -> Surroundings:
    from msp_desktop.ui.forms.editors import Surroundings

    def go_to_kind(kind_key: str) -> None:
        window.go(place_of(HOME_TASK[kind_key]))

    return Surroundings(desk.office.workspace, desk.space_id, go_to_kind)


def _type_back(place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.modules.implementation.type_back_page import TypeBackPage

    surroundings = _surroundings(desk, window)
    content = TypeBackPage(desk.office, desk.bus, surroundings, place.part)
    return SidePage(
        translate("Type in the paper minutes"),
        content,
        flush=content.flush,
        begin=content.begin,
        shows_what_changed=True,
    )


def _report(place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.modules.implementation.report_page import ReportPage

    surroundings = _surroundings(desk, window)
    content = ReportPage(desk.office, desk.jobs, desk.bus, surroundings, place.part)
    content.page_wanted.connect(window.go_to_page)
    return SidePage(
        translate("Write a report"),
        content,
        flush=content.flush,
        begin=content.begin,
        shows_what_changed=True,
    )


def _post_room(desk: Desk, window: Host) -> PostRoom:
    def keep_folder(folder: str) -> None:
        desk.preferences.folder = folder

    def show_record(space_id: str, kind_key: str, record_id: str) -> None:
        if desk.space_id != space_id:
            window.open_partnership(space_id)
        window.go(place_of(HOME_TASK[kind_key]))
        module = window.workbench.module_page
        if module is not None and module.page is not None:
            module.page.reveal(kind_key, record_id)

    return PostRoom(
        desk.office,
        desk.jobs,
        lambda: desk.preferences.folder or str(documents()),
        keep_folder,
        window.go_to_page,
        desk.bus,
        show_record,
        window.open_partnership,
        lambda: bool(desk.space_id),
        window.undo_actions.undo.trigger,
    )


def _send(_place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.exchange.send_page import SendPage

    content = SendPage(_post_room(desk, window))
    return SidePage(translate("Send to other offices"), content, begin=content.begin)


def _receive(place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.exchange.receive_page import ReceivePage

    files = [Path(one) for one in place.part.split("\n") if one]
    content = ReceivePage(_post_room(desk, window), files)
    return SidePage(translate("Receive from another office"), content, begin=content.begin)


def _conflicts(_place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.exchange.conflicts_page import ConflictsPage

    content = ConflictsPage(_post_room(desk, window))
    return SidePage(
        translate("Where offices disagree"),
        content,
        begin=content.begin,
        may_leave=content.may_leave,
        shows_what_changed=True,
    )


def _offices(_place: Place, desk: Desk, window: Host) -> SidePage:
    from msp_desktop.ui.exchange.offices_page import OfficesPage

    content = OfficesPage(_post_room(desk, window))
    return SidePage(translate("Offices"), content, begin=content.begin)


_MAKERS: Mapping[str, Callable[[Place, Desk, Host], SidePage]] = {
    "partnerships": _partnerships,
    "settings": _settings,
    "print": _print,
    "minutes": _minutes,
    "type-back": _type_back,
    "report": _report,
    "send": _send,
    "receive": _receive,
    "conflicts": _conflicts,
    "offices": _offices,
}

SIDE_PAGES = tuple(_MAKERS)
"""The names of the pages beside the tabs."""
