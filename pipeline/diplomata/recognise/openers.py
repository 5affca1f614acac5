"""Openers: what stands before the text of a cable, a letter or a memorandum.

Each short paragraph is told by its shape. The opener ends with its last sure part: what stands behind it is the
text, whatever it looks like.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diplomata.classification import before_copy, is_classification
from diplomata.dates import is_undated
from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.letters import KIND, WHEN, Part, dateline, unspaced
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold, parse_name

_LABELS = {
    "to": "to/recipient/recipients/addressee/an/attn/attention/att/à/a/кому/для/sent to/addressed to/do/pro/para/címzett/către/komu/收件人/主送",
    "from": "from/sender/von/de/aus/от/absender/expéditeur/od",
    "line": (
        "via/through/thru/place/location/venue/ort/lieu/место/lugar/luogo/local/miejsce/místo/hely/locul/vendi/місце/plats/sted/plaats/地点/地點/priority/precedence/urgency/urgency level/"
        "dringlichkeit/urgence/срочность/tags/e.o/drafting officer/approved by/cleared by"
    ),
    "subject": (
        "subject/re/betr/betreff/betrifft/objet/sujet/тема/topic/concerning/about/asunto/oggetto/assunto/dotyczy/věc/"
        "předmět/tárgy/temat/obiect/onderwerp/ämne/case/case no/in the matter of/rechtssache/affaire/causa/дело/относно/касательно/содержание/事由/主题"
    ),
    "date-time": (
        "date/time/datum/stand/as of/zeit/дата/время/date and time/sent/received/dispatched/despatched/deciphered/decoded/"
        "transmitted/fecha/hora/data/ora/heure/dátum/dato/czas/čas/час/时间/日期/時間/abgesandt/eingegangen/eingang/ausgang/empfangen/expédié/reçu/"
        "отправлено/отправлена/получено/получена/принята/ricevuto/spedito/recibido/enviado/otrzymano/nadano/wysłano/přijato/odesláno/发出/收到/发电时间/收电时间"
    ),
    "copy": "copy/copies/cc/copied/kopie/repeated/info/information/copie/copia/копия/nachrichtlich",
    "number": "no/nr/number/telegram/№",
    "reference": (
        "ref/reference/our ref/your ref/our reference/your reference/file ref/file/bezug/unser zeichen/ihr zeichen/zeichen/"
        "geschäftszeichen/aktenzeichen/az/gz/réf/référence/nos réf/vos réf/n/réf/v/réf/notre référence/votre référence/"
        "nuestra referencia/su referencia/n/ref/v/ref/наш №/ваш №/исх/исх. №/вх/znak/č.j/ügyiratszám"
    ),
    "classification": "classification/classified",
}


def _phrases() -> dict[str, str]:
    """Each printed label, folded, with what it tells. ``n/réf`` has a stroke of its own."""
    found = {}
    for kind, text in _LABELS.items():
        for phrase in re.split(r"(?<![\W_][nv])(?<!^[nv])/", text):
            found[phrase] = kind
    return found


_LABEL = _phrases()
_LABELLED = re.compile(r"(?P<label>[^\W\d_][\w ./№’'-]{0,32}?)\s?(?P<colon>[:：])\s*(?P<value>.*)$")
_LEAST_LINE = 60
"""Behind the label of a line of no certain kind stands no more than this, in characters."""
_COPIED = ("repeated", "repeat", "rptd", "copied", "copies", "copy", "and", "info", "advance")
_DATE_AND_TIME = re.compile(r"(?=.*\d[./:]\d)[\d.,:/ -]{4,24}(?:hours|hrs|h|[ap]\.? ?m\.?)?")
_BARE = frozenset("TO FROM VIA THRU SUBJECT DATE REF AN VON BETREFF DATUM OBJET КОМУ ОТ ТЕМА ASUNTO FECHA".split())
"""Labels that stand alone on their line, in capitals."""
_DISPATCHED = re.compile(r"[DR][.:]\s?(?=\d{1,2}[.:h]?\d{0,2}\b)")
_OF_A_FILE = re.compile(
    r"(?i)(?:our|your|file|unser|ihr) (?:ref(?:erence)?|zeichen)\b\.?|(?:az|исх|вх|(?:j|tgb|b|g)\. ?-?nr)\.? ?(?:№ ?)?(?=\d)"
)
_SENT_TO = re.compile(
    r"(?i)(?:(?P<to>addressed to)|(?P<copy>(?:and )?(?:repeated|copied|saving)(?: for information)?(?: saving)? to)) (?=\S)"
)
_ADDRESSED = re.compile(
    r"(?:To|An|À|Au|К) (?:the|his|her|all|mr|mrs|dr|comrade|cde|com|den|die|das|herrn|monsieur|la|le)\b",
    re.IGNORECASE,
)
_TO_ONE = re.compile(r"To (?:Cde|Com|Mr|Dr|Comrade|Mrs)\.? [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?\.")
"""``To Cde. Filippov.``"""
_TO = re.compile(r"(?:To|An|À|Au|К)\s+", re.IGNORECASE)
_COPY = re.compile(
    r"(?i)(?:cop(?:y|ies)|exemplar|exemplaire|ausfertigung|экз)\b\.?.{0,40}\d|no\.? ?\d+ of \d+ copies|\d+ (?:st|nd|rd|th)? ?cop(?:y|ies)\b|"
    r"(?:only|sole|single|one) copy$|making (?:of )?copies (?:is )?(?:prohibited|forbidden)|this document is the property o[fp]\b|printed for the\b|indefinite duration|(?:copy|printed) (?:no\.?|number) ?\d+"
)
_NUMBER = re.compile(
    r"(?i)(?:\(\d{1,4}\) [^\W\d_]{2,20} |my |your |our )?(?:special |telegram |dispatch |despatch |letter |cable |document |protocol |файл )?(?:no|nr|№|number|f\.n|ref)(?![^\W\d_])\.?[ :]?\s?[\w./() -]{0,30}\d[\w./() -]{0,30}"
    r"|№ ?\d[\w./-]*"
)
_OTHERS = ("My ", "Your ", "Our ", "Ihr ", "Mein ", "Votre ", "Mon ", "Su ", "Ваш", "Мой ")
"""The number behind one of these is another document's."""
_NUMBERED = re.compile(r"(?:No|NO|Nr|№)\.? ?\d")
_REFERENCE = re.compile(
    r"(?:[A-Z]\.){1,5}\s?\d[\w./-]*|(?:[A-Z]\.?){1,5} ?\(\d{2,4}\) ?\d{1,4}|[A-Z]{1,6}(?:[./ -][A-Z]{1,6})*[./ -]?\d[\w./-]*(?: \([^)]{1,30}\))?\.?|[A-Z]{1,4}/\d{1,6}[\w./-]*"
)
_WORD = re.compile(r"\w+")
_ARTICLES = ("the", "den", "die", "das", "dem", "herrn", "le", "la", "les")
_ENDS_WITH_INITIAL = re.compile(r"(?:^|[ .])[^\W\d_]\.$")
_SALUTE_END = re.compile(r"[,:!：，！–—-]$")


