"""Who stands before a court, a commission or a committee to be heard, and who examines."""

from __future__ import annotations

import re

from diplomata.recognise.names import Name
from diplomata.recognise.namesakes import split_label
from diplomata.recognise.offices import name_at, person_in

_HEARD = 240
"""What calls a witness stands in the first characters of its paragraph."""
_SWORN = re.compile(
    r"[(\[]?(?P<who>[^\W\d_][^:;,()\[\]]{2,60}?)\s*[,:;(\[]+\s*[^:;]{0,60}?\b(?:(?i:sworn|affirmed|took the (?:witness )?stand|testified|called as an? \w+|called and examined|recalled|resumed|"
    r"vereidigt|a prêté serment|serment prêté|juramentad[oa]|prestó juramento|zaprzysiężon\w))\b"
)
"""``OTTO BRANDVOLD, called as a witness``, ``DR HELMUT PRANKL (affirmed)``."""
_SWEARS = (
    "sworn",
    "the stand",
    "witness stand",
    "testified",
    "affirmed",
    "called",
    "resumed",
    "vereidigt",
    "serment",
    "juramen",
    "zaprzysi",
)
"""One of these stands in whatever :data:`_SWORN` finds: a quick look, in lower case."""
_CALLED = re.compile(
    r"(?i:(?:the )?witness(?: called)?|témoin|zeuge|zeugin|testigo|testimone|testemunha|свидетель|świadek|svědek|tanú)\s?[:—–.-]+\s*(?=\S)"
    r"|(?i:(?:(?:videotaped|video|oral|sworn|further|continued) )?(?:statement|testimony|evidence|examination|deposition|"
    r"déposition|audition|aussage|vernehmung|declaración|deposizione|"
    r"показания|допрос|zeznanie|výpověď) (?:of|de|von|des|der|del|di)\s)"
)
_EXAMINED = re.compile(
    r"(?i)\b(?:examin\w+|questioned|questioning|interrogat\w+|cross-?examined|befragung|befragt|vernehmung|interrogatoire|interrogado|"
    r"questions(?=\s(?:by|par))|допрос)\b[^.:]{0,30}?\b(?:by|durch|par|por|ведет|ведёт)\b[\s:]*|^\W{0,3}by\s"
)
"""``Cross-examination by Mr. Ravenscroft``, ``BY MR. EGAN:``."""
_EXAMINES = (
    "examin",
    "questioned",
    "questions by",
    "questions par",
    "questioning",
    "interrog",
    "befrag",
    "vernehmung",
    "допрос",
)
"""One of these stands in whatever :data:`_EXAMINED` finds, unless ``by`` stands at its beginning."""
_STAGE = re.compile(
    r"(?i)\W*+(?:further )?(?:re-?)?(?:direct|cross|re-?cross|re-?direct)?[ -]?examination\W*+(?:(?:continued|resumed)\W*+)?"
)

WITNESS = ("is heard",)
COUNSEL = ("examines",)


def calls(text: str) -> list[tuple[tuple[str, ...], Name | None]]:
    """Whom a paragraph calls to be heard (:data:`WITNESS`) and to examine (:data:`COUNSEL`), in order; ``None`` for
    somebody whom it does not name."""
    found: list[tuple[tuple[str, ...], Name | None]] = []
    heard = text[:_HEARD]
    lowered = heard.lower()
    sworn = _SWORN.match(heard) if any(clue in lowered for clue in _SWEARS) else None
    if sworn is not None and len(split_label(sworn["who"])) == 1:
        name = person_in(sworn["who"])
        if name is not None:
            found.append((WITNESS, name))
            heard = text[sworn.end() :]
    if len(text) > _HEARD:
        return found
    called = _CALLED.match(heard)
    if called is not None:
        name, end = name_at(heard, called.end())
        if name is not None:
            found.append((WITNESS, name))
            heard = heard[end:]
    may_examine = "by" in lowered[:5] or any(clue in lowered for clue in _EXAMINES)
    examined = _EXAMINED.search(heard) if may_examine or called is not None or sworn is not None else None
    if examined is not None:
        found.append((COUNSEL, name_at(heard, examined.end())[0]))
    elif called is not None or _STAGE.fullmatch(heard):
        found.append((COUNSEL, None))
    return found
