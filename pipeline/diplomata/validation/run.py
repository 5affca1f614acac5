"""Files in, diagnostics out: parse, then every schema, in batches where a schema wants them.

With our schema most files are valid, so each is first asked whether it surely is; only where that is not sure
is it validated with everything that can say what is wrong.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.tei.namespace import XML_ID
from diplomata.validation.parsing import MAX_BYTES, Document, parse, parse_tree
from diplomata.validation.quick import which_surely_valid
from diplomata.validation.schemas import OurSchema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diplomata.diagnostics import Diagnostic
    from diplomata.validation.schemas import Schema

_BATCH = 200
"""So many files are given to a schema at once: Jing is a program of its own that takes half a second to start."""

_FEW, _FEW_BYTES = 25, 512 * 1024
"""So many files, or files of so many bytes, are looked at together: a tree is some ten times as large as its file."""

_OURS = OurSchema()


def validate_bytes(
    data: bytes, path: str, schemas: Sequence[Schema] = (), *, max_bytes: int = MAX_BYTES
) -> list[Diagnostic]:
    """What is wrong with the TEI file in ``data``; empty when nothing is.

    ``path`` is the file as the user named it; its stem is compared with the file's xml:id where it ends in
    ``.xml``. ``schemas`` come from :func:`~diplomata.validation.load_schema`; without one, ours. Every fault
    is told, not only the first, in the order of the file. Never raises for what a file holds; raises
    :class:`~diplomata.validation.SchemaUnusable` when a schema cannot be run, because then nothing was checked.
    """
    ((_, told),) = validate_many([(path, data)], schemas, max_bytes=max_bytes)
    return told


def validate_many(
    files: Iterable[tuple[str, bytes]], schemas: Sequence[Schema] = (), *, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[str, list[Diagnostic]]]:
    """As :func:`validate_bytes` for many files: pairs of path and diagnostics, in the order of ``files``.

    ``files`` are pairs of path and bytes, and may be endless: at most two hundred are held at once.
    """
    if not schemas:
        for few in _few_at_once(files):
            sure = which_surely_valid([(path, data if len(data) <= max_bytes else b"") for path, data in few])
            for (path, data), valid in zip(few, sure, strict=True):
                yield path, [] if valid else _ours(data, path, max_bytes)
        return
    rest = iter(files)
    size = max(schema.batch for schema in schemas)
    while batch := list(islice(rest, min(size, _BATCH))):
        parsed = [(path, parse(data, path, max_bytes=max_bytes)) for path, data in batch]
        documents = [document for _, document in parsed if isinstance(document, Document)]
        found: dict[int, list[Diagnostic]] = {id(document): [] for document in documents}
        for schema in schemas:
            for document, told in zip(documents, schema.check(documents), strict=True):
                found[id(document)] += told
        for path, outcome in parsed:
            yield path, outcome if isinstance(outcome, list) else sorted(found[id(outcome)])


def _few_at_once(files: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """The files in their order, so many at once that their trees take little room."""
    few: list[tuple[str, bytes]] = []
    room = _FEW_BYTES
    for path, data in files:
        few.append((path, data))
        room -= len(data)
        if len(few) == _FEW or room <= 0:
            yield few
            few, room = [], _FEW_BYTES
    if few:
        yield few


def _ours(data: bytes, path: str, max_bytes: int) -> list[Diagnostic]:
    parsed = parse(data, path, max_bytes=max_bytes)
    return sorted(_OURS.check([parsed])[0]) if isinstance(parsed, Document) else parsed


def validate_tree(root: etree._Element, path: str = "", schemas: Sequence[Schema] = ()) -> list[Diagnostic]:
    """As :func:`validate_bytes`, for a tree; lines are those of the file that it was parsed from.

    A tree that was built or changed in memory may have ids that libxml2 does not know; such a tree is
    written and parsed once more, and its lines are those of what was written.
    """
    if root.xpath("boolean(//*[@xml:id][not(id(@xml:id))])", namespaces={"xml": XML_ID.partition("}")[0][1:]}):
        written = parse_tree(etree.tostring(root), path)
        document = written if isinstance(written, Document) else Document(path, root)
    else:
        document = Document(path, root)
    return sorted(told for schema in list(schemas) or [_OURS] for told in schema.check([document])[0])