_ROUTED = re.compile(
    r"(?P<from>FM) (?=[A-Z]{3})|(?P<to>TO) (?=(?:SECSTATE|SECDEF|AMEMBASSY|AMCONSUL|AMLEGATION|USMISSION|USUN|USLO|RUEH|DEPT)\b)"
)
"""``FM AMEMBASSY VESSEN``, ``TO SECSTATE WASHDC 7734``: how telegrams of the Department of State are routed."""


def is_routed(text: str) -> bool:
    """Whether a line says whence and whither a telegram went: ``FM AMEMBASSY VESSEN``."""
    return _ROUTED.match(text) is not None


def _is_open_letterhead(text: str) -> bool:
    """``SUBCOMMITTEE ON INLAND WATERS OF THE``: capitals of a letterhead that the next line goes on with."""
    return text.isupper() and (text[-1] == "," or text.rsplit(" ", 1)[-1].casefold() in words("particles"))


@lru_cache(maxsize=1024)
def opener_part(text: str, titles: tuple[str, ...]) -> Part | None:
    """What a paragraph at the top of a record is, or ``None`` for the text itself."""
    if len(text) > 200:
        return None
    if is_classification(unspaced(text)) or (len(text) < 90 and before_copy(text)):
        return Part("classification")
    if _COPY.match(text) and len(text) < 80:
        return Part("copy")
    if text in _BARE:
        return Part(_LABEL.get(text.lower(), "line"), True, len(text))
    labelled = _LABELLED.match(text) if ":" in text[:36] or "：" in text[:36] else None
    if labelled:
        kind = _labelled(labelled)
        if kind:
            return Part(kind, True, labelled.end("colon"))
    sent = _SENT_TO.match(text) if len(text) < 160 else None
    if sent:
        return Part(str(sent.lastgroup), True, len(sent[0].rstrip()))
    if len(text) < _LEAST_LINE and (when := WHEN.match(text)):
        return Part("date-time", True, when.end())
    if len(text) < _LEAST_LINE and (routed := _ROUTED.match(text)):
        return Part(str(routed.lastgroup), True, 2)
    if _DISPATCHED.match(text) and len(text) < _LEAST_LINE:
        return Part("date-time", True, 2)
    if len(text) < _LEAST_LINE and (file := _OF_A_FILE.match(text)) and any(map(str.isdecimal, text)):
        return Part("reference", True, len(file[0].rstrip()))
    if is_precedence(text) or _is_open_letterhead(text):
        return Part("line")
    if len(text) < _LEAST_LINE and text[-1] not in ".:;," and _NUMBERED.match(text):
        return Part("number")
    if text[:2].casefold() in ("no", "nr", "№ ") and len(text) < 70 and _NUMBER.fullmatch(text):
        return Part("number")
    if dateline(text):
        return Part("dateline")
    if is_undated(text):
        return Part("dateline")
    if text[-1] != "," and is_title(text, titles):
        return Part("head")
    if len(text) < 70 and text.startswith(_OTHERS) and _NUMBER.fullmatch(text):
        return Part("reference")
    if len(text) < 70 and (_NUMBER.fullmatch(text) or _REFERENCE.fullmatch(text)):
        return Part("number" if _NUMBER.fullmatch(text) else "reference")
    if len(text) < 70 and KIND.match(unspaced(text)) and not text.endswith((".", ";", "?")):
        return Part("kind")
    first = text.split(" ", 1)[0].strip(",:!").casefold()
    if (
        (not words("salutations").isdisjoint((first, fold(first))) or text.startswith(("尊敬的", "亲爱的", "親愛的")))
        and len(text) < 90
        and _SALUTE_END.search(text)
    ):
        return Part("salute")
    if _ADDRESSED.match(text) and len(text) < 90 and (text[-1] not in ".?!;" or _TO_ONE.fullmatch(text)):
        name = parse_name(without_preposition(text.rstrip(":")))
        if text.split(" ", 1)[-1].casefold() in _ARTICLES:
            # "An das / Auswärtige Amt / Berlin"
            return Part("to", True, len(text))
        if text[-1] != ":" or (name.words and not name.lower):
            return Part("to")
    if len(text) > 90 or MARKER.match(text) or text[-1] in "。？；":
        return None
    if text[-1] == "：" and len(text) <= 16:
        # "外交部：" addresses a ministry as a salutation does a person.
        return Part("to")
    if text.endswith((".", "?", "!", ":", ";")) and len(text.split()) > 3 and not _ENDS_WITH_INITIAL.search(text):
        return None
    if text.endswith(","):
        return Part("address", False)
    return Part("line", False)


