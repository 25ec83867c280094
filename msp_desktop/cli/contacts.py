"""Commands on contact persons: taking address cards in, and writing them."""

from __future__ import annotations

import sys
from argparse import Namespace

from msp_desktop.app import address_cards
from msp_desktop.cli import session
from msp_desktop.domain.problems import NotFound
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural


def import_contacts(options: Namespace) -> int:
    """Take in the people of a vCard file who are not listed yet, or say what it would bring."""
    cards = address_cards.look_into(options.file)
    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        records = office.workspace.records(space_id)
        if options.to and records.find("partner", options.to) is None:
            raise NotFound(options.to)
        arrivals = address_cards.preview(records, cards, options.to or "")
        coming = [one for one in arrivals if one.can_come and (options.twice or not one.same_as)]
        if not options.preview:
            address_cards.take_in(office.workspace, space_id, coming)
        items = [
            {
                "name": one.card.name,
                "organisation": records.name("partner", one.partner_id) or one.organisation,
                "is_new_organisation": not one.partner_id and bool(one.organisation),
                "same_as": one.same_as,
                "taken": one in coming and not options.preview,
            }
            for one in arrivals
        ]
    lines = [_line(one, is_coming=one in coming) for one in arrivals]
    if cards.unreadable:
        said = translate_plural(
            "{count} card could not be read.", "{count} cards could not be read.", cards.unreadable
        )
        lines.append(said.format(count=cards.unreadable))
    return session.show(items, lines, as_json=options.json)


def export_contacts(options: Namespace) -> int:
    """Write the contact persons of one partner, or of all, as vCard 4.0."""
    with session.office(options) as office:
        records = office.workspace.records(session.partnership_of(office, options))
        people = address_cards.contacts_of(records, options.of or "")
        count = address_cards.save(records, people, options.out)
    warning = translate_plural(
        "The file holds name, telephone and e-mail of {count} person. Hand it only to who needs it.",
        "The file holds names, telephones and e-mails of {count} people. Hand it only to who needs it.",
        count,
    )
    print(warning.format(count=count), file=sys.stderr)
    print(options.out)
    return 0


def _line(one: address_cards.Arrival, *, is_coming: bool) -> str:
    if one.same_as:
        remark = translate(_("listed already: {name}")).format(name=one.same_as)
    elif not one.can_come:
        remark = translate(_("names no organisation; say which with --to ID"))
    elif one.organisation:
        remark = translate(_("new organisation: {name}")).format(name=one.organisation)
    else:
        remark = ""
    return f"{'+' if is_coming else '-'} {one.card.name}  {remark}".rstrip()
