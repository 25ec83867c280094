"""Step 9: reviewing results and effects, and reviewing how the partners work together."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Dates,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

REVIEW_PLAN = one(
    "review_plan",
    _("How we review"),
    Section(
        "",
        (
            Choice(
                "cycle",
                _("The panel meets"),
                _("The more complex the work, the more often."),
                required=True,
                options=(
                    Option("monthly", _("Every month")),
                    Option("quarterly", _("Every quarter")),
                    Option("half_yearly", _("Every half-year")),
                ),
            ),
            Text("chair", _("Chair of the panel"), required=True),
            Text("reports_to", _("To whom the panel reports")),
            LongText("rules", _("How the panel works"), _("Quorum, papers, who may listen.")),
            Day("next_on", _("Next review on"), required=True),
            Day("midterm_on", _("Midterm review on")),
        ),
    ),
)

PANEL_MEMBER = many(
    "panel_member",
    _("Member of the review panel"),
    _("Review panel"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True),
            Reference("partner", _("Partner"), required=True, to="partner"),
            Text("role", _("Position")),
            Text("alternate", _("Who comes instead")),
        ),
    ),
    columns=("name", "partner", "role"),
    empty=_(
        "Nobody yet. Add one member for every partner, so that good and bad news are both heard."
    ),
)

REVIEW_RECORD = many(
    "review",
    _("Review"),
    _("Reviews"),
    Section(
        "",
        (
            Text("title", _("Title"), required=True, example=_("Midterm review 2027")),
            Choice(
                "kind",
                _("Kind"),
                required=True,
                options=(
                    Option("periodic", _("Regular review")),
                    Option("midterm", _("Midterm review")),
                    Option("special", _("Review of one difficult matter")),
                    Option("ex_post", _("Review after the end")),
                ),
            ),
            Dates("period", _("Period it looks at")),
            Day("date", _("Held on"), required=True),
            Text("led_by", _("Led by")),
            Choices(
                "methods",
                _("How it was done"),
                options=(
                    Option("documents", _("Reading records")),
                    Option("figures", _("Comparing figures")),
                    Option("visits", _("Visits to the places")),
                    Option("interviews", _("Talks with people")),
                    Option("meeting", _("Meeting of the panel")),
                    Option("outsiders", _("Outside reviewers")),
                ),
            ),
        ),
    ),
    Section(
        _("Result"),
        (
            LongText("summary", _("Summary"), _("What was found, in half a page."), required=True),
            LongText("voices", _("What people told us"), _("Partners and the people served.")),
            LongText("unintended", _("Effects nobody planned"), _("Good ones and bad ones.")),
            LongText("conclusion", _("Conclusion"), required=True),
        ),
    ),
    columns=("date", "title", "kind"),
    empty=_("No review yet. Add the first one; the figures of module C are its raw material."),
)

OBJECTIVE_RESULT = many(
    "objective_result",
    _("Result for an objective"),
    _("Objective by objective"),
    Section(
        "",
        (
            Reference("objective", _("Objective"), required=True, to="objective"),
            Choice(
                "result",
                _("Where it stands"),
                required=True,
                options=(
                    Option("too_early", _("Too early to say")),
                    Option("on_track", _("On track")),
                    Option("partly", _("Partly reached")),
                    Option("reached", _("Reached")),
                    Option("not_reached", _("Not reached")),
                    Option("dropped", _("No longer wanted")),
                ),
            ),
            LongText(
                "explanation",
                _("Since the baseline"),
                _("Figures first, then reasons."),
                required=True,
            ),
            LongText("our_part", _("What the partnership did for it")),
        ),
    ),
    owner="review",
    named_by=("objective",),
    columns=("objective", "result", "explanation"),
    empty=_("Nothing yet. Say for each objective where it stands, compared with the baseline."),
)

FINDING = many(
    "finding",
    _("Finding"),
    _("Findings"),
    Section(
        "",
        (
            LongText("text", _("What was found"), required=True),
            Choice(
                "judgement",
                _("Good or bad"),
                required=True,
                options=(
                    Option("positive", _("Good")),
                    Option("negative", _("Bad")),
                    Option("mixed", _("Both")),
                ),
            ),
            Reference("objective", _("Objective it touches"), to="objective"),
            LongText("evidence", _("What shows this"), required=True),
            Attachment(
                "evidence_file", _("Document that shows it"), _("A table, letter or photograph.")
            ),
        ),
    ),
    owner="review",
    columns=("text", "judgement", "objective"),
    empty=_("No finding yet. Add at least one good and one bad; there are always both."),
)

RECOMMENDATION = many(
    "recommendation",
    _("Recommendation"),
    _("Recommendations"),
    Section(
        "",
        (
            LongText("text", _("What the panel recommends"), required=True),
            Choice(
                "response",
                _("Answer of the partners"),
                required=True,
                options=(
                    Option("accept", _("Accepted")),
                    Option("partly", _("Partly accepted")),
                    Option("reject", _("Not accepted")),
                ),
            ),
            LongText("reason", _("Reason"), _("Needed when it is not fully accepted.")),
            Text("responsible", _("Who sees to it")),
            Day("due", _("Until")),
        ),
    ),
    owner="review",
    columns=("text", "response", "responsible", "due"),
    empty=_("No recommendation yet. Add what should change, and what should stay."),
)

TASK_9_1 = Task(
    "9.1",
    _("Review progress and impact"),
    _("Let all partners look together at what was reached, measured against the beginning."),
    (REVIEW_PLAN, PANEL_MEMBER, REVIEW_RECORD, OBJECTIVE_RESULT, FINDING, RECOMMENDATION),
    (
        Filled("review_plan", ("cycle", "chair", "next_on")),
        EveryHas("panel_member", ("name", "partner")),
        EveryUsed(
            "partner",
            "panel_member",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: add a member to the review panel."),
        ),
        AtLeast("review"),
        EveryHas("review", ("title", "kind", "date", "summary", "conclusion")),
        EveryHas("objective_result", ("objective", "result", "explanation")),
        EveryUsed(
            "objective",
            "objective_result",
            "objective",
            sentence=_("{name}: say in a review where it stands."),
        ),
        EveryHas("finding", ("text", "judgement", "evidence")),
        Covers("finding", "judgement", ("positive", "negative")),
        EveryHas("recommendation", ("text", "response")),
        EveryHas(
            "recommendation", ("responsible", "due"), where=Where("response", ("accept", "partly"))
        ),
    ),
    uses=("objective", "indicator", "measurement"),
)

PROCESS_REVIEW = many(
    "process_review",
    _("Review of working together"),
    _("Reviews of working together"),
    Section(
        "",
        (
            Text("title", _("Title"), required=True, example=_("How we worked together in 2026")),
            Day("date", _("Date"), required=True),
            Text("led_by", _("Led by"), _("Best somebody who is not the lead partner.")),
            LongText(
                "works_well",
                _("Does it work well?"),
                _("Is it efficient, open, and can we answer for it?"),
            ),
            LongText("change_in_relations", _("How relations have changed"), required=True),
            LongText("change_in_decisions", _("How decisions are made now"), required=True),
            LongText(
                "rules_to_adjust",
                _("Rules to adjust"),
                _("Write “none” if the rules still fit."),
                required=True,
            ),
        ),
    ),
    named_by=("title",),
    columns=("date", "title", "rules_to_adjust"),
    empty=_("No review yet. Sit down with all partners and talk about how you work together."),
)

PROCESS_PARTICIPATION = many(
    "process_participation",
    _("Taking part"),
    _("Who took part"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), required=True, to="partner"),
            Flag("took_part", _("Took part?"), required=True),
            Text("name", _("Who spoke for the partner")),
            LongText("views", _("What they said")),
        ),
    ),
    owner="process_review",
    named_by=("partner", "name"),
    columns=("partner", "took_part", "name", "views"),
    empty=_("Nobody listed yet. Add every partner; those who are not asked lose interest."),
)

TASK_9_2 = Task(
    "9.2",
    _("Review how you work together"),
    _("Ask all partners how relations and decisions have changed, and adjust the rules to it."),
    (PROCESS_REVIEW, PROCESS_PARTICIPATION),
    (
        AtLeast("process_review"),
        EveryHas(
            "process_review",
            ("title", "date", "change_in_relations", "change_in_decisions", "rules_to_adjust"),
        ),
        EveryHas("process_participation", ("partner", "took_part")),
        EveryUsed(
            "partner",
            "process_participation",
            "partner",
            where=TAKING_PART,
            by_where=Where("took_part", ("1",)),
            sentence=_("{name}: hear it in a review of working together."),
        ),
    ),
    uses=("process_assessment", "process_improvement", "health_check"),
)

STEP_9 = Step("9", _("Review"), (TASK_9_1, TASK_9_2))
