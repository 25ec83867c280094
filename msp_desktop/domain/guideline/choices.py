"""Choices and narrowings that several tasks share, so that they stay the same everywhere."""

from __future__ import annotations

from msp_desktop.domain.criteria import Where
from msp_desktop.domain.fields import Option
from msp_desktop.i18n import mark as _

TAKING_PART = Where("state", ("selected", "active"))
"""Narrows a rule about partners to those that are in: chosen, or already at work."""

SECTORS = (
    Option("government", _("Government")),
    Option("business", _("Business")),
    Option("civil_society", _("Civil society")),
    Option("academia", _("Schools and research")),
    Option("community", _("Community")),
    Option("international", _("International organisation")),
)

RESOURCES = (
    Option("financial", _("Money")),
    Option("technological", _("Technology and equipment")),
    Option("managerial", _("Management")),
    Option("institutional", _("Institutions, permits and authority")),
    Option("human", _("People and skills")),
    Option("other", _("Other")),
)
"""The kinds of resources of tasks 1.3, 1.4 and 2.3."""

CAPACITIES = (
    Option("mandate", _("Legal mandate")),
    Option("convening", _("Bringing people together")),
    Option("partnering", _("Working with partners")),
    Option("management", _("Project management")),
    Option("finance", _("Finance and procurement")),
    Option("monitoring", _("Monitoring")),
    Option("communication", _("Communication")),
    Option("records", _("Records and computers")),
)
"""What an organisation must be able to do to start (1.2) and to lead (5.1) a partnership."""

STRENGTH = (_("None"), _("Weak"), _("Some"), _("Good"), _("Strong"))
"""The steps of a strength from 0 to 4."""
