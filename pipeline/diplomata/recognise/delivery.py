"""Where an aside stands that tells how, to whom or in what language something was said.

Such an aside opens what is said, or parts two of its sentences. There a speaker's own parenthesis is rare, so the place
tells more than the words do, in whatever language they are.
"""

from __future__ import annotations

import re

from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold
from diplomata.recognise.paper import says_paper
from diplomata.recognise.scene import SPOKEN, is_of_tongue

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 9
"""In words."""
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,14}")
_COUNTS = frozenset("一二三四五六七八九十百甲乙丙丁戊上中下续")
_OF_THE_TEXT = re.compile(r"(?i)[即见見参參附注註译譯完下同含按原略又另]|指(?![着向])|以下|简称|編者|编者")
_ENDS = frozenset('.?!…”»":。？！；')
_OPENS = frozenset('"“«„‘¿¡—–…(')
_REFERS = re.compile(
    r"(?i)(?:see|cf|vgl|siehe|voir|см|vid|ved[ie]|zob|viz|e\.g|i\.e|d\.h|z\.b|contd?|cont['’]d|continued|or|and|that is|namely|for example|copy|secret)\b"
)
_UNFINISHED = re.compile(
    r"(?i)\b(?:the|an?|of|for|as|to|in|on|at|by|with|from|that|which|who|and|or|but|if|when|because|so|is|are|was|were|has|have|had|than|"
    r"our|his|her|their|its|my|your|this|these|those|former|der|die|das|le|la|les|el|il|de|du|des|von|del)$"
)
_MANNER = re.compile(r"(?:ing|ly|ant|end|ando|endo|mente|ment|ąc|ясь|но)$")
"""How words end that say how something is done, in many languages."""
_CLAUSE = ("that", "of", "how", "why", "what", "rise", "place", "way", "as")
"""Behind a verb these make a clause of the speaker's own: ``(shows that ...)``, ``(takes place ...)``."""


def opens_speech(content: str, before: str, after: str, participants: frozenset[str]) -> bool:
    """Whether a parenthesis of a dialogue tells how or to whom: ``(to the attendants)``, ``(souriant)``, ``（看表）``.

    ``before`` and ``after`` are the rest of its paragraph without blanks at the ends, the label of a turn left out.
    """
    if "\u3400" <= content[0] <= "\u9fff":
        behind = not before or before[-1] in _ENDS
        counts = all(sign in _COUNTS for sign in content)
        return behind and not counts and bool(_CHINESE.fullmatch(content)) and not _OF_THE_TEXT.search(content)
    tokens = [t.casefold() for t in _WORD.findall(content)]
    if not tokens or len(tokens) > 2 * _LONGEST or SPOKEN.search(content) or any(c.isdigit() for c in content):
        return False
    if _does(content, tokens):
        return True
    if len(tokens) > _LONGEST:
        return False
    if max(map(len, tokens)) < 3 or (before and before[-1] not in _ENDS):
        return False
    if _REFERS.match(content) or says_paper(content):
        return False
    said = tokens[0] in words("directions") or is_of_tongue(tokens)
    if before:
        return said and _goes_on(after)
    if not (_ends_there(after) or _goes_on(after)):
        return said
    return said or not _is_name(content, tokens, after, participants)


def _ends_there(after: str) -> bool:
    return not after.strip(".;,")


def _goes_on(after: str) -> bool:
    """Whether a sentence begins."""
    return bool(after) and (after[0].isupper() or after[0] in _OPENS or "\u2e80" <= after[0] <= "\u9fff")


def _does(content: str, tokens: list[str]) -> bool:
    """Whether a small letter begins what somebody does: ``(holds up a folder)``."""
    return len(tokens) > 1 and content[0].islower() and tokens[0] in words("doings") and tokens[1] not in _CLAUSE


def _is_name(content: str, tokens: list[str], after: str, participants: frozenset[str]) -> bool:
    """Whether what opens a paragraph may be a part of the name or the office that goes on behind it."""
    if content[-1] in ".!":
        return False
    if len(tokens) == 1 and content[0].isupper() and not _MANNER.search(content):
        # "(Moscow)", "(Soviet)": one word with a capital is as often a name.
        return True
    following = _WORD.match(after)
    goes_on = following is not None and _is_office(fold(following[0]), participants)
    if any(_is_office(token, participants) for token in tokens):
        return goes_on or all(word[0].isupper() for word in content.split())
    return goes_on or (len(tokens) > 1 and all(word[0].isupper() for word in content.split()))


def _is_office(word: str, participants: frozenset[str]) -> bool:
    return word in participants or any(word in words(name) for name in ("roles", "honorifics", "institutions"))


def is_office(content: str) -> bool:
    """Whether a parenthesis holds nothing but an office: ``(Chairman)``."""
    tokens = [t.casefold() for t in _WORD.findall(content)]
    small = words("particles")
    return any(t not in small for t in tokens) and all(t in words("roles") or t in small for t in tokens)


def opens_in_brackets(content: str, before: str, after: str, *, translated: bool) -> bool:
    """Whether a bracket of a dialogue tells how or to whom: ``[After a pause]``, ``[from kitchen]``, ``[Reading:]``.

    In a ``translated`` record brackets are for words that are left out, and a bracket needs more to be an aside.
    """
    if any(c.isdigit() for c in content) or SPOKEN.search(content):
        return False
    tokens = [t.casefold() for t in _WORD.findall(content)]
    if not tokens or len(tokens) > _LONGEST:
        return False
    if before and before[-1] not in _ENDS:
        return not translated and tokens[0] in words("gestures") and _does(content, tokens)
    closes, goes_on = _ends_there(after), _goes_on(after)
    if not (closes or goes_on):
        return False
    does = tokens[0] in words("doings")
    leads = does or tokens[0] in words("directions") or tokens[0] in words("actions") or tokens[0].endswith("ing")
    if content[-1] == ":":
        return leads
    if is_of_tongue(tokens):
        alone = len(tokens) == 1 and (tokens[0] in words("tongues") or tokens[0] in ("text", "original"))
        return not before and not alone
    if _UNFINISHED.search(content):
        return False
    if does and content[0].isupper() and not translated:
        return True
    if len(tokens) < 2:
        manner = does or _MANNER.search(content) is not None or (not translated and content.endswith("ed"))
        return not before and content[0].islower() and manner
    if any(t in words("delivery") for t in tokens) or (does and tokens[1] not in _CLAUSE):
        return leads
    return (
        leads
        and not translated
        and goes_on
        and ((content[0].islower() and not before) or tokens[0] in ("to", "aside", "addressing"))
    )
