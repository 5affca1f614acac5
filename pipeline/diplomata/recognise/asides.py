"""The record-keeper's asides: parentheses that tell what happened in the room.

A parenthesis is an aside only if it is a whole paragraph, holds a known word for an event, or has a
participant or a verb of doing at its start. The author's own parentheses stay text.
"""

from __future__ import annotations

import re

from diplomata.lines import fold_blanks
from diplomata.recognise.delivery import is_office, opens_speech
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold, parse_name
from diplomata.recognise.paper import says_paper
from diplomata.recognise.scene import SPOKEN, is_event, is_of_tongue, stage_type
from diplomata.record import Span

_PARENTHESIS = re.compile(
    r"\([^()（）]{1,400}\)|（[^()（）]{1,400}）|〔[^〔〕]{1,400}〕|(?<![\w/<:.])/ ?[^\W\d_][^/<>]{1,200}/(?![\w/])"
)
"""The last form, between strokes, is that of typists whose machine had no parentheses."""
_THIRD_PERSON = re.compile(
    r"(?i)^(?:\w+ed|\w+s|said|told|spoke|left|came|went|gave|took|rose|sat|stood|shook|began)$"
)


def find_asides(text: str, start: int, end: int, participants: frozenset[str], *, dialogue: bool) -> list[Span]:
    """The asides inside the paragraph ``text[start:end]``.

    ``participants`` are the folded names of who takes part. Outside a ``dialogue`` only events count.
    """
    spans = []
    for match in _PARENTHESIS.finditer(text, start, end):
        content = fold_blanks(match[0][1:-1]).strip()
        if not content or _OF_THE_COPY.search(content) or (match[0][0] == "/" and says_paper(content)):
            continue
        if (
            is_event(content)
            or _is_called_in(content)
            or (
                dialogue
                and (
                    _about(content, participants)
                    or _tells(content)
                    or _is_chinese_scene(content, participants)
                    or _stands_between(text, match, start, end)
                    or _SPACED.fullmatch(content)
                    or _is_interjected(content, participants, text[start : match.start()].rstrip())
                    or opens_speech(
                        content,
                        text[start : match.start()].rstrip(),
                        text[match.end() : end].lstrip(" \t\n:"),
                        participants,
                    )
                )
            )
        ):
            said = {"type": stage_type(content), **printed_in(match[0][0])}
            spans.append(Span(match.start(), match.end(), "stage", said, lead=1, tail=1))
    return spans


_OF_THE_COPY = re.compile(
    r"(?i)\b(?:ha(?:s|ve|d) (?:not )?yet (?:to )?(?:been |be )?|(?:not|un)(?: yet)? (?:been )?)(?:review|approv|check|correct|verif)\w*"
)
"""``(Vice Premier Chen has not yet reviewed this)``: of the copy, and not of the room."""
_REFERENCE = re.compile(r"(?i)(?:previous |earlier |vorherige )?(?:references?|verweis|renvoi|riferimento)\b")
"""``(Previous Reference: C.C. (43) 43rd Conclusions, Minute 1.)``: to another paper."""
_SPACED = re.compile(r"(?:[^\W\d_] ){4,}[^\W\d_]\.?")
"""``(Ш у м у з а л і)``: an aside that is set with blanks between its letters."""
_INTERJECTED = re.compile(r"(?P<who>[^\W\d_a-zа-я][^:()]{1,60}): \S")
_ANSWER = 8
"""Those who are asked answer together in no more words than these."""


def _is_interjected(content: str, participants: frozenset[str], before: str) -> bool:
    """Whether a parenthesis is what somebody else calls in: ``(Comrade Vlaicu: We do.)``, or, behind a question, what
    all answer: ``Do you agree? (We agree.)``"""
    match = _INTERJECTED.match(content)
    if match is not None:
        name = parse_name(match["who"])
        called = name.honorifics or name.roles or any(fold(word) in participants for word in name.words)
        return bool(called) and not name.lower
    if before[-1:] != "?" or not content[0].isupper() or content[-1] not in ".!":
        return False
    return len(content.split()) <= _ANSWER and not any(c.isdigit() for c in content) and not _POINTS.match(content)


