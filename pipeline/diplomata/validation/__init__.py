"""Validation: the XSD gate, its explanation, the rules between elements, other people's schemas.

For one file: :func:`validate_bytes`; for a tree: :func:`validate_tree`. For many files, and for schemas
of the user's own: :func:`load_schemas`, then :func:`validate_many`, which gives Jing many files at once.
:func:`render` writes the diagnostics as text, JSON Lines, GitHub annotations or SARIF.
"""

from __future__ import annotations

from diplomata.validation.gate import Gate, SchemaUnusable, gate
from diplomata.validation.output import FORMATS, render
from diplomata.validation.parsing import MAX_BYTES
from diplomata.validation.run import validate_bytes, validate_many, validate_tree
from diplomata.validation.schemas import Schema, load_schema, load_schemas

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Gate",
    "Schema",
    "SchemaUnusable",
    "gate",
    "load_schema",
    "load_schemas",
    "render",
    "validate_bytes",
    "validate_many",
    "validate_tree",
]
