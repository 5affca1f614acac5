"""Labels that a full stop ends, as printers of debates set them.

A sentence ends with a full stop too: each form is tried only on lines whose first words allow it, and all of them are
weighed with little trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplomata.recognise.lexicon import words
from diplomata.recognise.names import is_role

UPPER = r"[^\W\d_\Wa-zа-яß-öø-ÿ]"
_THEN = rf"\s+(?={UPPER}|[\"“«(\[<¿¡…]|\.\.\.)"
_THEN_OR_FIGURE = rf"\s+(?={UPPER}|[\"“«(\[<¿¡]|\d)"
_STOP = re.compile(
    r"(?P<label>(?:[^\W\d_][\w’'.-]*\s){0,4}?[^\W\d_][\w’'-]+(?:,\s[^.:;?!\n]{3,110}|\s\([^()\n]{1,40}\)|\s\[[^\[\]\n]{1,60}\])?)(?P<end>[.])"
    + _THEN_OR_FIGURE
)
"""``DORN.``, ``DOLFIN, Ministro della navigazione.``, ``НЕЧАЙ (с места).``"""
_TITLES = frozenset(
    "M. MM. Mme Mlle Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sr Sr. Sra Sra. Herr Frau Tow. Cde. Тов. On. Hon. Sir Lord".split()
)
_TITLED_STOP = re.compile(
    r"(?P<label>[^\W\d_]+\.?\s(?:пов\.\s)?(?:[^\W\d_]\.\s?){0,3}[^.:;?!\n]{2,130})(?P<end>[.])" + _THEN
)
"""``M. le président.``, ``Mme Claire Rey, rapporteur.``"""
_PLAIN_STOP = re.compile(
    rf"(?P<label>{UPPER}[\w’'-]*(?:\s[\w’'-]+){{0,3}}(?:,\s[^.:;?!\n]{{3,60}})?(?:\s\([^()\n]{{1,40}}\))?)(?P<end>[.])"
    + _THEN
)
"""``Voss.``, ``Голоса с мест.``, ``Q.``"""
_INITIALS_STOP = re.compile(
    rf"(?P<label>(?:{UPPER}\.\s?){{1,3}}{UPPER}[\w’'-]+(?:\s\([^()\n]{{1,40}}\))?)(?P<end>[.])(?:" + _THEN + "|$)"
)
"""``Н. С. Орлов.``"""
_OFFICE_STOP = re.compile(
    rf"(?P<label>{UPPER}[\w’'-]+(?:\s[\w’'-]+){{0,2}}\s[^\W\d_]{{1,4}}\.\s(?:{UPPER}\.\s?){{0,3}}{UPPER}[\w’'-]+)"
    r"(?P<end>[.])" + _THEN
)
"""``Председательствующий тов. Орлов.``"""
_OFFICE_AND_NAME = re.compile(
    rf"(?P<label>[^\W\d_]+(?:\s(?:of|for|the|and|to|de|du|des|del|für|der)|\s{UPPER}[\w’'-]+){{2,9}})(?P<end>[.])"
    + _THEN
)
"""``Secretary of the Interior Donald Pruett.``"""
_NAME = 40
_INITIAL_AND_NAME = re.compile(rf"{UPPER}\. ?{UPPER}")
_INITIAL = re.compile(r"\s[^\W\d_]$")
_SHELF = re.compile(r"(?:Ф|F|Фонд|Fond|Оп|Op)\. ?\d")
"""``ГАСО. Ф. 1812. Оп. 1``: an archive and its shelf mark."""
_TURNED_STOP = re.compile(
    rf"(?P<label>{UPPER}[\w’-]+\s{UPPER}\.\s?{UPPER}(?:\.,\s[^.:;?!\n]{{3,160}})?)(?P<end>[.])(?:" + _THEN + "|$)"
)
"""``Чуев А. И. Это ...``, ``Харламов Н. В., Агропромышленная депутатская группа. ...``"""
_PLAIN_WORDS = 3
_VOICES_STOP = re.compile(rf"(?P<label>{UPPER}[\w’'-]*(?:\s[\w’'-]+){{1,6}})(?P<end>[.])" + _THEN)
"""``Plusieurs voix à l'extrême gauche.``: more words than a name has, and the first of them a voice."""
DASHED = re.compile(r"\s[–—]\s")
"""Between who speaks and what is said: in a label none stands."""


