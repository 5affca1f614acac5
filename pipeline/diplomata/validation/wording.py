"""Words for faults of structure: how elements and places are named, and what to do about common mistakes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.tei.namespace import TEI, XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CLOSING = frozenset({"closer", "postscript", "trailer"})
_BLOCKS = frozenset({"p", "sp", "stage", "list", "quote", "floatingText"})

_CHILD_HINTS = {
    (
        "speaker",
        "stage",
    ): "The label of a speaker holds no aside. Put the <stage> after the <speaker>, or into the <p>.",
    ("sp", "head"): 'A turn has no heading. End the <sp> before it and start a <div type="section">.',
    ("sp", "sp"): "A turn holds no other turn. Close the first <sp> before the second.",
    ("p", "p"): "A paragraph holds no other paragraph. Close the first <p> before the second.",
    ("p", "list"): "Close the <p> before the list; the <list> stands beside it.",
    ("list", "p"): "A list holds <item>s. Put the words into an <item>.",
    ("text", "div"): "Put the <div> into <body>; only the footnotes stand in <back>.",
    ("body", "p"): 'Put the paragraphs into <div type="record">.',
    ("div", "p"): "Put the paragraph before the sections, or into a section of its own.",
}

_ELEMENT_HINTS = {
    "u": "A turn is <sp> with a <speaker> and paragraphs; <u> is for recorded speech.",
    "ab": "A paragraph is <p>.",
    "hi": "How words look is not encoded. Keep the words, remove the tags.",
    "lb": "Line ends are not encoded. Remove it.",
    "add": 'A translator adds with <supplied reason="subaudible">; what is handwritten is <note type="handwritten">.',
    "choice": "A marked error is <sic> round the word.",
    "corr": "A marked error is <sic> round the word.",
    "del": "Words that were struck out are <gap> with a <desc>.",
    "div1": "Divisions are not numbered: use <div>.",
    "front": 'What stands before the text is <opener> in <div type="record">.',
    "q": "Quotation marks stay in the text; a quoted document is <quote> or <floatingText>.",
    "said": "A turn is <sp> with a <speaker>.",
    "signatures": "A signature is <closer> with <signed>.",
    "table": "Tables are not encoded. Use <list>.",
}


def local(name: str) -> str:
    """The name of an element or attribute as it is read: ``p``, ``xml:id``."""
    if name.startswith(f"{{{XML}}}"):
        return "xml:" + name.rpartition("}")[2]
    return name.rpartition("}")[2]


def tag(name: str) -> str:
    """An element's name as a tag; with its namespace where that is not TEI."""
    if name == "*":
        return "any element"
    namespace, _, plain = name.rpartition("}")
    foreign = namespace.lstrip("{")
    if foreign and foreign != TEI:
        return f"<{plain}> of {foreign}"
    return f"<{plain}>"


def element(node: etree._Element) -> str:
    """An element as it is told from its like: ``<div type="section">``."""
    kind = node.get("type")
    name = tag(str(node.tag))
    return f'{name[:-1]} type="{shorten(kind, 30)}">' if kind and name.endswith(">") else name


def path(node: etree._Element) -> str:
    """Where an element is: ``/TEI/text/body/div[2]/p[3]``; numbers only where there are several of a name."""
    steps: list[str] = []
    at: etree._Element | None = node
    while at is not None:
        parent = at.getparent()
        step = local(str(at.tag))
        if parent is not None:
            alike = [child for child in parent if child.tag == at.tag]
            if len(alike) > 1:
                step += f"[{alike.index(at) + 1}]"
        steps.append(step)
        at = parent
    return "/" + "/".join(reversed(steps))


def one_of(names: Iterable[str], may_end: str = "", limit: int = 10) -> str:
    """A list of tags in words, with the end tag where the element may end there."""
    tags = list(dict.fromkeys(tag(name) for name in names))
    if len(tags) > limit:
        tags = [*tags[: limit - 1], f"{len(tags) - limit + 1} others"]
    if may_end:
        tags.append(may_end)
    return words(tags, "or") if tags else "nothing more"


def words(parts: Sequence[str], joiner: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joiner} {parts[-1]}"


def shorten(text: str, limit: int = 60) -> str:
    """Text on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def near(value: str, allowed: Iterable[str], form: str = "{}") -> str:
    """A hint that names the allowed value that looks like this one, if one does, in a form such as ``<{}>``."""
    names = {name.casefold(): name for name in allowed}
    close = get_close_matches(value.casefold(), list(names), n=1, cutoff=0.6 if form == "{}" else 0.75)
    return f"Did you mean {form.format(names[close[0]])}?" if close else ""


def child_hint(parent: str, child: str, before: str) -> str:
    """What to do about a child that may not stand where it stands. Names are local; ``before`` may be empty."""
    if (parent, child) in _CHILD_HINTS and not (parent == "div" and before in _CLOSING):
        return _CHILD_HINTS[parent, child]
    if child in _ELEMENT_HINTS:
        return _ELEMENT_HINTS[child]
    if parent in {"div", "body"}:
        if before in _CLOSING and child in _BLOCKS | {"head", "opener", "div"}:
            return (
                f"After <{before}> only closing parts and notes may follow. Put copies and distribution lists into "
                "<postscript>, an enclosure into a <div> of its own, and move the rest before the closing part."
            )
        if child == "head":
            return 'A heading stands first. Start a <div type="section"> with it.'
        if child == "opener":
            return "An <opener> stands before any paragraph, turn or aside. Move it up."
        if child in _BLOCKS and before == "div":
            return 'After a section everything needs a section: put this into a <div type="section">, or before it.'
        if child in _CLOSING:
            return "What closes a letter needs a text that it closes: put a paragraph before it."
    return ""
