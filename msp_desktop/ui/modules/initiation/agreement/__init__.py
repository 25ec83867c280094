"""Task 3.4 at the window: the agreement section by section, its signing, its versions, its promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.modules.initiation.agreement.builder import Builder
from msp_desktop.ui.modules.initiation.agreement.ledger_part import LedgerPart
from msp_desktop.ui.modules.initiation.agreement.signing_part import SigningPart
from msp_desktop.ui.modules.initiation.agreement.versions_part import VersionsPart

PARTS: Mapping[str, Callable[[Surroundings, ChangeBus], Part]] = {
    "builder": Builder,
    "signing": SigningPart,
    "versions": VersionsPart,
    "ledger": LedgerPart,
}
"""The designed parts of the page by name."""
