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

IATI_TYPES = (
    Option("10", _("Government of a country")),
    Option("11", _("Local government")),
    Option("15", _("Other public body")),
    Option("21", _("International association (NGO)")),
    Option("22", _("National association (NGO)")),
    Option("23", _("Regional association (NGO)")),
    Option("24", _("Association of the country itself (NGO)")),
    Option("30", _("Public–private partnership")),
    Option("40", _("Organisation of several countries")),
    Option("60", _("Foundation")),
    Option("70", _("Company")),
    Option("80", _("Schools and research")),
    Option("90", _("Other")),
)
"""Kinds of organisations by the codes of the IATI standard."""

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

LEFT_BEHIND = (
    Option("women", _("Women and girls")),
    Option("children", _("Children and young people")),
    Option("older", _("Older people")),
    Option("disability", _("People with disabilities")),
    Option("minorities", _("Ethnic, religious or language minorities")),
    Option("indigenous", _("Indigenous people")),
    Option("migrants", _("Migrants and displaced people")),
    Option("informal", _("Informal and day workers")),
    Option("landless", _("Landless people and smallholders")),
    Option("remote", _("People in remote places")),
    Option("poorest", _("The poorest households")),
)
"""Groups that averages hide: those concerned (1.1) and those whom an organisation speaks for (1.4)."""

CERTAINTY = (
    Option("high", _("High")),
    Option("medium", _("Medium")),
    Option("low", _("Low")),
)
"""High, medium or low, for a priority, a weight or how sure somebody is."""

RATING = (_("Very weak"), _("Weak"), _("Fair"), _("Good"), _("Very good"))
"""The steps of a judgement from 1 to 5."""

CODES_AS_REVIEWED = _("By its code as reviewed in 2025; loaded wordings are searched too.")
"""Said where a target or a global indicator is asked for."""

FREQUENCIES = (
    Option("monthly", _("Every month")),
    Option("quarterly", _("Every quarter")),
    Option("half_yearly", _("Every half-year")),
    Option("yearly", _("Every year")),
)
"""How often something is measured or reported."""
