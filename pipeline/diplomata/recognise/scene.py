"""Words about the room: what counts as an event there, and what a stage direction tells of."""

from __future__ import annotations

import re

from diplomata.recognise.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_ENTRANCE = re.compile(r"(?i)\b(?:enter(?:s|ed)?|join(?:s|ed)?|arriv(?:es|ed)|c[ao]me?s? in|returns?|returned)\b")
_EXIT = re.compile(
    r"(?i)\b(?:(?:left|leaves|leave)(?! out\b)|depart(?:s|ed)|withdr[ae]ws?|withdrew|goes out|went out)\b"
)
_SETTING = re.compile(
    r"(?i)\b(?:convened|took place|takes place|was held|is held|began at|begins|opened at|present were|recorded|"
    r"reconvened|met in|met at|presiding|in the chair)\b"
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


_OF_TIME = re.compile(r"(?i)[\d\s.:,–—-]*\d(?:\s?[ap]\.?\s?m\.?|\s?hrs\.?|\s?hours|\s?uhr|\s?noon|\s?час\w*)?\.?")


def stage_type(content: str) -> str:
    """What a stage direction tells of (the values of TEI's ``stage/@type``)."""
    content = content.strip("()[]（）〔〕/ ")
    if len(content) < 60 and (_DELIVERY.search(content) or tells_how(content)):
        return "delivery"
    if _OF_TIME.fullmatch(content) or takes_the_chair(content):
        return "setting"
    for kind, pattern in (("exit", _EXIT), ("entrance", _ENTRANCE), ("setting", _SETTING), ("narration", _NARRATION)):
        match = pattern.search(content[:120])
        if match and (kind in ("narration",) or not _NARRATION.search(content[: match.start()])):
            return kind
    return "business"


_RECESS = re.compile(
    r"(?i)\b(?:recess|adjournment|interval|lunch|luncheon|перерыв\w*|mittagspause|suspension|receso)\b"
)


def tells_how(content: str) -> bool:
    """Whether an aside begins as those do that tell how or to whom something was said, or names the language."""
    tokens = [t.casefold() for t in _WORD.findall(content)]
    if not tokens or _RECESS.search(content):
        return False
    if len(tokens) == 1 and content[0].islower() and tokens[0] not in words("events") and _HOW.search(tokens[0]):
        return True
    return tokens[0] in words("directions") or is_of_tongue(tokens)


_HOW = re.compile(r"(?:ly|ing|ed)$")
"""``amused``, ``quietly``"""


def is_of_tongue(tokens: list[str]) -> bool:
    """Whether an aside, its words all lower case, names the language that was spoken, and no more: ``translated from
    French``."""
    if len(tokens) > 8 or not any(t in words("tongues") or t in words("translation") for t in tokens):
        return False
    return all(
        t in words("tongues") or t in words("translation") or t in words("particles") or t in words("of_tongues")
        for t in tokens
    )


def is_event(content: str, *, brackets: bool = False) -> bool:
    """Whether a bracketed text is nothing but a known event, or begins with a verb of doing.

    A translator's bracket is more often an insertion, so there a verb must be capitalised or stand as the first of
    several words.
    """
    tokens = [t.casefold() for t in _WORD.findall(content)]
    if not tokens:
        return False
    if not content.isascii() and any("\u4e00" <= c <= "\u9fff" for c in content):
        return any(event in content for event in words("events") if event[0] > "\u4e00")
    if _NOISE.match(content) or _OF_A_COURT.fullmatch(content) or _PAUSE.fullmatch(content):
        return True
    if "|" in content:
        return False
    if content.casefold() in words("events"):
        return True
    if _of_the_tape(content) or takes_the_chair(content) or _ENDS.fullmatch(content) or _SIDE.fullmatch(content):
        return True
    events = words("events")
    if all(t in events or t in words("particles") or t in words("event_things") for t in tokens):
        return any(t in events for t in tokens)
    if _is_of_one(content, tokens):
        return True
    if _is_title(content):
        return False
    if content[0].isupper() and any(t in words("strong_events") for t in tokens) and not SPOKEN.search(content):
        return len(tokens) <= 10 or content[-1] in '.!)”"' or any(t in words("strong_events") for t in tokens[:3])
    if _is_of_all(tokens) and not SPOKEN.search(content):
        return True
    if tokens[0] in words("heard") and len(tokens) <= 8 and not SPOKEN.search(content):
        return not brackets or len(tokens) > 2
    if tokens[0] in words("actions") and tokens[:2] != ["taking", "into"]:
        present = tokens[0].endswith(_PARTICIPLES) or tokens[0] == "whereupon"
        return len(tokens) > 1 and (present or not brackets) if content[0].isupper() or present else False
    return False


_NOISE = re.compile(
    r"(?i)(?:(?:the|a) )?(?:sounds?|noises?) of \w|background (?:talk(?:ing)?|chatter|conversations?|noises?|voices?|music|laughter|sounds?)$"
)
"""``[The sound of a door opening]``, ``[Background talk]``"""
_OF_A_COURT = re.compile(
    r"(?i)microphones? (?:is |are |was )?(?:not|off|cut|switched|turned)\b.{0,30}|(?:private|open|closed) session"
    r"|(?:no|inaudible) (?:audible )?(?:response|answer)|technical difficult(?:y|ies)"
    r"|(?:(?:trial|appeals) chamber|(?:defen[cs]e|prosecution) counsel|(?:the )?judges) confers?"
    r"|(?:the )?(?:witness|accused|defendant|jury) (?:entered|enters|leaves|left|withdrew|retires|retired|stands down)\b.{0,30}"
)
"""``[Microphone not activated]``, ``[Trial Chamber confers]``: as the reporters of courts have them."""
_PAUSE = re.compile(
    r"(?=[A-Z])(?:A |An )?(?i:(?:short|brief|long|slight|general) )?"
    r"(?i:pause|break|silence|interruption|commotion|knock|disturbance) "
    r"(?:in|of|at|on|from|while|as|because|for|due)\b.{1,60}"
)
"""``(A break in the connection of about two minutes.)``"""
_PARTICIPLES = ("ing", "ant", "ando", "endo", "indo", "end", "ясь", "ая", "яя", "ąc")
"""How a verb ends that tells what somebody does while speaking, in some languages."""
_SUBJECTS = frozenset("he she they both all everyone everybody".split())
_MANY = frozenset("several many some all others people participants members".split())
_TALK = frozenset("talking speaking shouting laughing arguing whispering".split())
_SHORT = 8
"""An aside of this kind has no more words."""


def _is_of_all(tokens: list[str]) -> bool:
    """``both laughed``, ``he showed with his hand``, ``several people talking at the same time``."""
    if len(tokens) > _SHORT or "that" in tokens:
        return False
    if tokens[0] in _MANY and not _TALK.isdisjoint(tokens):
        return True
    done = tokens[1:4] if tokens[0] in _SUBJECTS else []
    return any(_verb(token) in words("gestures") or token in words("strong_events") for token in done)


def _is_of_one(content: str, tokens: list[str]) -> bool:
    """``Comrade Kang Keqing laughs``: who is named, and what he does."""
    named = content.split()[:-1]
    return 1 < len(tokens) <= _SHORT and all(word[0].isupper() for word in named) and tokens[-1] in words("gestures")


def _is_title(content: str) -> bool:
    """``Revolutionary Trade Union Movement``: a name in capitals, and nothing that moved."""
    found = content.split()
    return len(found) > _NAME and not content.isupper() and all(word[0].isupper() for word in found)


_NAME = 2


def _verb(token: str) -> str:
    """A verb as the lists have it: ``laughed`` is what ``laughs`` is."""
    return f"{token[:-2]}s" if token.endswith("ed") else token if token.endswith("s") else f"{token}s"


def is_gesture(tokens: list[str]) -> bool:
    """Whether the first of the words is what a hand, a face or a voice is doing: ``laughing``, ``smiling``."""
    doing = tokens[0].casefold() if tokens else ""
    return doing.endswith("ing") and any(f"{doing[:-3]}{ending}" in words("gestures") for ending in ("s", "es"))


_TAPE = re.compile(
    r"(?i)\b(?:(?:the |this )?conversation|speaker|recording|tape|audio|cassette|microphone|aufnahme|tonband|enregistrement|grabación|registrazione|запись|nagranie|záznam|录音)\b.{0,60}?"
    r"\b(?:already (?:in progress|talking|speaking|begun|started)|interrupt\w*|begins?|began|ends?|ended|stops?|stopped|resum\w+|continues?|cuts?|switched|breaks?|paused|turned|starts?|started|unterbrochen|beginnt|endet)\b"
)


_ENDS = re.compile(
    r"(?:(?:The )?End|END)(?:(?i: of (?:the )?(?:conversation|talks?|meeting|document|text|transcript|recording|tape|record|excerpt|session)))?\.?"
)
"""``[End]``, ``[End of conversation]``"""
_SIDE = re.compile(r"(?i)(?:begin(?:ning)?|start|end)(?: of)? (?:tape|side|reel|disc|recording|cassette)\b.{0,40}")
"""``[Begin Tape 1, Side A]``"""
_CHAIR = re.compile(
    r"\b(?:in the [Cc]hair|took the [Cc]hair|(?:was |were )?presiding|au fauteuil|(?:preside|présidence de|ocupa la presidencia|presiede|führt den Vorsitz|"
    r"assume a presidência|председательств\w+|przewodniczy)\b)"
)


def takes_the_chair(content: str) -> bool:
    """Whether a bracket tells who presides: ``[Mr. Speaker in the Chair]``."""
    return len(content) < 100 and content[0].isupper() and _CHAIR.search(content) is not None


def _of_the_tape(content: str) -> bool:
    """Whether a bracket tells what happened to the recording: ``[00:03:10; the recording is interrupted]``."""
    if len(content) > 120 or not (content[0].isupper() or content[0].isdigit()) or SPOKEN.search(content):
        return False
    return _TAPE.search(content) is not None


SPOKEN = re.compile(r"(?i)\b(?:i|we|you|my|our|your|me|us|ich|wir|sie|je|nous|vous|я|мы|вы)\b|\d{4}|\?")
