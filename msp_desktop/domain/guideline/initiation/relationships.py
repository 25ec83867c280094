"""Step 3: what each partner gives, gains and risks (tasks 3.1 and 3.2; 3.4 and 3.5 are beside)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Amount,
    Attachment,
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
            Day(
                "valued_on", _("Valued on"), _("Its currency is exchanged at the rate of that day.")
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
            Text("responsible", _("Who answers for it")),
            Text("evidence", _("What shows it"), example=_("Letter of 3 May")),
            Attachment("evidence_file", _("The letter or list"), _("A scan or photograph.")),
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

EXCHANGE_RATE = many(
    "exchange_rate",
    _("Exchange rate"),
    _("Exchange rates"),
    Section(
        "",
        (
            Text("currency", _("Currency"), required=True, example="USD"),
            Text("into", _("Into"), required=True, example="NPR"),
            Number("rate", _("One of it is worth"), required=True, example="133.5"),
            Day("date", _("On"), required=True),
            Text("source", _("Source"), required=True, example=_("Central bank")),
        ),
    ),
    named_by=("currency", "into"),
    columns=("currency", "into", "rate", "date", "source"),
    empty=_("No rate yet. Only needed when partners name values in several currencies."),
)

TASK_3_1 = Task(
    "3.1",
    _("Map the partners' resources"),
    _("Write down what every partner brings: first what is not money, then money."),
    (COMMITMENT, RESOURCE_SHARING, EXCHANGE_RATE),
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
WORTH = (_("Nothing"), _("Very little"), _("Little"), _("Some"), _("Much"), _("Very much"))
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
                    Option("safeguarding", _("Harm to people we serve")),
                    Option("legal", _("Law")),
                    Option("financial", _("Money")),
                    Option("political", _("Politics and elections")),
                    Option("disaster", _("Disaster and climate")),
                    Option("data", _("Data protection")),
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
            Day("raised_on", _("Raised on")),
            LongText("controls", _("What holds it off already")),
            Scale("likelihood", _("Likelihood"), required=True, steps=LIKELIHOOD),
            Scale("impact", _("Impact"), required=True, steps=IMPACT),
        ),
    ),
    Section(
        _("What we do about it"),
        (
            Choice(
                "response",
                _("Answer to it"),
                options=(
                    Option("avoid", _("Avoid it")),
                    Option("reduce", _("Make it smaller")),
                    Option("transfer", _("Pass it on")),
                    Option("share", _("Share it")),
                    Option("accept", _("Accept it")),
                ),
            ),
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
            LongText("contingency", _("What we do if it happens")),
            Choice(
                "trend",
                _("Since the last look"),
                options=(
                    Option("rising", _("Rising")),
                    Option("same", _("The same")),
                    Option("falling", _("Falling")),
                ),
            ),
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

NET_VALUE = many(
    "net_value",
    _("Balance of a partner"),
    _("What it is worth to each partner"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Scale("benefit", _("What it gets"), required=True, low=0, steps=WORTH),
            Scale("effort", _("What it puts in and risks"), required=True, low=0, steps=WORTH),
            Day("date", _("Judged on")),
            LongText("note", _("Why, and what would improve it")),
        ),
    ),
    named_by=("partner",),
    columns=("partner", "benefit", "effort", "date", "note"),
    empty=_("Not judged yet. Ask each partner whether it gets more than it puts in."),
)

TASK_3_2 = Task(
    "3.2",
    _("Weigh rewards and risks"),
    _("See for each partner what it can gain and lose, and make the risks smaller."),
    (REWARD, RISK, NET_VALUE),
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
        EveryUsed(
            "partner",
            "net_value",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: say whether it gets more than it puts in."),
        ),
        EveryHas("net_value", ("benefit", "effort")),
    ),
    uses=("partner_goal",),
)

STEP_3 = Step("3", _("Build the relationship"), (TASK_3_1, TASK_3_2, TASK_3_4, TASK_3_5))
