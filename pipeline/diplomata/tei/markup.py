"""Small pieces of XML as text.

A record is written as text and parsed once: that is several times faster than building a tree node by node,
the bytes that are checked are the bytes that are written, and the parser proves that they are well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SPECIAL = re.compile('[&<>"\n\t]')


def escape(text: str) -> str:
    """Character data."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(value: str) -> str:
    """The value of an attribute, for double quotes."""
    if not _SPECIAL.search(value):
        return value
    return escape(value).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def attributes(values: Mapping[str, str]) -> str:
    """Attributes in the order given, each with a blank before it."""
    return "".join([f' {name}="{attribute(value)}"' for name, value in values.items()])


def element(name: str, text: str, **values: str) -> str:
    """An element that holds only text."""
    return f"<{name}{attributes(values)}>{escape(text)}</{name}>"
