"""XML that is written as text: what has to be escaped in it, and how it says when."""

from __future__ import annotations


def escaped(text: str) -> str:
    """``text`` as it stands in an element or an attribute."""
    # The escape of xml.sax would bring an HTTP client with it.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def moment(date: str) -> str:
    """The first moment of a year, month or day, as XML Schema and RFC 3339 write it."""
    return f"{date}{'0000-01-01'[len(date) :]}T00:00:00Z"
