"""Captions of a recording, as meetings on line and oral history projects save them (WebVTT, SubRip): each piece of
speech under its number and the time at which it is heard.

``00:00:04.110 --> 00:00:06.930`` stands over what is said; on a line with it, it is read as a time before a label is.
Source of the forms: W3C, WebVTT: The Web Video Text Tracks Format, section 4.1.
"""

from __future__ import annotations

from diplomata.lines import Line
from diplomata.recognise.timed import CUE_TIME

_FEWEST = 5
"""A recording has at least so many captions."""


def without_cue_numbers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines, each caption on one with its time, and the numbers of the captions; all lines and nothing where they
    are no captions."""
    if sum(1 for line in lines if "-->" in line.text and CUE_TIME.match(line.text)) < _FEWEST:
        return lines, []
    kept: list[Line] = []
    taken: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        following = lines[at].text if at < len(lines) else ""
        if line.text == "WEBVTT" or (line.text.isdigit() and CUE_TIME.match(following)):
            taken.append(line)
            continue
        if CUE_TIME.fullmatch(line.text):
            while at < len(lines) and not lines[at].blank and not _numbers(lines, at):
                between = lines[at].start - line.end
                line = line._replace(end=lines[at].end, text=line.text + " " * between + lines[at].text)
                at += 1
            line = line._replace(blank=True)
        kept.append(line)
    return kept, taken


def _numbers(lines: list[Line], at: int) -> bool:
    """Whether a line is the number of the next caption, or its time."""
    text = lines[at].text
    return CUE_TIME.match(text) is not None or (
        text.isdigit() and at + 1 < len(lines) and CUE_TIME.match(lines[at + 1].text) is not None
    )
