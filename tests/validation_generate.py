"""Random documents from the schema itself, and random faults in documents: for tests against TEI."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

import xmlschema
from lxml import etree

from validation_files import ROOT

if TYPE_CHECKING:
    from random import Random

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"
_DEEP = 9
_WORDS = ["lock", "Halm", "ключ", "鎖", "a & b", "<so>", "e\u0301", '"', "1958", "—", "[x]", "\u00a0."]
_INFINITE = 1_000


@cache
def schema() -> xmlschema.XMLSchema10:
    """The schema that documents are made from."""
    return xmlschema.XMLSchema10(str(ROOT / "schema" / "diplomata.xsd"), allow="local")


class Maker:
    """Makes one document: every choice and number is drawn from ``random``."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.ids = 0

    def document(self) -> bytes:
        """A document that the schema accepts, as a file."""
        root = etree.Element(f"{TEI}TEI", nsmap={None: TEI[1:-1]})
        self._fill(root, schema().elements["TEI"].type, 0)
        for second in root.iterfind(f".//{TEI}publicationStmt/{TEI}idno[2]"):
            second.set("type", "URI" if second.getprevious().get("type") == "record" else "record")
        return etree.tostring(root, xml_declaration=True, encoding="utf-8")

    def _fill(self, node: etree._Element, kind: Any, depth: int) -> None:
        for name, attribute in getattr(kind, "attributes", {}).items():
            if name and (attribute.use == "required" or self.random.random() < 0.5):
                node.set(name, attribute.fixed or self._value(name, attribute.type))
        if kind.is_simple() or kind.has_simple_content():
            node.text = self._text() if self._simple(kind) == "filledText" or self.random.random() < 0.7 else ""
            return
        self._particle(node, kind.content, depth)
        if kind.mixed:
            node.text = self._text()
            for child in node:
                child.tail = self._text() if self.random.random() < 0.7 else ""

    def _simple(self, kind: Any) -> str:
        content = kind if kind.is_simple() else kind.content
        return content.local_name or content.base_type.local_name or ""

    def _particle(self, node: etree._Element, particle: Any, depth: int) -> None:
        low, high = particle.min_occurs, particle.max_occurs
        more = 0 if depth > _DEEP else self.random.choice([0, 0, 1, 1, 2, 4])
        times = low + more if high is None else min(high, low + more)
        for _ in range(times):
            if not hasattr(particle, "model"):
                child = etree.SubElement(node, particle.name)
                self._fill(child, particle.type, depth + 1)
            elif particle.model == "choice":
                options = list(particle)
                if depth > _DEEP:
                    options = [min(options, key=height)]
                self._particle(node, self.random.choice(options), depth)
            else:
                for part in particle:
                    self._particle(node, part, depth)

    def _text(self) -> str:
        return " ".join(self.random.choice(_WORDS) for _ in range(self.random.randint(1, 4)))

    def _value(self, name: str, kind: Any) -> str:
        if name == XML_ID:
            self.ids += 1
            series = {"paragraphNumber": "p", "turnNumber": "t", "noteNumber": "n"}
            return f"{series.get(kind.local_name) or self.random.choice('ABéx_')}{self.ids}"
        if kind.enumeration:
            return str(self.random.choice(kind.enumeration))
        values = {
            "isoDate": ["1958-03-07", "1958-03", "1958", "0001-01-01"],
            "localPointer": ["#p1", "#translator", "#é_1"],
            "localPointers": ["#a", "#a #b", " #a  #b "],
            "personPointer": ["people.xml#a", "lists/people.xml#b"],
            "address": ["https://example.org/a?b=c&d", "licence.html"],
            "languages": ["de", "de ru-Latn", ""],
            "language": ["en", "ru-Latn", "zh-Hant-TW", "x-old"],
            "versionNumber": ["1", "0.1.0", "2.0b1", "1.0.0.4"],
            "filledText": ["1.", "(1)", "a)", "n 7"],
            "NMTOKEN": ["fond", "1", "a.b"],
            "NCName": ["diplomata", "x_1"],
        }
        return self.random.choice(values[kind.local_name])


@cache
def height(particle: Any) -> int:
    """How deep a particle must go at the least; ``_INFINITE`` while that is being asked, so loops end."""
    if particle.min_occurs == 0:
        return 0
    return _height(particle, frozenset())


def _height(particle: Any, above: frozenset[Any]) -> int:
    if particle.min_occurs == 0:
        return 0
    if hasattr(particle, "model"):
        heights = [_height(part, above) for part in particle]
        return (min if particle.model == "choice" else max)(heights, default=0)
    kind = particle.type
    if kind in above:
        return _INFINITE
    return 1 + (0 if kind.is_simple() or kind.has_simple_content() else _height(kind.content, above | {kind}))


def mutate(root: etree._Element, random: Random) -> str:
    """One fault, or what may be one, in a tree: an element or attribute renamed, deleted, moved, doubled.

    Returns what was done.
    """
    nodes = [node for node in root.iter("*") if node is not root]
    node = random.choice(nodes)
    parent = node.getparent()
    other = random.choice(nodes)
    name = random.choice(sorted({str(each.tag) for each in nodes} | {f"{TEI}u", f"{TEI}ab", f"{TEI}lb", f"{TEI}hi"}))
    kind = random.choice(
        [
            "rename",
            "delete",
            "unwrap",
            "double",
            "move",
            "swap",
            "text",
            "attribute",
            "rename-attribute",
            "value",
            "drop",
        ]
    )
    done = f"{kind} {node.tag} line {node.sourceline}"
    if kind == "rename":
        node.tag = name
    elif kind == "delete":
        parent.remove(node)
    elif kind == "unwrap":
        at = parent.index(node)
        for child in reversed(list(node)):
            parent.insert(at, child)
        parent.remove(node)
    elif kind == "double":
        node.addnext(copy.deepcopy(node))
    elif kind == "move" and node not in other.iterancestors() and other is not node:
        other.insert(random.randint(0, len(other)), node)
    elif kind == "swap" and node.getnext() is not None:
        node.getnext().addnext(node)
    elif kind == "text":
        node.text = "stray words"
    elif kind == "attribute":
        node.set(random.choice(["type", "n", "rend", "when", "who", "target", "cert", "foo"]), "value")
    elif node.attrib:
        attribute = random.choice(sorted(node.attrib))
        value = str(node.attrib[attribute])
        if kind == "drop":
            del node.attrib[attribute]
        elif kind == "value":
            node.set(attribute, random.choice([value + " x", "", value.upper(), "#nobody", "1958-13", value[1:]]))
        else:
            del node.attrib[attribute]
            node.set(random.choice(["n", "type", "corresp", "when-iso", XML_ID]), value)
    return done
