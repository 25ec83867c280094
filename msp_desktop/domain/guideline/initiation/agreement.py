"""Task 3.4: the agreement, who signs it for each partner, and its earlier versions."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Dates,
    Day,
    LongText,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

STATES = (
    Option("draft", _("Draft")),
    Option("negotiating", _("Being negotiated")),
    Option("signed", _("Signed")),
    Option("amended", _("Amended")),
    Option("ended", _("Ended")),
)

AGREEMENT = one(
    "agreement",
    _("Partnering agreement"),
    Section(
        _("The agreement itself"),
        (
            Text("title", _("Title"), required=True),
            Choice(
                "strength",
                _("Kind of agreement"),
                required=True,
                options=(
                    Option("letter", _("Letter of intent")),
                    Option("memorandum", _("Memorandum of understanding")),
                    Option("agreement", _("Binding agreement")),
                ),
            ),
            Choice("state", _("State"), required=True, options=STATES),
            Dates("duration", _("Valid from – to"), required=True),
            Text("language", _("Language that counts"), _("If there are versions in several.")),
            Text("law", _("Law that applies"), _("Leave it empty where nothing is binding.")),
            Text("signed_copy", _("Where the signed copy is kept")),
            Attachment(
                "signed_copy_file",
                _("Scan of the signed copy"),
                _("As one PDF or picture. Every partner's office then has it too."),
            ),
        ),
    ),
    Section(
        _("Why and what"),
        (
            LongText(
                "background",
                _("Problem addressed"),
                _("Left empty, the document takes it from tasks 1.1 and 2.1."),
            ),
            LongText("principles", _("Principles"), _("Fairness, openness, benefit for all.")),
            LongText("scope_note", _("Remarks on goals and scope")),
        ),
    ),
    Section(
        _("Who does and gives what"),
        (
            LongText("roles", _("Roles"), required=True),
            LongText("contributions", _("Remarks on contributions")),
            LongText("finance", _("Money"), _("Who holds it, who may spend it, who checks.")),
            LongText("risk_note", _("Remarks on risks")),
        ),
    ),
    Section(
        _("How we work together"),
        (
            LongText("governance", _("Governance"), required=True),
            LongText("decision_rules", _("Decisions"), required=True),
            LongText("reporting", _("Reports and monitoring")),
            LongText("communication", _("Communication"), _("Among partners and in public.")),
            LongText("confidentiality", _("Confidentiality and personal data")),
            LongText("conflict_of_interest", _("Conflicts of interest and corruption")),
            LongText("knowledge", _("Ownership of results and knowledge")),
            LongText("accountability", _("Answering to the people concerned")),
        ),
    ),
    Section(
        _("When things change"),
        (
            LongText("dispute_resolution", _("Disputes"), _("Step by step."), required=True),
            LongText("review", _("Review of the agreement"), required=True),
            LongText("amendment", _("Changing the agreement"), required=True),
            LongText("joining", _("New partners")),
            LongText("exit", _("Leaving and ending"), required=True),
        ),
    ),
)

SIGNATORY = many(
    "signatory",
    _("Signature"),
    _("Signatures"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Text("name", _("Who signs"), required=True),
            Text("title", _("Post or title"), required=True),
            Text("authority", _("On what authority"), example=_("Board decision of 2 June")),
            Day("signed_on", _("Signed on"), required=True),
            Text("place", _("Place")),
            Text("witness", _("Witness")),
        ),
    ),
    named_by=("name",),
    columns=("partner", "name", "title", "signed_on"),
    empty=_("Nobody listed yet. Add for each partner the person who signs."),
)

AGREEMENT_VERSION = many(
    "agreement_version",
    _("Version of the agreement"),
    _("Versions of the agreement"),
    Section(
        "",
        (
            Text("name", _("Version"), required=True, example=_("Draft 2, after the May meeting")),
            Day("date", _("Date"), required=True),
            Choice("state", _("State"), options=STATES),
            LongText("changes", _("What changed, and who asked for it")),
            LongText("text", _("Full text")),
        ),
    ),
    columns=("name", "date", "state", "changes"),
    empty=_("No version kept yet. Keep one before each round of talks, so that you can compare."),
)

TASK_3_4 = Task(
    "3.4",
    _("Secure the partnering agreement"),
    _("Put on paper what was agreed, in words all partners accept, and sign it."),
    (AGREEMENT, SIGNATORY, AGREEMENT_VERSION),
    (
        Filled(
            "agreement",
            (
                "title",
                "strength",
                "state",
                "duration",
                "roles",
                "governance",
                "decision_rules",
                "dispute_resolution",
                "review",
                "amendment",
                "exit",
            ),
        ),
        AtLeast("signatory", 2),
        EveryUsed(
            "partner",
            "signatory",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: say who signs."),
        ),
        EveryHas("signatory", ("name", "title", "signed_on")),
    ),
    uses=("assumption", "commitment", "decision_rule"),
)
