"""Module C, Managing implementation: the designed parts of its pages, by task number."""

from __future__ import annotations

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, Parts, Place


def _meeting_desk(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.meeting_desk import MeetingDesk

    return MeetingDesk(surroundings, bus)


def _seals(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.seals_part import SealsPart

    return SealsPart(surroundings, bus)


def _board(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.board_part import BoardPart

    return BoardPart(surroundings, bus)


def _board_of_one(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.board_part import BoardPart

    return BoardPart(surroundings, bus, is_by_partner=True)


def _hand_overs(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.hand_over_part import HandOverPart

    return HandOverPart(surroundings, bus)


def _passing(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.passing_part import PassingPart

    return PassingPart(surroundings, bus)


def _health(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.health_part import HealthPart

    return HealthPart(surroundings, bus)


def _sectors(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.health_part import SectorPart

    return SectorPart(surroundings, bus)


def _agreed(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.health_part import AgreedPart

    return AgreedPart(surroundings, bus)


def _answers(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.answer_sheet import AnswerSheet

    return AnswerSheet(surroundings, bus)


def _process(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.process_part import ProcessPart

    return ProcessPart(surroundings, bus)


def _reporting(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.reporting_part import ReportingPart

    return ReportingPart(surroundings, bus)


def _due(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.due_part import DuePart

    return DuePart(surroundings, bus)


def _warnings(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.warnings_part import WarningsPart

    return WarningsPart(surroundings, bus)


def _standing(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.pictures import StandingPart

    return StandingPart(surroundings, bus)


def _slips(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.pictures import SlipPart

    return SlipPart(surroundings, bus)


def _paths(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.pictures import PathPart

    return PathPart(surroundings, bus)


def _publication(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.publication_part import PublicationPart

    return PublicationPart(surroundings, bus)


def _schedule(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.schedule_part import SchedulePart

    return SchedulePart(surroundings, bus)


def _periods(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.period_part import PeriodPart

    return PeriodPart(surroundings, bus)


def _data_sheets(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.monitoring.data_sheet_part import DataSheetPart

    return DataSheetPart(surroundings, bus)


PARTS: Parts = {
    "7.1": (Place(_meeting_desk, "meeting_plan"), Place(_seals, "trouble")),
    "7.2": (
        Place(_board, above="plan_item"),
        Place(_hand_overs, above="hand_over"),
        Place(_passing, above="hand_over"),
    ),
    "7.3": (Place(_board_of_one, above="partner_progress"),),
    "7.4": (
        Place(_health, above="health_round"),
        Place(_sectors, above="health_round"),
        Place(_answers, above="health_check"),
        Place(_agreed, above="health_action"),
    ),
    "8.1": (
        Place(_warnings, above="monitoring"),
        Place(_standing, above="monitoring"),
        Place(_schedule, above="monitoring_schedule"),
        Place(_periods, above="monitoring_period"),
        Place(_data_sheets, above="activity_check"),
        Place(_paths, above="measurement"),
        Place(_slips, above="milestone_forecast"),
    ),
    "8.2": (Place(_process, above="process_assessment"),),
    "8.3": (
        Place(_due, above="reporting_line"),
        Place(_reporting, above="reporting_line"),
        Place(_publication),
    ),
}
