"""Marks of classification, as records of many countries bear them."""

from __future__ import annotations

import re

_HEADS = frozenset(
    """
    secret confidential restricted reserved unclassified classified declassified sensitive cosmic noforn
    geheim vertraulich vs-vertraulich verschlusssache dienstgebrauch dienstsache gkdos
    confidentiel confidentielle secrète restreinte réservé réservée
    reservado reservada confidencial secreto secreta ultrasecreto ultrassecreto
    segreto segretissimo riservato riservata riservatissimo riservatissima
    секретно секретная совсекретно папка важности поверително секретен поверљиво таємно дск дсп тајно служебно
    tajne poufne zastrzeżone tajné důvěrné dôverné titkos bizalmas confidențial tajno povjerljivo poverljivo
    konfidencial sekret gizli hemlig hemligt hemmelig hemmeligt fortrolig fortroligt salainen vertrouwelijk
    極機密 极机密 極密
    绝密 机密 秘密 内部 內部 絕密 機密 極秘 極秘無期限 秘無期限 部外秘 秘 비밀 극비 سري محرمانه απόρρητο
    סודי оглашению
    """.split()
)
"""Words that name a classification."""
_WITH = frozenset(
    """
    fully completely absolutely quite
    top most very highly state strictly official officially eyes only personal private urgent limited distribution use
    internal nato for your information not publication immediate priority flash niact routine attention copy material
    nodis exdis limdis stadis roger cherokee xgds xds gds exclusively via channels
    document parteiinternes material
    streng geheime vs vs-nur nur für den kommandosache chefsache persönlich interne verwendung
    très strictement diffusion défense personnel officiel usage
    muy estrictamente altamente uso oficial interno personal urgente strettamente molto personale estritamente muito
    сов совершенно строго особая особой серия для служебного пользования снятие копий воспрещается лично только цілком
    ściśle spec specjalnego znaczenia do użytku służbowego přísně prísne szigorúan strict secret strogo државна
    rreptësisht tepër çok hizmete özel strängt kvalificerat strengt erittäin zeer strikt dienst للغاية خیلی άκρως
    ביותר не подлежит подлежат
    """.split()
)
"""Words that stand with them."""
_SMALL = frozenset("of the and for a de la le du des der die das und e y i и в do w za za og et til voor".split())
_ANY = _HEADS | _WITH | _SMALL
_LONGEST = 80
_USE = frozenset(("use", "only"))
"""``Internal use only``, ``For official use only``: a classification without its word."""


_JOINTS = re.compile(r"/|—|–|(?<=[A-Z]{4})-(?=[A-Z]{4})")
"""What joins two marks: ``SECRET—URGENT``."""
_COPY = re.compile(
    r"(?i)[.,;:–—-]\s++(?=(?:copy|no\.?|nr\.?|№|ex(?:emplar|emplaire|\.)|экз|kopie|ausfertigung|egz|by courier|"
    r"to be (?:deciphered|decoded|opened|delivered|read|destroyed))\b)"
    r"|(?<!\s)\s++(?=(?:copy n[oº°]|ex\. ?no|exemplaire n)\b)"
)
"""What stands before the number of the copy: a mark of punctuation, or a blank where it has a column of its own."""


def before_copy(text: str) -> str:
    """The mark of classification before the number of the copy: ``SECRET. Copy No. 2``; empty where there is none."""
    mark = _COPY.split(text, maxsplit=1)
    return mark[0].strip() if len(mark) > 1 and is_classification(mark[0]) else ""


def in_source(line: str) -> str:
    """The mark of classification that a source line tells in a sentence of its own, as editions of documents do:
    ``RG 59, Central Files, POL 7 FIN. Secret; Nodis. Drafted by Holt.``; empty where it tells none."""
    return next((said for part in _SENTENCE.split(line) if is_classification(said := part.rstrip("."))), "")


_SENTENCE = re.compile(r"(?<=\.)\s+")


_HAN, _SHORTEST = "\u3400", 12
"""Such marks are printed with a blank between the characters: ``極　秘``."""


