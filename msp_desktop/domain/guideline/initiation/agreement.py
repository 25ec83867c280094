"""Task 3.4: the agreement section by section, who signs it, its versions, and what was promised in it."""

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
    References,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.initiation.agreement_signed import StillAsSigned
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
            Day("review_on", _("First review on"), required=True),
            Text("place", _("Place of signature")),
            Text("languages", _("Languages"), _("All in which it is signed.")),
            Text("language", _("Language that counts"), _("If there are versions in several.")),
            Whole("originals", _("Number of signed originals")),
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
            LongText("parties", _("Remarks on the parties")),
            LongText(
                "background",
                _("Problem addressed"),
                _("Added to what tasks 1.1 and 2.1 say."),
            ),
            LongText("vision", _("Remarks on the vision")),
            LongText("own_goals", _("Remarks on the partners' own goals")),
            LongText("alignment", _("Remarks on the 2030 Agenda")),
            LongText("principles", _("Principles"), _("Fairness, openness, benefit for all.")),
            LongText("scope_note", _("Remarks on goals and scope")),
        ),
    ),
    Section(
        _("Who does and gives what"),
        (
            LongText("plan", _("Remarks on the work")),
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
            LongText("meetings", _("Meetings and minutes")),
            LongText("secretariat", _("Secretariat")),
            LongText("communication", _("Communication"), _("Among partners.")),
            LongText("publicity", _("Public communication"), _("Names, logos, who may speak.")),
            LongText("reporting", _("Reports and monitoring")),
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
            LongText("ending", _("Duration, law and signatures"), _("Remarks.")),
        ),
    ),
)

AGREEMENT_SECTION = many(
    "agreement_section",
    _("Judgement of a section"),
    _("How far the sections have come"),
    Section(
        "",
        (
            Whole("section", _("Section"), required=True),
            Choice(
                "rating",
                _("How far it has come"),
                required=True,
                options=(
                    Option("not_relevant", _("Not relevant")),
                    Option("missing", _("Not in place")),
                    Option("partly", _("Partly in place")),
                    Option("full", _("Fully in place")),
                ),
            ),
            LongText("comment", _("Comment")),
        ),
    ),
    empty=_("No judgement of your own yet: the program says what it finds in the data."),
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
        ),
    ),
    Section(
        _("The text as it was kept"),
        (
            LongText("text", _("Full text")),
            LongText(
                "marks",
                _("Marks of the sections"),
                _("Made by the program. By them it sees what has changed since."),
            ),
        ),
        folded=True,
    ),
    columns=("name", "date", "state", "changes"),
    empty=_("No version kept yet. Keep one before each round of talks, so that you can compare."),
)

PROMISE = many(
    "promise",
    _("Promise"),
    _("Promises"),
    Section(
        "",
        (
            Reference("partner", _("Who promised it"), to="partner", required=True),
            Text("description", _("What"), required=True),
            References("owed_to", _("To whom"), _("Empty means all partners."), to="partner"),
            Choice(
                "kind",
                _("Kind"),
                options=(
                    Option("resource", _("Resource")),
                    Option("role", _("Role or work")),
                    Option("report", _("Report")),
                    Option("other", _("Other")),
                ),
            ),
            Day("due", _("Due on"), required=True),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("open", _("Open")),
                    Option("kept", _("Kept")),
                    Option("released", _("No longer owed")),
                ),
            ),
            Day("kept_on", _("Promise kept on")),
            Text("evidence", _("What shows it")),
            Reference("version", _("Agreement it stands in"), to="agreement_version"),
            Reference("commitment", _("Commitment behind it"), to="commitment"),
        ),
    ),
    named_by=("description",),
    columns=("partner", "description", "due", "state"),
    empty=_("No promise yet. They are made from the commitments when the agreement is signed."),
)

TASK_3_4 = Task(
    "3.4",
    _("Secure the partnering agreement"),
    _("Put on paper what was agreed, in words all partners accept, and sign it."),
    (AGREEMENT, AGREEMENT_SECTION, SIGNATORY, AGREEMENT_VERSION, PROMISE),
    (
        StillAsSigned(),
        Filled(
            "agreement",
            (
                "title",
                "strength",
                "state",
                "duration",
                "review_on",
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
        AtLeast("promise"),
        EveryHas("promise", ("due", "state")),
    ),
    uses=("assumption", "commitment", "decision_rule"),
)
