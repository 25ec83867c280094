"""What task 8.3 lacks: groups that hear no report, and reports that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Choices
from msp_desktop.domain.records import Records
from msp_desktop.domain.reporting.obligations import overdue
from msp_desktop.i18n import figures, translate_plural
from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class GroupsAnswered:
    """Every group to whom the partners answer (task 3.5) hears a report."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("accountability", "reporting_line")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each group of task 3.5 that no reporting line answers to."""
        agreed = {str(row.get("audience") or "") for row in records.rows("accountability")}
        lines = records.rows("reporting_line")
        heard = {key for row in lines for key in str(row.get("answers_to") or "").split()}
        groups = kinds["reporting_line"].fields["answers_to"]
        assert isinstance(groups, Choices)
        for option in groups.options:
            if option.key in agreed - heard:
                sentence = _("“{group}”: no report goes to this group of task 3.5 yet.")
                yield Missing(sentence, {"group": option.label}, "reporting_line")


@dataclass(frozen=True, slots=True)
class ReportsInTime:
    """No report is overdue on the day on which the records are read."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("reporting_line", "report_due", "report_version")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each report that is overdue, and for how many days."""
        for one in overdue(records, records.day) if records.day else ():
            late = translate_plural("{count} day late", "{count} days late", one.days_late)
            words = {"report": one.title, "late": figures(late.format(count=one.days_late))}
            if one.is_written:
                sentence = _("“{report}” is overdue ({late}).")
                yield Missing(sentence, words, "report_due", one.report_id, "state")
            else:
                sentence = _("“{report}” is overdue ({late}) and not begun.")
                yield Missing(sentence, words, "reporting_line", one.line_id)
