"""Words about the room: what counts as an event there, and what a stage direction tells of."""

from __future__ import annotations

import re

from diplomata.recognise.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_ENTRANCE = re.compile(r"(?i)\b(?:enter(?:s|ed)?|join(?:s|ed)?|arriv(?:es|ed)|c[ao]me?s? in|returns?|returned)\b")
_EXIT = re.compile(r"(?i)\b(?:left|leaves|leave|depart(?:s|ed)|withdr[ae]ws?|withdrew|goes out|went out)\b")
_SETTING = re.compile(
    r"(?i)\b(?:convened|took place|takes place|was held|is held|began at|begins|opened at|present were|recorded|"
    r"reconvened|met in|met at|presiding)\b"
)
_NARRATION = re.compile(
    r"(?i)\b(?:explain(?:s|ed)|spoke|speaks|told|tells|said|says|stat(?:es|ed)|answer(?:s|ed)|repl(?:ies|ied)|"
    r"respond(?:s|ed)|recount(?:s|ed)|describ(?:es|ed)|inform(?:s|ed)|report(?:s|ed)|mention(?:s|ed)|relat(?:es|ed)|"
    r"talk(?:s|ed)|discuss(?:es|ed)|ask(?:s|ed)|convers(?:es|ed))\b"
)
_DELIVERY = re.compile(
    r"(?i)\b(?:laugh(?:s|ing|ter|ed)?|smil(?:es|ing|ed)|applau(?:se|ds|ding)|cheers?|pauses?|shout(?:s|ing|ed)?|sighs?|"
    r"angrily|whispers?|chuckles?|ironically|jokingly|heiterkeit|beifall|gelächter|rires|смех|аплодисменты)\b|笑|掌声"
)


def stage_type(content: str) -> str:
    """What a stage direction tells of (the values of TEI's ``stage/@type``)."""
    if len(content) < 60 and _DELIVERY.search(content):
        return "delivery"
    for kind, pattern in (("exit", _EXIT), ("entrance", _ENTRANCE), ("setting", _SETTING), ("narration", _NARRATION)):
        match = pattern.search(content[:120])
        if match and (kind in ("narration",) or not _NARRATION.search(content[: match.start()])):
            return kind
    return "business"


def is_event(content: str, *, brackets: bool = False) -> bool:
    """Whether a bracketed text is nothing but a known event, or begins with a verb of doing.

    A translator's bracket is more often an insertion, so there a verb must be capitalised or stand as the first of
    several words.
    """
    tokens = [t.casefold() for t in _WORD.findall(content)]
    if not tokens:
        return False
    if any("\u4e00" <= c <= "\u9fff" for c in content):
        return any(event in content for event in words("events") if event[0] > "\u4e00")
    events = words("events")
    if all(t in events or t in words("particles") or t in words("event_things") for t in tokens):
        return any(t in events for t in tokens)
    if content[0].isupper() and any(t in words("strong_events") for t in tokens) and not SPOKEN.search(content):
        return len(tokens) <= 10 or content[-1] in '.!)”"'
    if tokens[0] in ("sound", "sounds", "noise") and tokens[1:2] == ["of"]:
        return True
    if tokens[0] in words("actions"):
        present = tokens[0].endswith("ing") or tokens[0] == "whereupon"
        return len(tokens) > 1 and (present or not brackets) if content[0].isupper() or present else False
    return False


SPOKEN = re.compile(r"(?i)\b(?:i|we|you|my|our|your|me|us|ich|wir|sie|je|nous|vous|я|мы|вы)\b|\d{4}|\?")