def _is_called_in(content: str) -> bool:
    """``(Voices: Go on!)``, ``(Zuruf von der SPD: Sehr richtig!)``: what is called in by nobody by name."""
    match = _INTERJECTED.match(content)
    return match is not None and fold(match["who"].split()[0]) in _VOICES


_VOICES = frozenset(map(fold, words("voices")))
_ROOM = frozenset(
    "interpreter translator chairman chairwoman speaker everyone all both they he she secretary delegates".split()
)


def _about(content: str, participants: frozenset[str]) -> bool:
    """Whether the parenthesis has a participant as the subject of a verb."""
    tokens = content.split()
    titled = tokens[0].rstrip(".").casefold() in words("honorifics")
    if len(tokens) < 2 or not (content[0].isupper() or titled):
        return False
    subject = -1
    for at, token in enumerate(tokens[:6]):
        bare = fold(token)
        if bare in participants or (at < 2 and bare in _ROOM):
            if token.endswith(("'s", "’s", ",")):
                return False
            subject = at
        elif subject >= 0:
            return bool(_THIRD_PERSON.match(bare)) or bare in ("then", "also", "again", "is", "was", "and")
        elif bare not in words("honorifics") and bare not in words("roles") and bare not in words("particles"):
            return False
    return False


_SCENE = re.compile(
    r"(?:总理|主席|翻译|双方|全体|众人|大家|与会|客人|来宾|代表团|会场|[^，。]{2,8}(?:同志|先生|部长|司长|团长|大使|点头|起立|举杯|插话|笑))"
)


def _is_chinese_scene(content: str, participants: frozenset[str]) -> bool:
    """A parenthesis in Chinese that tells of who takes part, or is a sentence of its own that speaks of others."""
    if not "\u4e00" <= content[0] <= "\u9fff" or any(word in content for word in "我你您即指"):
        return False
    about = any(len(name) > 1 and content.startswith(name) for name in participants) or bool(_SCENE.match(content))
    return (about and len(content) > 4) or content[-1] == "。"


_PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|said|told|spoke|left|came|went|gave|took|rose|sat|stood|shook|began|held|read|made|laid|"
    r"got|put|lit|drank|ate|wrote|fell|threw|kept|[a-z]{3,}(?:ait|aient|èrent)|[a-zäöü]{3,}te|стал[аи]?|засмеял\w*)\b"
)


_PRESENT = re.compile(
    r"(?:He|She|They|Everyone|Everybody|All|Nobody|Somebody|Someone|The \w+|Er|Sie|Alle|Il|Elle|On|Tous) (?:\w+e|\w+s|\w+t|\w+en|all|rise|laugh)\b"
)


_A_WORD = re.compile(r"[^\W\d_]{3}")
_POINTS = re.compile(
    r"(?i)(?:see|cf|vgl|siehe|voir|см|vid|ved[ie]|zob|viz|e\.g|i\.e|d\.h|z\.b|p|pp|s|no|nr|doc|vol)\b"
)
_OF_A_SPEAKER = re.compile(
    r"\b(?:I (?:am|was|have|had|do|did|think|agree|know|believe|mean|say|said|shall|will|would|can|could|must|hope|want|see)"
    r"|I['’]|(?i:we|you|my|our|your|ich|wir|je|nous|vous|я|мы|вы)\b)"
)
_IMPERSONAL = re.compile(r"(?:Es|It|Das|This|That|There|Ce|C['’]|Cela|Это|Esto|Eso|Ciò|Isso|To) ?\b")
"""Of this a speaker speaks by the way, and no record-keeper tells."""
_LEADERS = "....."
"""``Mr. Benamar ...... (Algeria)``: the dots lead to what stands at the other side."""
_BETWEEN = 9
"""An aside between two sentences has hardly more words than these."""


