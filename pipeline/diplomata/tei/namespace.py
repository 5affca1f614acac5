"""The TEI namespace and the one way in which XML from outside is parsed."""

from __future__ import annotations

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NS = {"t": TEI}
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"


def tei(name: str) -> str:
    """The name of a TEI element in Clark notation: ``tei("p")``."""
    return f"{{{TEI}}}{name}"


def safe_parser(*, huge: bool = False, blanks: bool = True, ids: bool = True) -> etree.XMLParser:
    """A parser for XML that comes from strangers.

    No external entity, no DTD, no network; entities are not expanded. ``huge`` lifts libxml2's limits
    (depth 256, text nodes of 10 MB), for TEI that this program has just written itself. Without ``blanks`` what
    stands between two tags and is nothing but spaces and line ends is left out: a smaller tree, to look at only.
    Without ``ids`` nothing is known of xml:id until a schema says what it is, also not that one is there twice.
    """
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=huge,
        remove_blank_text=not blanks,
        collect_ids=ids,
    )
