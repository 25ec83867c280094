"""Module A, Initiation: pages that are more than their records, by task number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_desktop.ui.forms.task_page import TaskPage

PAGES: Mapping[str, Callable[..., TaskPage]] = MappingProxyType({})
