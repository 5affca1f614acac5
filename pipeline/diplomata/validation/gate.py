"""The gate: libxml2 says in a fraction of a millisecond whether a document follows an XML Schema."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from lxml import etree

from diplomata.errors import DiplomataError, ExitCode
from diplomata.resources import resource
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from pathlib import Path

_NAMESPACE = re.compile(r"\{[^{}]*\}")


class SchemaUnusable(DiplomataError):
    """A schema cannot be read, compiled or run; nothing was validated with it, so nothing passed."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class Gate:
    """One XML Schema, compiled by libxml2. Build it once a process: :func:`gate` keeps ours.

    ``schema`` is an .xsd file; without one, ours. Nothing is fetched from the network.
    Raises :class:`SchemaUnusable` when libxml2 cannot compile it.
    """

    def __init__(self, schema: Path | None = None) -> None:
        self.path = schema or resource("schema/diplomata.xsd")
        try:
            self._schema = etree.XMLSchema(etree.parse(str(self.path), safe_parser()))
        except (etree.LxmlError, OSError) as error:
            raise SchemaUnusable(
                f"{self.path}: the XML Schema cannot be compiled: {error}",
                hint="Check the schema with its authors; XSD 1.1 is not supported by libxml2.",
            ) from error

    def check(self, root: etree._Element | etree._ElementTree) -> bool:
        """Whether a tree follows the schema."""
        return self._schema.validate(root)

    def messages(self, root: etree._Element | etree._ElementTree) -> list[tuple[int, str]]:
        """Line and wording of everything that libxml2 finds wrong; terse, but always there."""
        if self._schema.validate(root):
            return []
        log: Any = self._schema.error_log
        return [(entry.line, _NAMESPACE.sub("", entry.message or "")) for entry in log]


@cache
def gate() -> Gate:
    """The gate of our own schema, compiled once a process."""
    return Gate()
