"""The customisation read as data, and compiled to RELAX NG: as much of ODD as ours uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from validation_files import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "http://www.w3.org/XML/1998/namespace"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
ODD = ROOT / "schema" / "diplomata.odd"


def specs() -> dict[str, etree._Element]:
    """The specification of each element, by its name."""
    return {spec.get("ident", ""): spec for spec in etree.parse(str(ODD)).iter(f"{TEI}elementSpec")}


def attributes(spec: etree._Element) -> Iterator[tuple[str, bool, set[str], bool]]:
    """Of each attribute: its name, whether it is required, its listed values, whether the list is closed."""
    for attribute in spec.iterfind(f"{TEI}attList/{TEI}attDef"):
        values = attribute.find(f"{TEI}valList")
        listed = set() if values is None else {str(item.get("ident")) for item in values.iterfind(f"{TEI}valItem")}
        closed = values is not None and values.get("type") == "closed"
        yield str(attribute.get("ident")), attribute.get("usage") == "req", listed, closed


def compiled(start: str = "TEI") -> etree._ElementTree:
    """The RELAX NG schema that the customisation describes, for documents with the root ``start``."""
    grammar = etree.Element(
        f"{RNG}grammar",
        nsmap={None: RNG[1:-1]},
        ns=TEI[1:-1],
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes",
    )
    etree.SubElement(etree.SubElement(grammar, f"{RNG}start"), f"{RNG}ref", name=start)
    for name, spec in specs().items():
        element = etree.SubElement(etree.SubElement(grammar, f"{RNG}define", name=name), f"{RNG}element", name=name)
        content = spec.find(f"{TEI}content")
        assert content is not None, name
        for part in content:
            _content(part, element)
        for attribute in spec.iterfind(f"{TEI}attList/{TEI}attDef"):
            _attribute(attribute, element)
    return etree.ElementTree(grammar)


def _content(part: etree._Element, into: etree._Element) -> None:
    name = str(part.tag).removeprefix(TEI)
    if name in {"textNode", "empty"}:
        etree.SubElement(into, f"{RNG}{'text' if name == 'textNode' else 'empty'}")
        return
    low, high = int(part.get("minOccurs", "1")), part.get("maxOccurs", "1")
    if high == "unbounded":
        into = etree.SubElement(into, f"{RNG}{'oneOrMore' if low else 'zeroOrMore'}")
        times = [True]
    else:
        times = [number < low for number in range(int(high))]
    for needed in times:
        place = into if needed else etree.SubElement(into, f"{RNG}optional")
        if name == "elementRef":
            etree.SubElement(place, f"{RNG}ref", name=part.get("key", ""))
            continue
        group = etree.SubElement(place, RNG + {"sequence": "group", "alternate": "choice"}[name])
        for child in part:
            _content(child, group)


def _attribute(attribute: etree._Element, into: etree._Element) -> None:
    place = into if attribute.get("usage") == "req" else etree.SubElement(into, f"{RNG}optional")
    name = attribute.get("ident", "")
    made = etree.SubElement(place, f"{RNG}attribute", name=name.removeprefix("xml:"))
    made.set("ns", XML if name.startswith("xml:") else "")
    values = attribute.find(f"{TEI}valList")
    if values is not None and values.get("type") == "closed":
        choice = etree.SubElement(made, f"{RNG}choice")
        for item in values.iterfind(f"{TEI}valItem"):
            etree.SubElement(choice, f"{RNG}value").text = item.get("ident")
        return
    datatype = attribute.find(f"{TEI}datatype")
    assert datatype is not None, name
    if datatype.get("maxOccurs") == "unbounded":
        made = etree.SubElement(made, f"{RNG}list")
        made = etree.SubElement(made, f"{RNG}{'zeroOrMore' if datatype.get('minOccurs') == '0' else 'oneOrMore'}")
    (reference,) = datatype.iterfind(f"{TEI}dataRef")
    known = {"teidata.enumerated": "token", "teidata.pointer": "anyURI"}
    data = etree.SubElement(made, f"{RNG}data", type=reference.get("name") or known[str(reference.get("key"))])
    if reference.get("restriction"):
        etree.SubElement(data, f"{RNG}param", name="pattern").text = reference.get("restriction")
