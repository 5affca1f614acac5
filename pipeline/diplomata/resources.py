"""Where the schema and the stylesheets are: beside the package in the wheel, at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The folder ``schema`` or ``xslt``.

    Raises :class:`FileNotFoundError` when the installation is broken.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {name}/ is missing from the installation of diplomata")


def resource(relative: str) -> Path:
    """The path of a shipped file, such as ``schema/diplomata.xsd`` or ``xslt/html/record.xsl``."""
    top, _, rest = relative.partition("/")
    return folder(top) / rest
