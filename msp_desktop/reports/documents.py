"""Which documents can be made of a partnership. A new one is a layout and one entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Document
from msp_desktop.reports.layouts import progress, promises
from msp_desktop.reports.layouts.action_list import action_list
from msp_desktop.reports.layouts.agenda import agenda
from msp_desktop.reports.layouts.agreement import agreement, changes
from msp_desktop.reports.layouts.agreement.changes import agreement_changes
from msp_desktop.reports.layouts.agreement.check import agreement_check
from msp_desktop.reports.layouts.announcement import announcement
from msp_desktop.reports.layouts.assessment_sheet import assessment_sheet
from msp_desktop.reports.layouts.attendance_sheet import attendance_sheet
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.data_sheet import paper_data_sheet, still_to_report
from msp_desktop.reports.layouts.decisions import decisions
from msp_desktop.reports.layouts.hand_over import hand_over, leavers
from msp_desktop.reports.layouts.hand_overs import hand_overs
from msp_desktop.reports.layouts.health_sheet import health_sheet
from msp_desktop.reports.layouts.influence import influence
from msp_desktop.reports.layouts.memo import memo
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.mobilising import mobilising
from msp_desktop.reports.layouts.monitoring_sheet import monitoring_sheet
from msp_desktop.reports.layouts.network import relations
from msp_desktop.reports.layouts.paper_minutes import paper_minutes
from msp_desktop.reports.layouts.partner_comparison import partner_comparison
from msp_desktop.reports.layouts.partner_list import partner_list
from msp_desktop.reports.layouts.questionnaire import questionnaire
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.reference_sheets import reference_sheets
from msp_desktop.reports.layouts.reporting import reporting
from msp_desktop.reports.layouts.resource_map import resources
from msp_desktop.reports.layouts.results import results
from msp_desktop.reports.layouts.review import review
from msp_desktop.reports.layouts.roles import roles_and_lead
from msp_desktop.reports.layouts.work_plan import work_plan


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document: ``key`` is what commands call it, ``title`` what people read.

    ``about`` is the key of the kind of record it is about; without one it is about the partnership as
    a whole. Where ``can_be_blank``, it can also be made about no record: a form, or all there is.
    ``looks_ahead`` says that it is wanted before what it is about takes place. ``among`` returns the
    records it can be about where that is not each of the kind, in the order in which they are offered.
    """

    key: str
    title: str
    lay_out: Callable[[Records, Row, Issue], Document]
    about: str = ""
    can_be_blank: bool = False
    looks_ahead: bool = False
    among: Callable[[Records], Sequence[Row]] | None = None


def _whole(lay_out: Callable[[Records, Issue], Document]) -> Callable[..., Document]:
    """Return a layout that is about the partnership as a whole."""
    return lambda records, _row, issue: lay_out(records, issue)


_ALL = (
    DocumentKind("memo", _("Justification memo"), _whole(memo)),
    DocumentKind("agreement", _("Partnership agreement"), _whole(agreement)),
    DocumentKind("agreement-check", _("Scorecard of the agreement"), _whole(agreement_check)),
    DocumentKind(
        "agreement-changes",
        _("Changes to the agreement"),
        agreement_changes,
        "agreement_version",
        among=changes.pairs,
    ),
    DocumentKind(
        "promises",
        _("Promise sheets"),
        promises.promise_sheets,
        "partner",
        can_be_blank=True,
        among=promises.whose,
    ),
    DocumentKind("partner-list", _("Partner list"), _whole(partner_list)),
    DocumentKind(
        "partner-comparison", _("Comparison of organisations"), _whole(partner_comparison)
    ),
    DocumentKind(
        "assessment", _("Assessment of an organisation"), assessment_sheet, "partner", True
    ),
    DocumentKind("hand-over", _("Hand-over note"), hand_over, "contact", True, among=leavers),
    DocumentKind("influence", _("Influence and interest map"), _whole(influence)),
    DocumentKind("network", _("Relations between organisations"), _whole(relations)),
    DocumentKind("results", _("Goals and results chain"), _whole(results)),
    DocumentKind("indicators", _("Reference sheets of the indicators"), _whole(reference_sheets)),
    DocumentKind("resources", _("Map of resources"), _whole(resources)),
    DocumentKind("work-plan", _("Work plan"), _whole(work_plan)),
    DocumentKind("mobilising", _("Readiness and resources"), _whole(mobilising)),
    DocumentKind("announcement", _("Announcement of the start"), _whole(announcement)),
    DocumentKind("roles", _("Leadership and roles"), _whole(roles_and_lead)),
    DocumentKind("decisions", _("Decisions: rules and register"), _whole(decisions)),
    DocumentKind("agenda", _("Agenda of a meeting"), agenda, "meeting", looks_ahead=True),
    DocumentKind(
        "attendance", _("Attendance sheet to sign"), attendance_sheet, "meeting", True, True
    ),
    DocumentKind(
        "paper-minutes", _("Minutes to fill in by hand"), paper_minutes, "meeting", True, True
    ),
    DocumentKind("minutes", _("Minutes of a meeting"), minutes, "meeting"),
    DocumentKind("hand-overs", _("Hand-overs between partners"), _whole(hand_overs)),
    DocumentKind(
        "questionnaire", _("Questionnaire about health"), questionnaire, "health_round", True, True
    ),
    DocumentKind("health", _("Health of the partnership"), _whole(health_sheet)),
    DocumentKind("actions", _("Open action points"), _whole(action_list)),
    DocumentKind(
        "data-sheet",
        _("Data sheets to fill in by hand"),
        paper_data_sheet,
        "monitoring_period",
        can_be_blank=True,
        among=still_to_report,
    ),
    DocumentKind("monitoring", _("Monitoring sheet"), _whole(monitoring_sheet)),
    DocumentKind(
        "progress",
        _("Progress report"),
        progress.progress_report,
        "report_due",
        can_be_blank=True,
        among=progress.in_hand,
    ),
    DocumentKind("reporting", _("Reporting lines and reports due"), _whole(reporting)),
    DocumentKind("review", _("Review report"), review, "review"),
    DocumentKind("binder", _("The whole partnership"), _whole(binder)),
)

DOCUMENTS: Mapping[str, DocumentKind] = MappingProxyType({one.key: one for one in _ALL})