def is_classification(text: str) -> bool:
    """``TOP SECRET``, ``Сов. секретно``, ``Streng geheim!``: only words of classification, one of them its name."""
    if len(text) > _LONGEST:
        return False
    if text[:1] >= _HAN and len(text) <= _SHORTEST:
        text = "".join(text.split())
    tokens = [
        bare for token in _JOINTS.sub(" ", text).split() if (bare := token.strip('.,;:!()[]*«»"-–—').casefold())
    ]
    if not 0 < len(tokens) <= 8:
        return False
    named = not _HEADS.isdisjoint(tokens) or _USE.issubset(tokens)
    return named and _ANY.issuperset(tokens)


_SHORT = 90
_PARENTHESIS = re.compile(r"\(([^()]{4,40})\)")
_PIECES = re.compile(r"(?<=[^\W_]{2})[.;]\s+|\s{2,}|(?<=\w)\s(?=\[)|(?<=[A-Z]{4})\s(?=\d)")
_ANCHOR = "0123456789¹²³⁴⁵⁶⁷⁸⁹*†. "
_WITH_PRECEDENCE = re.compile(r"(?:IMPORTANT|MOST IMMEDIATE|IMMEDIATE|EMERGENCY)\s+(?=[A-Z]{4})")


_GERMAN = re.compile(r"\bVS-(?:[Vv]ertraulich|NfD|[Gg]eheim)\b|\bStreng geheim(?=!)")
"""``105-22.A/74 VS-vertraulich   12. März 1974``, ``Vermerk: Streng geheim!``"""


_RUN_TOGETHER = 200
"""A paragraph of so many characters may be a record whose lines were run together."""
_WORDS = 4
"""A mark of classification has hardly more words."""


def _before_heading(text: str) -> str:
    """The mark with which a record begins whose lines were run together, before a heading in capitals or the number
    of the copy: ``2 Top Secret MEMORANDUM OF CONVERSATION ...``; the number of the page may come first."""
    said = text.split(maxsplit=_WORDS + 2)
    said = said[1:] if said[0].isdigit() else said
    for count in range(min(_WORDS, len(said) - 1), 0, -1):
        mark, behind = " ".join(said[:count]), said[count]
        if is_classification(mark) and ((behind.isupper() and len(behind) > _WORDS) or behind == "Copy"):
            return mark
    return ""


_BEHIND_KIND = re.compile(
    r"(?:Auszug|Extrait|Estratto|Kopie|Copie|Copia|Abschrift|Durchschlag|Notiz|Telegramm|T\.|L\.|R\.|TELESPR\.|CLASSIFICATION:?)"
    r"\s+(?P<mark>[^\W\d_][^\d]{3,30}?)(?:\s+\d[\d/.]*\.?(?:\s.*)?)?"
)
"""``Auszug Vertraulich``, ``T. SEGRETO 13312/214. Bruxelles, 21 novembre 1949``: the kind before the mark."""


def classification_in(text: str) -> str:
    """The mark of classification in a short line of a record's head that says more: ``(Pol./52) (Confidential)``,
    ``T. nos 2318 à 2324. Réservé.``, ``IMPORTANT SECRET``, ``CONFIDENTIAL [Sarn], May 4``; empty where there is none.
    """
    if is_classification(text):
        precedence = _WITH_PRECEDENCE.match(text)
        return text[precedence.end() :] if precedence else text
    if len(text) > _SHORT:
        return _before_heading(text) if len(text) > _RUN_TOGETHER else ""
    for said in _PARENTHESIS.findall(text):
        if is_classification(said):
            return str(said)
    if mark := before_copy(text):
        return mark
    if behind := _BEHIND_KIND.fullmatch(text):
        said = behind["mark"].rstrip(" .")
        if is_classification(said):
            return said
    if german := _GERMAN.search(text):
        return german[0]
    if precedence := _WITH_PRECEDENCE.match(text):
        text = text[precedence.end() :]
    pieces = [piece.strip(_ANCHOR) for piece in _PIECES.split(text)]
    return next((piece for piece in pieces if piece and is_classification(piece)), "")
