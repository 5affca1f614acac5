"""Openers: what stands before the text of a cable, a letter or a memorandum.

Each short paragraph is told by its shape. The opener ends with its last sure part: what stands behind it is the
text, whatever it looks like.
"""

from __future__ import annotations

import re

from diplomata.classification import is_classification
from diplomata.dates import is_undated
from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.letters import COLUMNS, KIND, Part, dateline
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold

_LABELS = {
    "to": "to recipient recipients addressee an attn attention att à кому para adresat címzett către komu 致 收件人 主送",
    "from": "from sender von de от",
    "via": "via through",
    "subject": "subject re betr betreff objet sujet тема topic concerning about asunto oggetto assunto dotyczy temat věc tárgy obiect onderwerp ämne 主题 事由",
    "date-time": "date time datum zeit дата время fecha hora data ora heure dátum dato czas čas kohë час 时间 日期 時間",
    "place": "place location venue ort lieu место lugar luogo local miejsce místo hely loc locul vendi место місце plats sted plaats 地点 地點",
    "copy": "copy copies cc copied kopie repeated",
    "number": "no nr number telegram ref reference",
    "classification": "classification classified",
}
_LABEL = {word: kind for kind, text in _LABELS.items() for word in text.split()}
_LABELLED = re.compile(r"(?P<label>[^\W\d_][\w .]{0,24}?)\s?(?P<colon>[:：])\s*(?P<value>.*)$")
_ADDRESSED = re.compile(
    r"(?:To|An|À|Au|К) (?:the|his|her|all|mr|mrs|dr|comrade|den|die|das|herrn|monsieur|la|le)\b", re.IGNORECASE
)
_TO = re.compile(r"(?:To|An|À|Au|К)\s+", re.IGNORECASE)
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")
_COPY = re.compile(
    r"(?i)(?:cop(?:y|ies)|exemplar|ausfertigung|экз)\b\.?.{0,40}\d|no\.? ?\d+ of \d+ copies|\d+ (?:st|nd|rd|th)? ?cop(?:y|ies)\b|"
    r"making (?:of )?copies (?:is )?(?:prohibited|forbidden)|indefinite duration|(?:copy|printed) (?:no\.?|number) ?\d+"
)
_NUMBER = re.compile(
    r"(?i)(?:special |telegram |dispatch |despatch |letter |cable |document |protocol |файл )?(?:no|nr|№|number|f\.n|ref)\.?[ :]?\s?[\w./() -]{0,30}\d[\w./() -]{0,30}"
    r"|№ ?\d[\w./-]*"
)
_REFERENCE = re.compile(
    r"(?:[A-Z]\.){1,5}\s?\d[\w./-]*|[A-Z]{1,6}(?:[./ -][A-Z]{1,6})*[./ -]?\d[\w./-]*(?: \([^)]{1,30}\))?\.?|[A-Z]{1,4}/\d{1,6}[\w./-]*"
)
_SALUTE_END = re.compile(r"[,:!：，！–—-]$")


def opener_part(text: str, titles: list[str]) -> Part | None:
    """What a paragraph at the top of a record is, or ``None`` for the text itself."""
    if len(text) > 200:
        return None
    if is_classification(text):
        return Part("classification")
    if _COPY.match(text) and len(text) < 80:
        return Part("copy")
    labelled = _LABELLED.match(text)
    if labelled:
        kind = _LABEL.get(labelled["label"].casefold().strip(" ."), "")
        if not kind:
            kind = _LABEL.get(labelled["label"].casefold().split(" ")[0].strip("."), "")
            kind = kind if len(labelled["label"].split()) <= 3 and kind in ("to", "from", "number", "copy") else ""
        if kind:
            return Part(kind, True, labelled.end("colon"))
    if text[:2].casefold() in ("no", "nr", "№ ") and len(text) < 70 and _NUMBER.fullmatch(text):
        return Part("number")
    if dateline(text):
        return Part("dateline")
    if is_undated(text):
        return Part("dateline")
    if is_title(text, titles):
        return Part("head")
    if len(text) < 70 and (_NUMBER.fullmatch(text) or _REFERENCE.fullmatch(text)):
        return Part("number" if _NUMBER.fullmatch(text) else "reference")
    bare = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    if len(text) < 70 and KIND.match(bare) and not text.endswith((".", ";", "?")):
        return Part("kind")
    first = fold(text.split(" ")[0])
    if first in words("salutations") and len(text) < 90 and _SALUTE_END.search(text):
        return Part("salute")
    if _ADDRESSED.match(text) and len(text) < 90 and text[-1] not in ".?!;:":
        return Part("to")
    if len(text) > 90 or MARKER.match(text) or (text.endswith((".", "?", "!", ":", ";")) and len(text.split()) > 3):
        return None
    if text.endswith(","):
        return Part("address", False)
    return Part("line", False)


