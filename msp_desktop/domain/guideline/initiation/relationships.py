"""Step 3: what each partner gives, gains and risks (tasks 3.1 and 3.2; 3.4 and 3.5 are beside)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Amount,
    Choice,
    Dates,
    Day,
    LongText,
    Number,
    Option,
    Reference,
    Scale,
    Text,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.initiation.agreement import TASK_3_4
from msp_desktop.domain.guideline.initiation.governance import TASK_3_5
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

COMMITMENT = many(
    "commitment",
    _("Commitment"),
    _("Commitments"),
    Section(
        _("What is promised"),
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Choice(
                "kind",
                _("Kind of resource"),
                _("Begin with what is not money."),
                required=True,
                options=(
                    Option("information", _("Information and data")),
                    Option("people", _("People and their time")),
                    Option("space", _("Space and running costs")),
                    Option("logistics", _("Transport and logistics")),
                    Option("technology", _("Equipment and technology")),
                    Option("goods", _("Goods and materials")),
                    Option("authority", _("Permits, contacts and good name")),
                    Option("other", _("Other, not money")),
                    Option("money", _("Money")),
                ),
            ),
            Text("description", _("What"), required=True, example=_("Two engineers, half time")),
            Number("quantity", _("How much")),
            Text("unit", _("Unit"), example=_("working days")),
            Dates("available", _("Available from – to"), required=True),
            Reference("need", _("Need it meets"), to="partner_need"),
        ),
    ),
    Section(
        _("What it is worth"),
        (
            Amount("value", _("Value"), _("Leave it empty where no price can be named fairly.")),
            Choice(
                "valued_by",
                _("How the value was found"),
                options=(
                    Option("pay", _("Usual pay for this work")),
                    Option("rent", _("Usual rent")),
                    Option("price", _("Price or invoice")),
                    Option("used_value", _("Value of a used thing")),
                    Option("agreed", _("Estimate the partners agreed on")),
                    Option("cash", _("It is money")),
                    Option("not_valued", _("Not valued")),
                ),
            ),
        ),
    ),
    Section(
        _("On what terms"),
        (
            Choice(
                "state",
                _("How firm it is"),
                required=True,
                options=(
                    Option("pledged", _("Promised by word of mouth")),
                    Option("confirmed", _("Confirmed in writing")),
                    Option("withdrawn", _("Withdrawn")),
                ),
            ),
            LongText("conditions", _("Conditions")),
            LongText("sharing", _("Who may use it, and who decides that")),
        ),
    ),
    named_by=("description",),
    columns=("partner", "kind", "description", "value", "state"),
    empty=_("No commitment yet. Add what each partner brings, first everything that is not money."),
)

RESOURCE_SHARING = one(
    "resource_sharing",
    _("How we share resources"),
    Section(
        "",
        (
            LongText("rules", _("Who decides about shared resources, and how"), required=True),
            Text("register", _("Who keeps the list of what was given")),
            LongText("shortage", _("What we do when something is short")),
            LongText("leftover", _("What becomes of what is left at the end")),
        ),
    ),
)

TASK_3_1 = Task(
    "3.1",
    _("Map the partners' resources"),
    _("Write down what every partner brings: first what is not money, then money."),
    (COMMITMENT, RESOURCE_SHARING),
    (
        AtLeast("commitment"),
        EveryUsed(
            "partner",
            "commitment",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: write down what it brings."),
        ),
        EveryHas("commitment", ("kind", "description", "available", "state")),
        Filled("resource_sharing", ("rules",)),
    ),
    uses=("partner_need",),
)

REWARD = many(
    "reward",
    _("Reward"),
    _("Rewards"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Choice(
                "kind",
                _("Kind of reward"),
                required=True,
                options=(
                    Option("staff", _("Staff who learn")),
                    Option("information", _("Information and networks")),
                    Option("reach", _("Greater reach")),
                    Option("efficiency", _("Smoother work")),
                    Option("services", _("Better products and services")),
                    Option("innovation", _("New ideas")),
                    Option("credibility", _("Credibility")),
                    Option("resources", _("Access to resources")),
                    Option("own", _("Its own reward")),
                ),
            ),
            Text("description", _("What the partner gains"), required=True),
            Scale(
                "expected",
                _("Expected"),
                low=0,
                high=3,
                steps=(_("None"), _("Small"), _("Clear"), _("Large")),
            ),
            Scale(
                "achieved",
                _("Reached so far"),
                low=0,
                high=3,
                steps=(_("None"), _("Small"), _("Clear"), _("Large")),
            ),
        ),
    ),
    named_by=("description",),
    columns=("partner", "kind", "description", "expected", "achieved"),
    empty=_("No reward yet. Add what each partner can gain, or it will not stay."),
)

LIKELIHOOD = (_("Very unlikely"), _("Unlikely"), _("Possible"), _("Likely"), _("Almost certain"))
IMPACT = (_("Hardly felt"), _("Small"), _("Serious"), _("Severe"), _("Would end the work"))

RISK = many(
    "risk",
    _("Risk"),
    _("Risks"),
    Section(
        _("What could happen"),
        (
            Reference("partner", _("Partner who sees it"), to="partner", required=True),
            Choice(
                "area",
                _("Area"),
                required=True,
                options=(
                    Option("reputation", _("Reputation")),
                    Option("autonomy", _("Loss of autonomy")),
                    Option("conflict_of_interest", _("Conflict of interest")),
                    Option("resources", _("Drain on resources")),
                    Option("implementation", _("Carrying out the work")),
                ),
            ),
            Choice(
                "affects",
                _("Whom it hits"),
                required=True,
                options=(
                    Option("own", _("This partner")),
                    Option("others", _("The other partners")),
                ),
            ),
            Text(
                "description",
                _("Risk"),
                _("If this happens, then that follows."),
                required=True,
                example=_("If the rains come early, then the road closes and pipes arrive late"),
            ),
            Scale("likelihood", _("Likelihood"), required=True, steps=LIKELIHOOD),
            Scale("impact", _("Impact"), required=True, steps=IMPACT),
        ),
    ),
    Section(
        _("What we do about it"),
        (
            LongText(
                "mitigation",
                _("What we do"),
                _("Avoid it, make it smaller, share it, or accept it and say why."),
                required=True,
            ),
            Text("owner_name", _("Who sees to it"), required=True),
            Day("review_date", _("Look at it again on"), required=True),
            Scale("residual_likelihood", _("Likelihood after that"), steps=LIKELIHOOD),
            Scale("residual_impact", _("Impact after that"), steps=IMPACT),
            Text("early_sign", _("First sign of it")),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("open", _("Open")),
                    Option("happened", _("It has happened")),
                    Option("closed", _("No longer a risk")),
                ),
            ),
        ),
    ),
    named_by=("description",),
    columns=("partner", "area", "description", "likelihood", "impact"),
    empty=_("No risk yet. Ask each partner what could go wrong for it, and for the others."),
)

TASK_3_2 = Task(
    "3.2",
    _("Weigh rewards and risks"),
    _("See for each partner what it can gain and lose, and make the risks smaller."),
    (REWARD, RISK),
    (
        EveryUsed(
            "partner",
            "reward",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: write down what it gains."),
        ),
        EveryUsed(
            "partner",
            "risk",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: write down what it risks."),
        ),
        EveryHas("risk", ("likelihood", "impact", "mitigation", "owner_name", "review_date")),
        AtLeast("risk", where=Where("affects", ("others",))),
    ),
    uses=("partner_goal",),
)

STEP_3 = Step("3", _("Build the relationship"), (TASK_3_1, TASK_3_2, TASK_3_4, TASK_3_5))
