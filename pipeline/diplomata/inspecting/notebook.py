"""An inspection as a piece of HTML for a notebook: escaped, complete in itself, without script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from diplomata.inspecting.account import Inspection
from diplomata.inspecting.terminal import Piece, rows

if TYPE_CHECKING:
    from diplomata.record import Record

MOST_ROWS = 600
"""A longer inspection is cut in the middle, so that a notebook stays light; nothing of what follows the source is."""
# Paper and ink are both set, so that the colours can be read in a dark notebook too: each has a contrast of 5 to 1
# or more on the paper. What colour says, the margin says in words.
_STYLE = """\
.diplomata-inspection{background:#fff;color:#1b1b1b;max-height:36em;overflow:auto;padding:.5em;line-height:1.45}
.diplomata-inspection table{border-collapse:collapse;width:100%;table-layout:auto}
.diplomata-inspection tr{background:none!important}
.diplomata-inspection td{text-align:left!important;vertical-align:top;padding:0 .8em 0 0;border:0;color:inherit;\
white-space:pre-wrap;overflow-wrap:anywhere;font:.85em/1.45 ui-monospace,monospace}
.diplomata-inspection td.line{white-space:pre;width:1%;border-right:1px solid #ccc;color:#595959}
.diplomata-inspection td.line+td{padding-left:.8em}
.diplomata-inspection .header{color:#00607a}
.diplomata-inspection .furniture,.diplomata-inspection .no{color:#666}
.diplomata-inspection .speaker,.diplomata-inspection .yes{color:#1d6b1d;font-weight:bold}
.diplomata-inspection .stage{color:#8a1f8a;font-style:italic}
.diplomata-inspection .supplied{color:#7a5200}
.diplomata-inspection :is(.unclear,.sic,.gap,.desc,.unsure){color:#a31515}
.diplomata-inspection :is(.note,.foreign,.ref){color:#1f4fa3}
.diplomata-inspection :is(.head,.title){font-weight:bold}
"""


def to_html(record: Record) -> str:
    """The inspection of ``record`` as one ``div``."""
    inspection = Inspection(record)
    shown = list(rows(inspection))
    left_out = len(shown) - MOST_ROWS
    if left_out > 0:
        source = record.text.count("\n") + 1
        kept = max(MOST_ROWS // 2, source - left_out)
        message = f"{source - kept:,} more lines; diplomata inspect shows them all"
        shown[kept:source] = [([], [Piece(message, "unsure")])]
    body = "\n".join(f"<tr>{_row(margin, text)}</tr>" for margin, text in shown)
    title = escape(record.header.title or record.id)
    return (
        f'<div class="diplomata-inspection" role="region" aria-label="How {title} was read" tabindex="0">\n'
        f"<style>\n{_STYLE}</style>\n<table>\n{body}\n</table>\n</div>"
    )


def _row(margin: list[Piece], text: list[Piece]) -> str:
    if len(margin) < 3:
        return f'<td colspan="2">{_cell([*margin, *text]) or "&#160;"}</td>'
    # The third piece of the margin of a line is a rule, which the table draws itself.
    return f'<td class="line">{_cell(margin[:2])}</td><td>{_cell(text)}</td>'


def _cell(pieces: list[Piece]) -> str:
    return "".join(
        f'<span class="{piece.kind}">{escape(piece.text)}</span>' if piece.kind else escape(piece.text)
        for piece in pieces
    )
