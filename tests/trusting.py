"""Offices that have handed each other their cards and compared the digits."""

from __future__ import annotations

import itertools

from msp_desktop.app import trust
from msp_desktop.app.office import Office
from msp_desktop.db.database import Database


def meet(database: Database, other: Database) -> trust.KnownOffice:
    """Let an office get the card of another one; nobody compares its digits."""
    return trust.add_card(database, trust.own_card(other)).office


def befriend(*offices: Office) -> None:
    """Let every office confirm the digits of every other."""
    acquaint(*(office.workspace.database for office in offices))


def acquaint(*databases: Database) -> None:
    """Let every office confirm the digits of every other, whoever has it open."""
    for one, other in itertools.permutations(databases, 2):
        met = meet(one, other)
        trust.confirm(one, "somebody", met, met.digits)
