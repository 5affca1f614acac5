"""Values without labels, told by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from diplomata.layouts.model import Zone
from diplomata.layouts.placed import Placed, is_furniture
from diplomata.layouts.shapes import PROSE, is_clearly
from diplomata.lines import Line

_OF_A_NOTICE = 100
"""A line that fits nothing else and has more characters is the notice of rights."""


def values(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """A zone of values without labels; ``order`` names the shapes that may occur."""
    for line in lines[at:]:
        name = told_by_shape(line, zone.order, placed)
        if name == "furniture":
            placed.furniture.append(line)
        elif name:
            placed.fields.append((name, line))
        else:
            placed.leave(line)
    return len(lines)


def told_by_shape(line: Line, order: Sequence[str], placed: Placed) -> str:
    """The field of ``order`` whose value a line clearly is, and that has none yet; empty where it is none."""
    if is_furniture(line, placed.layout):
        return "furniture"
    if "rights" in order and _rights_go_on(line, placed):
        return "rights"
    taken = {kind for kind, _ in placed.fields} - {"rights", "funder"}
    shapes = sorted((s for s in order if s not in taken), key=lambda s: s != "rights")
    name = next((s for s in shapes if is_clearly(s, line.text, placed.layout)), "")
    if not name and "rights" in order and len(line.text) > _OF_A_NOTICE:
        return "rights"
    if not name and "language" in order and "language" not in taken and _is_one_word(line.text):
        # A language that has no code; what a single word says otherwise is told by its shape.
        return "language"
    return name


def _rights_go_on(line: Line, placed: Placed) -> bool:
    """Whether a line is a sentence more of the notice of rights before it."""
    return bool(placed.fields) and placed.fields[-1][0] == "rights" and bool(PROSE.search(line.text))


def _is_one_word(text: str) -> bool:
    return text.isalpha() and text[0].isupper() and not text.isupper()
