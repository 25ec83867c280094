"""The bar at the top: which partnership is open, whether all is saved, undo, exchange, print, settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QToolButton,
    QWidget,
)

from msp_desktop.domain.records import Row
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.shell.save_state import SaveState
from msp_desktop.ui.shell.undo_actions import UndoActions
from msp_desktop.ui.widgets.menus import give_menu
from msp_desktop.ui.widgets.paper import badge

_LISTED = 8
_WIDEST = 420


class PartnershipSwitch(QPushButton):
    """The name and place of the open partnership; pressed, it lists the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "plain")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._name, self._place = "", ""
        self.show_partnership("", "")

    def show_partnership(self, name: str, place: str) -> None:
        """Show which partnership is open; without a name, that none is."""
        self._name = name or translate("Partnerships")
        self._place = place
        spoken = translate("Partnership: {name}. Press to change to another.")
        self.setAccessibleName(spoken.format(name=self._name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        around = theme.S + 18 + 2 * theme.M + 2
        longest = max(
            QFontMetrics(self._strong()).horizontalAdvance(self._name),
            metrics.horizontalAdvance(self._place),
        )
        return QSize(min(longest + around, _WIDEST), 2 * metrics.height() + theme.S)

    def _strong(self) -> QFont:
        """Return the letters of the name."""
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setPointSizeF(self.font().pointSizeF() + 1)
        return strong

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        area = self.rect().adjusted(theme.M, theme.XS, -theme.M, -theme.XS)
        sign = area.adjusted(area.width() - 18, 0, 0, 0)
        sign = QStyle.visualRect(self.layoutDirection(), area, sign)
        colours = theme.tokens()
        chevron = icons.pixmap("chevron-down", colours.muted, 16)
        painter.drawPixmap(sign.left(), sign.center().y() - 8, chevron)
        text = QStyle.visualRect(
            self.layoutDirection(), area, area.adjusted(0, 0, -18 - theme.S, 0)
        )
        strong, small = self._strong(), QFont(self.font())
        small.setPointSizeF(theme.size_of("caption", self.font().pointSizeF()))
        upper = text.adjusted(0, 0, 0, -text.height() * 45 // 100) if self._place else text
        lower = text.adjusted(0, text.height() * 55 // 100, 0, 0)
        for line, font, colour, ground in (
            (self._name, strong, colours.text, upper),
            (self._place, small, colours.muted, lower),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, ground.width()
            )
            painter.drawText(ground, Qt.AlignmentFlag.AlignVCenter, shown)


class TopBar(QFrame):
    """Holds the parts of the bar and says what a person asks for; does nothing itself.

    ``partnership_chosen`` carries the identifier of a partnership. ``page_wanted`` carries the name of a
    page beside the tabs: partnerships, send, receive, conflicts, offices or settings.
    """

    partnership_chosen = Signal(str)
    page_wanted = Signal(str)

    def __init__(
        self, undo: UndoActions, guidance: QAction, print_menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._others = QMenu(self)
        self.switch = PartnershipSwitch()
        give_menu(self.switch, self._others)
        self.sample_mark = badge(translate("Sample"))
        self.sample_mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.save_state = SaveState()
        self.exchange = _with_words(translate("Exchange"), "usb")
        self.exchange.setToolTip(translate("Send to other offices and receive from them"))
        self._conflicts = QAction(self)
        self._exchange_menu = self._make_exchange_menu()
        give_menu(self.exchange, self._exchange_menu)
        self.printing = _with_words(translate("Print"), "print")
        self.printing.setToolTip(translate("Agreement, minutes and review as documents (Ctrl+P)"))
        give_menu(self.printing, print_menu)
        self.settings = _sign_only("settings", translate("Settings"))
        self.settings.clicked.connect(lambda: self.page_wanted.emit("settings"))
        self._undo, self._redo = (
            _for_action(undo.undo, "undo", translate("Undo")),
            _for_action(undo.redo, "redo", translate("Redo")),
        )
        self._guidance = _for_action(guidance, "book", translate("Guidance"))
        self._guidance.setCheckable(True)
        self._lay_out()
        self.show_conflicts(0)
        self.sample_mark.hide()

    def show_partnerships(self, rows: Sequence[Row], current: str) -> None:
        """List the partnerships to change to."""
        row: Row = next((row for row in rows if row["id"] == current), {})
        self.switch.show_partnership(str(row.get("name") or ""), str(row.get("place") or ""))
        self.sample_mark.setVisible(row.get("origin") == "sample")
        self._others.clear()
        for other in list(reversed(rows))[:_LISTED]:
            title = str(other["name"] or translate("Without a name"))
            action = self._others.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(other["id"] == current)
            action.triggered.connect(
                lambda _=False, chosen=str(other["id"]): self.partnership_chosen.emit(chosen)
            )
        self._others.addSeparator()
        all_of_them = self._others.addAction(translate("All partnerships, new, sample"))
        all_of_them.triggered.connect(lambda: self.page_wanted.emit("partnerships"))

    def show_conflicts(self, count: int) -> None:
        """Show how many answers of several offices stand against each other."""
        text = translate("Conflicts ({count})").format(count=count)
        self._conflicts.setText(text if count else translate("Conflicts (none)"))
        self.exchange.setText(
            translate("Exchange ({count})").format(count=count) if count else translate("Exchange")
        )

    def show_open(self, *, is_open: bool, has_partnership: bool) -> None:
        """Let the parts be used that make sense now."""
        self.switch.setEnabled(is_open)
        self.exchange.setEnabled(is_open)
        self.settings.setEnabled(is_open)
        self.printing.setEnabled(is_open and has_partnership)

    def show_words(self, *, shown: bool) -> None:
        """Show words beside the signs, or signs alone where there is little room."""
        self.save_state.show_words(shown=shown)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in (self.exchange, self.printing):
            button.setToolButtonStyle(style if shown else Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _make_exchange_menu(self) -> QMenu:
        menu = QMenu(self)
        for page, title, sign, key in (
            ("send", translate("Send to other offices…"), "usb", ""),
            ("receive", translate("Receive a file…"), "receive", "Ctrl+O"),
        ):
            action = menu.addAction(icons.icon(sign), title)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _=False, page=page: self.page_wanted.emit(page))
        menu.addSeparator()
        self._conflicts.setIcon(icons.icon("help"))
        self._conflicts.triggered.connect(lambda: self.page_wanted.emit("conflicts"))
        menu.addAction(self._conflicts)
        offices = menu.addAction(icons.icon("people"), translate("Offices and whom to trust…"))
        offices.triggered.connect(lambda: self.page_wanted.emit("offices"))
        return menu

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S - 2, theme.M, theme.S - 2)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.switch)
        layout.addWidget(self.sample_mark)
        layout.addStretch(1)
        for part in (
            self.save_state,
            self._undo,
            self._redo,
            self.exchange,
            self.printing,
            self.settings,
            self._guidance,
        ):
            layout.addWidget(part)


def _with_words(text: str, sign: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(icons.icon(sign))
    button.setIconSize(QSize(18, 18))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    theme.set_role(button, "plain")
    return button


def _sign_only(sign: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(sign))
    button.setIconSize(QSize(20, 20))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    theme.set_role(button, "icon")
    return button


def _for_action(action: QAction, sign: str, name: str) -> QToolButton:
    action.setIcon(icons.icon(sign))
    button = _sign_only(sign, name)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button