_OF_THE_PAPER = ("declassif", "released", "release d", "reviewed", "capture")
"""When a paper was opened is no date of its text."""


def _labelled(match: re.Match[str]) -> str:
    """What a label tells, empty where it is none of an opener's."""
    label = match["label"].casefold().strip(" .")
    if label.startswith(_OF_THE_PAPER) and not any(map(str.isdecimal, label)):
        return "line"
    kind = _LABEL.get(label, "")
    if kind == "line":
        return kind if len(match["value"]) <= _LEAST_LINE else ""
    if kind == "date-time" and label not in ("date", "time") and not any(map(str.isdecimal, match["value"])):
        return ""
    if kind:
        return kind
    if _DATE_AND_TIME.fullmatch(match["value"]):
        # "Came to the Decoding Department: 21.9, 13:00"
        return "date-time"
    said = label.split(" ")
    if said[0] in _COPIED and said[-1] == "to" and len(said) <= 5:
        return "copy"
    kind = _LABEL.get(said[0].strip("."), "") if len(said) <= 3 else ""
    return kind if kind in ("to", "from", "number", "copy", "reference") else ""


def is_precedence(text: str) -> bool:
    """``IMMEDIATE``, ``EN CLAIR``: how a telegram went, on a line of its own."""
    if len(text) > 40:
        return False
    said = text.casefold().strip(".!").replace("/", " ").split()
    return bool(said) and all(word in words("precedence") for word in said)