def turned_alone(text: str, offset: int) -> str:
    """``ПЕРЕГУДА Р.Л.``, ``КУЧЕРЕНКО Г.В., міністр транспорту.``: the label that a whole line is; empty where it is none."""
    match = _TURNED_STOP.match(text, offset)
    return " ".join(match["label"].split()) if match is not None and match.end("end") == len(text) else ""


def stops(text: str, offset: int, head: str) -> Iterator[tuple[str, str, int]]:
    """The label that a full stop ends, if there is one. ``head`` is the line's beginning: by its first word most
    lines are no candidates for most patterns."""
    first = head.split(" ", 1)[0]
    tried = []
    if first.rstrip(".,").isupper():
        tried.append(_STOP)
    if first in _TITLES or first.rstrip(".").casefold() in words("honorifics"):
        tried.append(_TITLED_STOP)
    if "." in head[:_NAME] and (match := _TURNED_STOP.match(text, offset)):
        yield "turned stop", " ".join(match["label"].split()), match.end("end")
        return
    sentence = head[: head.index(". ")]
    if "(" not in sentence and sentence.count(" ") > 2 and is_role(first.casefold()):
        tried.append(_OFFICE_AND_NAME)
    if len(first) == 2 and first[0].isupper() and (match := _INITIALS_STOP.match(text, offset)):
        yield "mixed stop", " ".join(match["label"].split()), match.end("end")
    if " " in sentence and sentence.rsplit(" ", 1)[1].casefold() in words("honorifics"):
        tried.append(_OFFICE_STOP)
    # What stands behind a comma or in parentheses may be long.
    if sentence.replace("(", ",").partition(",")[0].rstrip().count(" ") <= _PLAIN_WORDS:
        tried.append(_PLAIN_STOP)
    elif first.casefold() in words("groups") or sentence.split(" ", 2)[1].casefold() in words("voices"):
        tried.append(_VOICES_STOP)
    for pattern in tried:
        match = pattern.match(text, offset)
        if match is None or match["label"].split()[-1].casefold() in words("abbreviations"):
            continue
        if _INITIAL.search(match["label"]) and first.casefold() not in words("groups"):
            # "Cde. M. A. Aldan presiding", "NOMINATION OF LAWRENCE E. HOLT": the name goes on.
            continue
        if pattern is _OFFICE_AND_NAME and match["label"].split()[-1].casefold() in words("institutions"):
            continue
        if len(match["label"]) == 1 and _INITIAL_AND_NAME.match(text, match.end()):
            # "N. G. Aldan promised"
            continue
        if _SHELF.match(text, match.end()):
            continue
        if (
            match["label"].count("(") != match["label"].count(")")
            or DASHED.search(match["label"])
            or " - " in match["label"]
        ):
            continue
        loud = match["label"].partition(",")[0].partition("(")[0].partition("[")[0].isupper()
        if loud or pattern is not _STOP:
            titled = pattern in (_TITLED_STOP, _OFFICE_AND_NAME) or _is_titled(match["label"])
            form = "stop" if loud else "titled stop" if titled else "mixed stop"
            yield form, " ".join(match["label"].split()), match.end("end")
            return


_ARTICLES = frozenset("de the le la l el il o a der die das".split())


def _is_titled(label: str) -> bool:
    """``De Voorzitter.``, ``El Presidente.``: an office and its article alone; ``De heer Aldan (VLD).``: a title behind
    one."""
    first, _, rest = label.partition(" ")
    if first.casefold() not in _ARTICLES or not rest:
        return False
    return rest.split()[0].casefold() in words("honorifics") or (" " not in rest and is_role(rest.casefold()))
