"""The guideline as data: five modules, twelve steps, thirty-two tasks, and every kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msp_desktop.domain.guideline.formation import FORMATION
from msp_desktop.domain.guideline.frame import FRAME
from msp_desktop.domain.guideline.implementation import IMPLEMENTATION
from msp_desktop.domain.guideline.implementation.figures import PERIOD_LOCK
from msp_desktop.domain.guideline.implementation.meetings.agreed import SEAL
from msp_desktop.domain.guideline.initiation import INITIATION
from msp_desktop.domain.guideline.renewal import RENEWAL
from msp_desktop.domain.guideline.review import REVIEW
from msp_desktop.domain.records import RecordKind
from msp_desktop.domain.tasks import Module, Task

MODULES: tuple[Module, ...] = (INITIATION, FORMATION, IMPLEMENTATION, REVIEW, RENEWAL)

TASKS: Mapping[str, Task] = MappingProxyType(
    {task.key: task for module in MODULES for task in module.tasks}
)

KINDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            *FRAME,
            *(kind for task in TASKS.values() for kind in task.kinds),
            SEAL,
            PERIOD_LOCK,
        )
    }
)

HOME_TASK: Mapping[str, str] = MappingProxyType(
    {kind.key: task.key for task in TASKS.values() for kind in task.kinds}
)
"""The task on whose page a kind of record is at home."""
