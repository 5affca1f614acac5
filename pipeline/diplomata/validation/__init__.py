"""Validation: the XSD gate, its explanation, rules between elements."""

from __future__ import annotations

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.validation.explain import explainer
from diplomata.validation.gate import Gate, SchemaUnusable, gate
from diplomata.validation.parsing import MAX_BYTES, Document, parse

__all__ = ["MAX_BYTES", "Gate", "SchemaUnusable", "gate", "validate_bytes", "validate_tree"]


def validate_bytes(data: bytes, path: str, *, max_bytes: int = MAX_BYTES) -> list[Diagnostic]:
    """What is wrong with the TEI file in ``data``; empty when it is valid.

    ``path`` is the file as the user named it. Every fault is found, not only the first. Never raises for
    what a file holds; raises :class:`SchemaUnusable` when our own schema cannot be used.
    """
    parsed = parse(data, path, max_bytes=max_bytes)
    return parsed if isinstance(parsed, list) else _check(parsed)


def validate_tree(root: etree._Element, path: str = "") -> list[Diagnostic]:
    """As :func:`validate_bytes`, for a tree; lines are those of the file that it was parsed from, if any."""
    return _check(Document(path, root))


def _check(document: Document) -> list[Diagnostic]:
    if gate().check(document.root):
        return []
    try:
        told = explainer().explain(document)
    except RecursionError:
        told = []
    if told:
        return told
    return [
        diagnose("schema-invalid", message, path=document.path, line=line)
        for line, message in gate().messages(document.root)
    ]
