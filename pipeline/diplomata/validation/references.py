"""What a schema includes: followed through local files, refused on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lxml import etree

from diplomata.tei.namespace import safe_parser
from diplomata.validation.gate import SchemaUnusable

if TYPE_CHECKING:
    from pathlib import Path

_REFERENCES = {
    "{http://www.w3.org/2001/XMLSchema}include": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}import": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}redefine": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}override": "schemaLocation",
    "{http://relaxng.org/ns/structure/1.0}include": "href",
    "{http://relaxng.org/ns/structure/1.0}externalRef": "href",
    "{http://purl.oclc.org/dsdl/schematron}include": "href",
    "{http://purl.oclc.org/dsdl/schematron}extends": "href",
    "{http://www.w3.org/2001/XInclude}include": "href",
    "{http://www.w3.org/1999/XSL/Transform}include": "href",
    "{http://www.w3.org/1999/XSL/Transform}import": "href",
}
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//")
_MOST = 500
"""The most files that one schema may be made of."""


def refuse_network(path: Path) -> None:
    """See that a schema and all that it includes are local files.

    Raises :class:`SchemaUnusable`, which names the file, the line and the address, when one is not; also
    when a file cannot be read, is no XML, or declares entities.
    """
    waiting, seen = [path.resolve()], {path.resolve()}
    while waiting:
        at = waiting.pop()
        for line, place in _includes(at):
            base = place.partition("#")[0]
            if not base:
                continue
            if _ADDRESS.match(base) and not base.startswith("file:///"):
                raise SchemaUnusable(
                    f"{at}:{line}: the schema includes {place}; nothing is fetched from the network",
                    hint="Save that file beside the schema and include it by its file name.",
                )
            target = (at.parent / unquote(base.removeprefix("file://"))).resolve()
            if not target.is_file():
                raise SchemaUnusable(
                    f"{at}:{line}: the schema includes {place}, which does not exist",
                    hint="Save that file beside the schema.",
                )
            if target not in seen:
                seen.add(target)
                waiting.append(target)
        if len(seen) > _MOST:
            raise SchemaUnusable(f"{path}: the schema is made of more than {_MOST} files")


def _includes(path: Path) -> list[tuple[int, str]]:
    """The line and address of everything that one schema file includes."""
    try:
        tree = etree.parse(str(path), safe_parser())
    except (etree.LxmlError, OSError) as error:
        raise SchemaUnusable(f"{path}: the schema cannot be read: {error}") from error
    dtd: Any = tree.docinfo.internalDTD
    if dtd is not None and (dtd.external_id or dtd.system_url or list(dtd.iterentities())):
        raise SchemaUnusable(
            f"{path}: the schema declares entities or an outside DTD in its DOCTYPE",
            hint="Remove the DOCTYPE; schemas do not need one.",
        )
    found: list[tuple[int, str]] = []
    for node in tree.iter("*"):
        attribute = _REFERENCES.get(str(node.tag))
        place = node.get(attribute) if attribute else None
        if place:
            line: int = node.sourceline or 0  # type: ignore[assignment]
            found.append((line, place))
    return found