def without_preposition(text: str) -> str:
    """The addressee of a line without a label: ``To the Royal Government`` is for the Royal Government."""
    return _TO.sub("", text, count=1).rstrip(" ,:;：")


def is_title(text: str, titles: tuple[str, ...]) -> bool:
    """Whether a line repeats a title, or the quoted part of one."""
    bare = _plain(text)
    if len(bare) < 8:
        return False
    if bare.rstrip("0123456789") in titles:
        # The title with the anchor of a footnote.
        return True
    return any(
        bare == t or (len(bare.split()) >= 3 and len(bare) * 4 >= len(t) and bare in t) or _close(bare, t)
        for t in titles
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _close(one: str, other: str) -> bool:
    """The title repeated with a word more or less (a name in brackets): most words in common, in order."""
    if not other or not 0.6 < len(one) / len(other) < 1.6 or one[:12] != other[:12]:
        return False
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.8 * min(len(a), len(b)) and len(a | b) > 4


def plain_titles(title: str) -> tuple[str, ...]:
    """A title as :func:`is_title` compares it."""
    return (_plain(title),) if title else ()


TOP = 30
"""An opener has hardly more lines than these."""


def find_opener(blocks: list[Block], start: int, stop: int, titles: tuple[str, ...]) -> list[tuple[int, Part]]:
    """The parts of the opener among ``blocks[start:stop]``, up to the last sure one."""
    found: list[tuple[int, Part]] = []
    waiting = alone = False
    for at in range(start, min(stop, start + TOP)):
        block = blocks[at]
        part = opener_part(block.text, titles)
        if block.text.startswith("[") and block.text[1:8].lower() in (
            "handwri",
            "stamp: ",
            "stamped",
            "in hand",
            "margina",
        ):
            part = Part("note")
        if waiting and part and not part.sure:
            # The line under the addressee is of the address; those under that, if something surer follows.
            part = Part("address", found[-1][1].kind != "address" or _is_address(block.text, alone))
        if found and (part is None or not part.sure) and _goes_on(found[-1][1], block.text):
            part = Part("line")
        if (
            alone
            and found
            and found[-1][1].kind in _WITH_VALUE
            and (part is None or not part.sure)
            and len(block) <= 200
        ):
            # "SUBJECT" alone on its line: the line under it says of what.
            part = Part(found[-1][1].kind)
        if part is None and at + 1 < stop and len(block) <= 140:
            # A line of its own between a letterhead and a mark of classification is part of the head.
            after = opener_part(blocks[at + 1].text, titles)
            if after and after.sure and after.kind in ("classification", "copy", "number", "reference", "dateline"):
                part = Part("line", False)
        if part is None:
            break
        alone = part.label == len(block.text) or (alone and part.kind == "address")
        waiting = (part.kind in ("to", "from") and part.sure) or part.kind == "address"
        found.append((at, part))
        if part.kind == "salute":
            found += _below_salutation(blocks, at + 1, stop, titles)
            break
    while found and not found[-1][1].sure:
        found.pop()
    return found


_WITH_VALUE = ("subject", "date-time", "number", "reference", "line", "copy")


def _is_address(text: str, alone: bool) -> bool:
    """Whether a line is of an address that ``To:`` ``alone`` on its line has opened."""
    return alone and len(text) <= 40 and text[-1] not in ".?!;:" and text[0].isupper()


def _goes_on(before: Part, text: str) -> bool:
    """``Note / on a conversation with the Envoy``: the line under the word for its kind says of what it is one."""
    return (
        before.kind in ("kind", "head")
        and text[0].islower()
        and len(text) <= 200
        and text[-1] not in ".;?!"
        and text.split(" ", 1)[0] in _ABOUT
    )


_ABOUT = frozenset(
    "of on about from concerning regarding über von vom zu zum zur sur de du о об с z o sobre di".split()
)


def _below_salutation(blocks: list[Block], at: int, stop: int, titles: tuple[str, ...]) -> list[tuple[int, Part]]:
    """The line that says what a letter is about, where it stands under the salutation."""
    if at >= stop - 1 or ":" not in blocks[at].text[:40]:
        return []
    part = opener_part(blocks[at].text, titles)
    if part is None or part.kind not in ("subject", "reference") or part.label == len(blocks[at].text):
        return []
    return [(at, part)]
