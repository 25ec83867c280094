"""The IATI activity file (version 2.03): facts in, XML out, its elements in the order of the standard."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from msp_desktop.domain.publishing.facts import (
    Activity,
    Measured,
    Organisation,
    Result,
    Transaction,
)

VERSION = "2.03"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_POINTS = "http://www.opengis.net/def/crs/EPSG/0/4326"
_GOALS, _TARGETS, _INDICATORS = "2", "3", "9"
"""Vocabularies of tags and references that are codes of the Goals."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(found: Activity, moment: datetime) -> bytes:
    """Return the file as UTF-8; ``moment`` (with its time zone) is when it is made."""
    made = moment.isoformat(timespec="seconds")
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": made})
    node = SubElement(
        root, "iati-activity", {_LANGUAGE: found.language, "last-updated-datetime": made}
    )
    if found.currency:
        node.set("default-currency", found.currency)
    _identity(node, found)
    for one in found.participants:
        for role in one.roles:
            _organisation(node, "participating-org", one, role=role)
    SubElement(node, "activity-status", {"code": found.status})
    for kind, day in found.dates:
        SubElement(node, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    _contact(node, found)
    _where(node, found)
    _about(node, found)
    for transaction in found.transactions:
        _transaction(node, transaction)
    for result in found.results:
        _result(node, result)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _identity(node: Element, found: Activity) -> None:
    SubElement(node, "iati-identifier").text = _clean(found.identifier)
    _organisation(node, "reporting-org", found.reporter)
    _told(node, "title", found.title)
    for kind, text in found.descriptions:
        _told(node, "description", text).set("type", kind)


def _organisation(node: Element, name: str, one: Organisation, role: str = "") -> None:
    made = _told(node, name, one.name)
    for key, value in (("ref", one.ref), ("type", one.kind), ("role", role)):
        if value:
            made.set(key, _clean(value))


def _contact(node: Element, found: Activity) -> None:
    if not (found.email or found.website):
        return
    made = SubElement(node, "contact-info", {"type": "1"})
    _told(made, "organisation", found.reporter.name)
    if found.email:
        SubElement(made, "email").text = _clean(found.email)
    if found.website:
        SubElement(made, "website").text = _clean(found.website)


def _where(node: Element, found: Activity) -> None:
    if found.country:
        SubElement(node, "recipient-country", {"code": found.country, "percentage": "100"})
    if found.place is None:
        return
    made = SubElement(node, "location")
    if found.place.name:
        _told(made, "name", found.place.name)
    if found.place.point is not None:
        point = SubElement(made, "point", {"srsName": _POINTS})
        SubElement(point, "pos").text = " ".join(map(_number, found.place.point))


def _about(node: Element, found: Activity) -> None:
    SubElement(node, "sector", {"vocabulary": "1", "code": _clean(found.sector)})
    for vocabulary, codes in ((_GOALS, found.goals), (_TARGETS, found.targets)):
        for code in codes:
            SubElement(node, "tag", {"vocabulary": vocabulary, "code": code})


def _transaction(node: Element, one: Transaction) -> None:
    made = SubElement(node, "transaction")
    day = one.day.isoformat()
    SubElement(made, "transaction-type", {"code": one.kind})
    SubElement(made, "transaction-date", {"iso-date": day})
    value = SubElement(made, "value", {"currency": one.currency, "value-date": day})
    value.text = _number(one.amount)
    if one.description:
        _told(made, "description", one.description)
    if one.provider is not None:
        _organisation(made, "provider-org", one.provider)


def _result(node: Element, one: Result) -> None:
    made = SubElement(node, "result", {"type": one.kind})
    _told(made, "title", one.title)
    for measured in one.indicators:
        _indicator(made, measured)


def _indicator(node: Element, one: Measured) -> None:
    ascending = "1" if one.is_ascending else "0"
    made = SubElement(node, "indicator", {"measure": one.measure, "ascending": ascending})
    _told(made, "title", one.title)
    if one.description:
        _told(made, "description", one.description)
    if one.code:
        SubElement(made, "reference", {"vocabulary": _INDICATORS, "code": one.code})
    if one.baseline is not None:
        day, number = one.baseline
        years = {"year": f"{day.year:04}", "iso-date": day.isoformat(), "value": _number(number)}
        SubElement(made, "baseline", years)
    for span in one.spans:
        period = SubElement(made, "period")
        SubElement(period, "period-start", {"iso-date": span.start.isoformat()})
        SubElement(period, "period-end", {"iso-date": span.end.isoformat()})
        for name, value in (("target", span.target), ("actual", span.actual)):
            if value is not None:
                SubElement(period, name, {"value": _number(value)})


def _told(node: Element, name: str, text: str) -> Element:
    """Add an element with words of people in it."""
    made = SubElement(node, name)
    SubElement(made, "narrative").text = _clean(text)
    return made


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _clean(text: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return _NOT_IN_XML.sub("", text)