def without_preposition(text: str) -> str:
    """The addressee of a line without a label: ``To the Royal Government`` is for the Royal Government."""
    return _TO.sub("", text, count=1)


def is_title(text: str, titles: list[str]) -> bool:
    """Whether a line repeats a title, or the quoted part of one."""
    bare = _plain(text)
    if len(bare) < 8:
        return False
    return any(
        bare == t or (len(bare.split()) >= 3 and len(bare) * 4 >= len(t) and bare in t) or _close(bare, t)
        for t in titles
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _close(one: str, other: str) -> bool:
    """The title repeated with a word more or less (a name in brackets): most words in common, in order."""
    if not other or not 0.6 < len(one) / len(other) < 1.6 or one[:12] != other[:12]:
        return False
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.8 * min(len(a), len(b)) and len(a | b) > 4


def plain_titles(title: str) -> list[str]:
    """A title as :func:`is_title` compares it."""
    return [_plain(title)] if title else []


_ENCLOSURE = re.compile(
    r"(?i)(?:enclosure|enclosed|annex|appendix|attachment|attached|anlage|beilage|annexe|allegato|anexo|приложение|附件)\b[^:;?!]{0,48}:?"
)


def find_enclosures(blocks: list[Block], stop: int, taken: frozenset[int]) -> list[int]:
    """The blocks that head an enclosure: a line of its own, with text behind it and the record before it."""
    return [
        at
        for at in range(2, stop - 1)
        if at not in taken and len(blocks[at]) <= 60 and _ENCLOSURE.fullmatch(blocks[at].text)
    ]


def split_columns(blocks: list[Block], titles: list[str]) -> list[Block]:
    """``blocks`` with the lines at the top that are set in columns as so many lines, down to the first of text."""
    found: list[Block] = []
    for at, block in enumerate(blocks[:_TOP]):
        pieces = _columns(block)
        if opener_part(block.text, titles) is None and not pieces:
            return found + blocks[at:]
        found += pieces or [block]
    return found + blocks[_TOP:]


def _columns(block: Block) -> list[Block]:
    """The columns of a line as blocks of their own; none where it is not set in columns."""
    if len(block.lines) > 1 or len(block.text) > 200:
        return []
    line = block.lines[0]
    edges = [0, *(edge for gap in COLUMNS.finditer(line.text) for edge in gap.span()), len(line.text)]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if len(pieces) < 2 or any(b - a > 70 for a, b in pieces):
        return []
    cut = [line._replace(start=line.start + a, end=line.start + b, text=line.text[a:b]) for a, b in pieces]
    return [Block(piece.start, piece.end, [piece], [], block.blank) for piece in cut]


_TOP = 30
"""An opener has hardly more lines than these."""


def find_opener(blocks: list[Block], start: int, stop: int, titles: list[str]) -> list[tuple[int, Part]]:
    """The parts of the opener among ``blocks[start:stop]``, up to the last sure one."""
    found: list[tuple[int, Part]] = []
    waiting = False
    for at in range(start, min(stop, start + _TOP)):
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
            part = Part("address")
        if part is None and at + 1 < stop and len(block) <= 140:
            # A line of its own between a letterhead and a mark of classification is part of the head.
            after = opener_part(blocks[at + 1].text, titles)
            if after and after.sure and after.kind in ("classification", "copy", "number", "reference", "dateline"):
                part = Part("line", False)
        if part is None:
            break
        waiting = part.kind in ("to", "from") and part.sure
        found.append((at, part))
        if part.kind == "salute":
            break
    while found and not found[-1][1].sure:
        found.pop()
    return found
