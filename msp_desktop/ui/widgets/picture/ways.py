"""Ways through a picture: which box lies in a direction from another."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.graphs.picture import Box, Picture
from msp_desktop.ui.widgets.picture.painting import is_mirrored


def neighbour(picture: Picture, key: str, way: tuple[int, int], *, along: bool) -> str:
    """Return the key of the node that lies that way of another; empty where there is none.

    With ``along``, nodes that a line joins with it come first.
    """
    here = picture.node(key)
    if here is None:
        return ""
    nodes = {id(node.box): node.key for node in picture.nodes if node.key and node.key != key}
    boxes = [node.box for node in picture.nodes if id(node.box) in nodes]
    joined = {end for edge in picture.edges_of(key) for end in (edge.start, edge.end)}
    first = [box for box in boxes if nodes[id(box)] in joined]
    found = (nearest(first, here.box, way) if along else None) or nearest(boxes, here.box, way)
    return nodes[id(found)] if found is not None else key


def nearest(boxes: Sequence[Box], here: Box, way: tuple[int, int]) -> Box | None:
    """Return the box that lies nearest in a direction; what lies aside of it counts as further."""
    found = []
    for place, box in enumerate(boxes):
        across, down = box.middle[0] - here.middle[0], box.middle[1] - here.middle[1]
        ahead = across * way[0] + down * way[1]
        aside = abs(across * way[1]) + abs(down * way[0])
        if ahead > 0.5 and aside <= 2.5 * ahead:
            found.append((ahead + 2 * aside, place))
    return boxes[min(found)[1]] if found else None


def as_read(way: tuple[int, int]) -> tuple[int, int]:
    """Return a direction of the screen as one of a picture, which begins where reading does."""
    return (-way[0], way[1]) if is_mirrored() else way
