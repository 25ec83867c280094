"""The influence and interest map: a grid of five by five, organisations in its cells, arrows of movement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msp_desktop.domain.guideline.initiation.standing import (
    AMOUNTS,
    PARTNER_POSITION,
    STANCES,
)
from msp_desktop.domain.influence import HIGH, STEPS, Placed, Position, Quarter
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.picture import (
    LINE,
    PAD,
    SAMPLE,
    WIDTH,
    Area,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Sample,
    Shape,
    Sign,
    Stroke,
    between,
    with_legend,
)
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

SIGNS: Mapping[str, Sign] = {
    "champion": Sign.STAR,
    "supporter": Sign.UP,
    "neutral": Sign.RING,
    "critic": Sign.DOWN,
    "blocker": Sign.CROSS,
    "": Sign.DOT,
}
"""The sign of each stance; a dot where nobody said."""

_Cell = tuple[int, int]
_LEFT = 62.0
_ABOVE = 16.0
_BELOW = 38.0
_LEAST = 46.0
_GAP = 2.0
_SHORT = 14
"""Letters that fit into one line of a chip, as a rule."""
_GHOST = 9.0
_THICK = 1.6
_MOST_IN_TRAY = 40


@dataclass(frozen=True, slots=True)
class InfluenceMap:
    """The picture, the box of each cell by influence and interest, and that of those not placed yet."""

    picture: Picture
    cells: Mapping[_Cell, Box]
    tray: Box | None = None

    def cell_at(self, point: tuple[float, float]) -> _Cell | None:
        """Return influence and interest of the cell at a point; None outside of the grid."""
        return next((cell for cell, box in self.cells.items() if box.holds(point)), None)


def influence_map(
    found: Sequence[Placed], before: date | None = None, *, with_tray: bool = False
) -> InfluenceMap:
    """Draw where organisations stand, with arrows from where they stood on the day ``before``.

    ``with_tray`` draws those who are not placed yet below the grid.
    """
    names = {one.partner: one for one in found}
    lying: dict[_Cell, list[Placed]] = {}
    ghosts: dict[_Cell, list[Placed]] = {}
    for one in found:
        if one.now is not None:
            lying.setdefault(_cell(one.now), []).append(one)
        if one.has_moved and one.before is not None:
            ghosts.setdefault(_cell(one.before), []).append(one)
    cells, height = _grid(lying, ghosts)
    chips = {
        node.key: node
        for cell, inside in lying.items()
        for node in _chips(cells[cell], cell, inside)
    }
    left_behind = {
        key: node for cell, some in ghosts.items() for key, node in _ghosts(cells[cell], some)
    }
    edges = tuple(
        Edge(between(node.box, chips[key].box), key, key, Stroke.FAINT)
        for key, node in left_behind.items()
    )
    picture = Picture(
        name=translate(_("Influence and interest")),
        width=WIDTH,
        height=height + _BELOW,
        nodes=(*left_behind.values(), *chips.values()),
        edges=edges,
        notes=(*_quarters(cells), *_axes(cells, height)),
        areas=_areas(cells),
        told=" ".join(chips[key].spoken for key in names if key in chips),
    )
    tray = None
    if with_tray:
        picture, tray = _with_tray(picture, [one for one in found if one.now is None])
    return InfluenceMap(with_legend(picture, _legend(before if edges else None)), cells, tray)


def cell_words(cell: _Cell) -> str:
    """Return what a cell stands for."""
    sentence = translate(_("Influence {influence}, interest {interest}: {quarter}"))
    return sentence.format(
        influence=figures(str(cell[0])),
        interest=figures(str(cell[1])),
        quarter=translate(Position(*cell).quarter.value),
    )


def told(one: Placed) -> str:
    """Return where an organisation stands, in a sentence."""
    if one.now is None:
        return translate(_("{name}: not placed yet.")).format(name=one.name)
    return translate(
        _("{name}: influence {influence}, interest {interest}. {stance}. {quarter}.")
    ).format(
        name=one.name,
        influence=figures(str(one.now.influence)),
        interest=figures(str(one.now.interest)),
        stance=stance_words(one.now.stance),
        quarter=translate(one.now.quarter.value),
    )


def stance_words(stance: str) -> str:
    """Return the word for a stance."""
    label = next((one.label for one in STANCES if one.key == stance), _("Stance not known"))
    return translate(label)


def _cell(position: Position) -> _Cell:
    return position.influence, position.interest


def _grid(
    lying: Mapping[_Cell, Sequence[Placed]], ghosts: Mapping[_Cell, Sequence[Placed]]
) -> tuple[dict[_Cell, Box], float]:
    """Return the cells, each row as high as what lies in it, and the height of all."""
    width = (WIDTH - _LEFT) / STEPS
    cells, top = {}, _ABOVE
    for influence in range(STEPS, 0, -1):
        needed = [
            sum(_chip_height(one) + _GAP for one in lying.get((influence, interest), ()))
            + -(-len(ghosts.get((influence, interest), ())) // _ghosts_beside(width))
            * (_GHOST + _GAP)
            for interest in range(1, STEPS + 1)
        ]
        height = max(_LEAST, max(needed) + _head(influence) + _GAP)
        for interest in range(1, STEPS + 1):
            cells[influence, interest] = Box(_LEFT + (interest - 1) * width, top, width, height)
        top += height
    return cells, top


def _head(influence: int) -> float:
    """Return the room for the words of a quarter above a row."""
    return LINE + _GAP if influence in (STEPS, HIGH - 1) else _GAP


def _chip_height(one: Placed) -> float:
    return LINE + 1 if len(one.name) <= _SHORT else 2 * LINE


def _ghosts_beside(width: float) -> int:
    return int((width - 2 * _GAP) // (_GHOST + _GAP))


def _chips(cell: Box, at: _Cell, inside: Sequence[Placed]) -> list[Node]:
    found, top = [], cell.top + _head(at[0])
    for one in inside:
        assert one.now is not None
        box = Box(cell.left + _GAP, top, cell.width - 2 * _GAP, _chip_height(one))
        top = box.bottom + _GAP
        found.append(
            Node(
                box,
                one.name,
                key=one.partner,
                kind_key="partner",
                record=one.partner,
                spoken=told(one),
                sign=SIGNS[one.now.stance],
                shape=Shape.ROUND,
            )
        )
    return found


def _ghosts(cell: Box, some: Sequence[Placed]) -> list[tuple[str, Node]]:
    beside = _ghosts_beside(cell.width)
    found = []
    for place, one in enumerate(some):
        assert one.before is not None
        left = cell.left + _GAP + place % beside * (_GHOST + _GAP)
        top = cell.bottom - (place // beside + 1) * (_GHOST + _GAP)
        box = Box(left, top, _GHOST, _GHOST)
        found.append((one.partner, Node(box, sign=SIGNS[one.before.stance], shape=Shape.BARE)))
    return found


def _with_tray(picture: Picture, found: Sequence[Placed]) -> tuple[Picture, Box]:
    """Return a picture with those who are not placed in rows below it, and where these stand."""
    columns = 5
    across = picture.width / columns
    top = picture.height + LINE
    shown = found[:_MOST_IN_TRAY]
    rows = max(1, -(-len(shown) // columns))
    tray = Box(0, top, picture.width, LINE + 3 * _GAP + rows * (2 * LINE + _GAP))
    nodes = []
    for place, one in enumerate(shown):
        left = place % columns * across + _GAP
        down = top + LINE + 2 * _GAP + place // columns * (2 * LINE + _GAP)
        nodes.append(
            Node(
                Box(left, down, across - 2 * _GAP, 2 * LINE),
                one.name,
                key=one.partner,
                kind_key="partner",
                record=one.partner,
                spoken=told(one),
                shape=Shape.DASHED,
            )
        )
    words = translate(_("Not placed yet") if found else _("All are placed"))
    if len(found) > len(shown):
        words += figures(f" ({len(shown)} / {len(found)})")
    heading = Note(Box(PAD, top + 1, picture.width - 2 * PAD, LINE), words, Look.FAINT)
    changed = replace(
        picture,
        height=tray.bottom,
        nodes=picture.nodes + tuple(nodes),
        notes=(*picture.notes, heading),
        areas=(*picture.areas, Area(tray)),
        told=" ".join((picture.told, *(node.spoken for node in nodes))).strip(),
    )
    return changed, tray


def _quarters(cells: Mapping[_Cell, Box]) -> list[Note]:
    notes = []
    for influence, interest in ((STEPS, 1), (STEPS, HIGH), (HIGH - 1, 1), (HIGH - 1, HIGH)):
        quarter: Quarter = Position(influence, interest).quarter
        start = cells[influence, interest]
        last = cells[influence, STEPS if interest == HIGH else HIGH - 1]
        box = Box(start.left + PAD, start.top + 1, last.right - start.left - 2 * PAD, LINE)
        notes.append(Note(box, translate(quarter.value), Look.FAINT))
    return notes


def _axes(cells: Mapping[_Cell, Box], height: float) -> list[Note]:
    labels = [translate(PARTNER_POSITION.fields[key].label) for key in ("influence", "interest")]
    notes = [
        Note(Box(0, 0, WIDTH / 2, LINE + 2), labels[0], Look.STRONG),
        Note(Box(_LEFT, height + 25, WIDTH - _LEFT, LINE + 2), labels[1], Look.STRONG, True),
    ]
    for step, amount in enumerate(AMOUNTS, 1):
        words = figures(f"{step} {translate(amount)}")
        row, column = cells[step, 1], cells[1, step]
        notes.append(Note(Box(0, row.middle[1] - LINE, _LEFT - PAD, 2 * LINE), words))
        notes.append(
            Note(Box(column.left, height + 2, column.width, 2 * LINE), words, centred=True)
        )
    return notes


def _areas(cells: Mapping[_Cell, Box]) -> tuple[Area, ...]:
    closely = {cell: Position(*cell).quarter is Quarter.CLOSELY for cell in cells}
    thin = [Area(box, closely[cell]) for cell, box in cells.items()]
    corners = (
        (((STEPS, 1), (HIGH, HIGH - 1)), ((STEPS, HIGH), (HIGH, STEPS))),
        (
            ((HIGH - 1, 1), (1, HIGH - 1)),
            ((HIGH - 1, HIGH), (1, STEPS)),
        ),
    )
    thick = []
    for first, last in (one for two in corners for one in two):
        start, end = cells[first], cells[last]
        around = Box(start.left, start.top, end.right - start.left, end.bottom - start.top)
        thick.append(Area(around, is_grey=closely[first], edge=_THICK))
    return (*thick, *thin)


def _legend(before: date | None) -> list[tuple[Sample, str]]:
    entries: list[tuple[Sample, str]] = [
        (Node(SAMPLE, sign=SIGNS[option.key], shape=Shape.BARE), translate(option.label))
        for option in STANCES
    ]
    entries.append((Node(SAMPLE, sign=Sign.DOT, shape=Shape.BARE), stance_words("")))
    if before is not None:
        middle = SAMPLE.height / 2
        arrow = Edge(((0, middle), (SAMPLE.width, middle)), stroke=Stroke.FAINT)
        words = translate(_("From where it stood on {day}"))
        entries.append((arrow, words.format(day=day_in_words(before))))
    return entries
