"""The shapes of header fields: by its form alone a line can be the value of one, or cannot."""

from __future__ import annotations

import re

from diplomata.classification import is_classification
from diplomata.dates import is_date_line
from diplomata.languages import tag_of
from diplomata.layouts.model import Layout
from diplomata.recognise.genre import names_kind
from diplomata.record import GENRES

ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?\.?")
_NUMBER = re.compile(r"[\w.:/-]{1,60}")
_LANGUAGE = re.compile(r"[^\W\d_][^\d.!?;:]{1,60}")
_CITATION = re.compile(r"[\"“].{3,400}?(?:[,.][\"”]|[\"”][,.])\s\S")
PROSE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")

_RIGHTS = re.compile(
    r"(?i)(?:all rights reserved|no rights reserved|copyright\b|©|\(c\) |creative commons|cc[ -](?:by|0)\b"
    r"|(?:this|these|the) (?:works?|documents?|records?|translations?|texts?|materials?|items?) "
    r"(?:is|are|may be|can be) "
    r"(?:licen[sc]ed|in the public domain|made available|free|protected|re-?used|used|reproduced)"
    r"|public domain|reproduc(?:ed|tion) (?:with|by|for|of|requires)|(?:to|for) (?:request|permission|further use)"
    r"|(?:to|for|if you) .{0,40}\b(?:en|in)quir\w+ .{0,60}\b(?:rights|permission|reproduction|use)\b"
    r"|(?:the )?(?:[\w'’-]+,? ){1,12}(?:welcomes|permits|encourages|allows|grants|reserves|retains)\b)"
)
"""How a notice of rights opens."""
_CLAIM = re.compile(
    r"(?i)(?:©|\(c\) (?=crown|copyright|\d{4}|all\b|[A-Z][\w’' ]{3,40} \d{4}$)|copyright\b"
    r"|crown copyright|all rights reserved|"
    r".{10,120}\bcopyright ©|(?:this|the) .{3,60} (?:is|are) in the public domain"
    r"|(?:this|the) (?:work|text|document|content|item|page|transcri\w+|translation)s? (?:is|are) licen[sc]ed\b"
    r"|all content is in the public domain|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|все права защищены|wszelkie prawa zastrzeżone"
    r"|(?:proibida|prohibida) (?:a|la|su) (?:publica|reprodu)|reproduction interdite"
    r"|according to the deed of gift\b)"
)
"""How a notice that stands alone opens."""
_OF_RIGHTS = re.compile(
    r"(?i)copyright|©|\brights\b|public domain|\bmay (?:not )?be (?:read|quoted|used|published|reproduced)|permission"
)
_ARCHIVE = re.compile(r"(?i)\b(?:archiv\w*|library|museum|ministry)\b|\([A-Z]{2,8}\)$")
_FUNDER = re.compile(
    r"(?i)\b(?:foundation|fund|trust|corporation|endowment|institute|program(?:me)?|council|society)\b"
)
_ARCHIVE_CREDIT = re.compile(
    r"(?:[Tt]ranslated|[Tt]ranslation|[Oo]btained|[Pp]rovided|[Cc]ontributed|[Tt]ranscribed)[\w ,]* (?:by|for) "
)
_MARKED_PROSE = re.compile(r"[.!?…]\s\([^()]{2,30}\)$")
"""``... of the members. (EXCERPT)``"""


def fits(shape: str, text: str, layout: Layout) -> bool:
    """Whether a line (stripped) can be the value of a header field by its shape."""
    if shape in ("date", "upload_date"):
        return is_date_line(text)
    if shape == "funder":
        return text.startswith(layout.credit_lines) if layout.credit_lines else False
    if shape == "address":
        return bool(ADDRESS.fullmatch(text))
    if shape == "record_number":
        return bool(_NUMBER.fullmatch(text))
    if shape == "language":
        return bool(_LANGUAGE.fullmatch(text))
    if shape == "page_sign":
        return len(text) == 1 and not text.isalnum()
    if shape == "genre":
        return text.casefold() in GENRES
    if shape == "title":
        return not (_CITATION.match(text) or ADDRESS.fullmatch(text) or fits("funder", text, layout))
    if shape == "furniture":
        return False
    if shape == "citation":
        return bool(_CITATION.match(text))
    if shape == "summary":
        told = PROSE.search(text) or _MARKED_PROSE.search(text)
        return bool(told) and not (_CITATION.match(text) or fits("funder", text, layout))
    return True


def claims_rights(text: str, *, opens: bool) -> bool:
    """Whether a line is, or with ``opens`` begins as, a notice of rights, and is no list of links."""
    return bool((_CLAIM.match if opens else _OF_RIGHTS.search)(text)) and "|" not in text


def is_clearly(shape: str, text: str, layout: Layout) -> bool:
    """Whether a line without a label is clearly the value of a header field."""
    if shape == "rights":
        return bool(_RIGHTS.match(text))
    if shape == "source":
        return bool(_ARCHIVE_CREDIT.search(text)) or bool(re.search(r"\d", text) and "," in text and len(text) < 300)
    if shape == "record_number":
        return text.isdigit()
    if shape == "language":
        return all(tag_of(name) for name in re.split(r"\s*[,;/]\s*|\s+and\s+", text))
    if shape == "classification":
        return is_classification(text)
    if shape == "genre":
        return fits(shape, text, layout)
    if shape == "subject":
        # "Interview": a kind of document for which there is no category.
        return text.isalpha() and names_kind(text) and not tag_of(text)
    if shape in ("upload_date", "address"):
        return fits(shape, text, layout)
    if shape == "archive":
        return bool(_ARCHIVE.search(text)) and len(text) < 120
    return shape == "funder" and bool(_FUNDER.search(text))