def _stands_between(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a parenthesis in a dialogue stands between two sentences, or behind the last: ``Nobody. (Gülüşmeler)``.

    There a speaker's own parenthesis would be a sentence with a full stop; the record-keeper's has no verb to speak of,
    and its language need not be known.
    """
    content = match[0][1:-1].strip()
    words_ = content.split()
    if not content[:1].isupper() or len(words_) > _BETWEEN or content[-1] in "?!" or not _A_WORD.search(content):
        return False
    if _OF_A_SPEAKER.search(content) or any(c.isdigit() for c in content) or _POINTS.match(content):
        return False
    if _IMPERSONAL.match(content) or is_office(content):
        return False
    before = text[start : match.start()].rstrip()
    after = text[match.end() : end].lstrip(" .\n")
    if (
        not before
        or before[-1] not in '.?!…”»"'
        or before.endswith(_LEADERS)
        or (after and not (after[0].isupper() or after[0] in '“"«—–('))
    ):
        return False
    return len(words_) == 1 or sum(1 for word in words_ if word[:1].isupper()) * 2 <= len(words_) + 1


def _tells(content: str) -> bool:
    """Whether the parenthesis is a sentence of its own that tells, in the past and of others, what happened."""
    if not content[0].isupper() or content[-1] not in ".!。" or len(content.split()) > 30:
        return False
    if SPOKEN.search(content) or _IMPERSONAL.match(content):
        return False
    if len(content.split()) <= 2:
        return bool(_A_WORD.search(content))
    return bool(_PAST.search(content)) or bool(_PRESENT.match(content))


def printed_in(opening: str) -> dict[str, str]:
    """How an aside that begins with ``opening`` is printed, where it is not in plain parentheses."""
    rend = {"[": "brackets", "（": "fullwidth", "〔": "tortoise", "/": "strokes"}.get(opening)
    return {"rend": rend} if rend else {}


def whole_paragraph(text: str) -> str:
    """The opening mark, ``(`` or ``[`` or ``/``, when the paragraph is one parenthesis or bracket from end to end, else nothing."""
    opening = text[:1]
    closing = {"(": ")", "[": "]", "（": "）", "〔": "〕", "/": "/"}.get(opening)
    if closing is None or len(text) < 4:
        return ""
    body = text.rstrip(".")
    if not body.endswith(closing):
        return ""
    if opening == "/":
        return opening if body.count("/") == 2 else ""
    depth = 0
    for at, char in enumerate(body):
        if char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0 and at < len(body) - 1:
                return ""
    return opening if depth == 0 else ""


_CLOCK = re.compile(r"\d[.:]\d\d")


def is_dating(text: str) -> bool:
    """Whether a parenthesis over the first turn does no more than date or place what follows: ``(Morning, 17 May)``."""
    content = text.strip("()（）〔〕. ")
    dated = any(c.isdecimal() for c in content) or ("年" in content and "月" in content)
    return (
        text[0] in "(（〔"
        and dated
        and not _CLOCK.search(content)
        and len(content) < 60
        and len(content.split()) <= 6
        and not is_event(content)
    )


def is_aside_paragraph(text: str, opening: str, participants: frozenset[str], *, dialogue: bool) -> bool:
    """Whether a paragraph in ``opening`` is an aside: in a dialogue always when it tells something, elsewhere only
    an event."""
    content = text.strip("()[]（）〔〕/. ")
    tokens = content.split()
    if _OF_THE_COPY.search(content) or _REFERENCE.match(content):
        return False
    if is_event(content, brackets=opening == "["):
        return True
    if not dialogue or "|" in content:
        return False
    if opening == "/":
        # A name between strokes is a signature.
        return content[0].islower() or text.endswith((".", "./", ". /")) or _about(content, participants)
    if opening == "[" and is_of_tongue([token.strip(".,;").casefold() for token in tokens]):
        return True
    if opening in "(（〔":
        return (
            len(tokens) > 1
            or not content.isascii()
            or text.rstrip(")）").endswith(".")
            or _about(content, participants)
        )
    # "[Door opens]": a bracket of its own is the scene, with two words or more.
    return len(tokens) >= 2 and content[0].isupper()
