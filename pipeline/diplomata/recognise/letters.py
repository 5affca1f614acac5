"""Openers and closers: what stands before and after the text of a cable, a letter or a memorandum.

Each short paragraph at either end is told by its shape. The opener ends with its last sure part, the closer
begins with its first: what stands between them is the text, whatever it looks like.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.brackets import says_paper
from diplomata.recognise.dates import find_date, is_undated
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold, parse_name


class Part(NamedTuple):
    """One line of an opener or closer: what it is, and whether that is sure."""

    kind: str
    sure: bool = True
    label: int = 0
    """Length of a printed label (``To:``) at its start, in characters."""


_LABELS = {
    "to": "to recipient recipients addressee an attn attention att à кому",
    "from": "from sender von de от",
    "via": "via through",
    "subject": "subject re betr betreff objet sujet тема topic concerning about",
    "date-time": "date time datum zeit дата время",
    "place": "place location venue ort lieu место",
    "copy": "copy copies cc copied kopie repeated",
    "number": "no nr number telegram ref reference",
    "classification": "classification classified",
}
_LABEL = {word: kind for kind, text in _LABELS.items() for word in text.split()}
_LABELLED = re.compile(r"(?P<label>[^\W\d_][\w .]{0,24}?)\s?[:：]\s*(?P<value>.*)$")
_ADDRESSED = re.compile(
    r"(?:To|An|À|Au|К) (?:the|his|her|all|mr|mrs|dr|comrade|den|die|das|herrn|monsieur|la|le)\b", re.IGNORECASE
)
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
_KIND = re.compile(
    r"(?i)(?:(?:secret|confidential|brief|short|draft|personal|verbatim|stenographic|informal|urgent|coded|encrypted|ciphered) )*"
    r"(?:memorandum|memo|telegram|cable|dispatch|despatch|report|minutes|note|notes|letter|record|protocol|transcript|"
    r"stenogram|information|aide[- ]m[ée]moire|note verbale|statement|communiqu[ée]|resolution|decree|order|directive|"
    r"aufzeichnung|vermerk|niederschrift|bericht|gesprächsvermerk|télégramme|note|compte rendu|procès-verbal|запись|справка|телеграмма|протокол)\b"
)
_SALUTE_END = re.compile(r"[,:!：，！–—-]$")
_VALEDICTION = re.compile(
    r"(?i)(?:i (?:am|remain)\b|we remain\b|with (?:the )?(?:\w+ )?(?:communist |comradely |fraternal |best |kind |warm |cordial |friendly |high |highest )?"
    r"(?:greetings?|regards|respects?|wishes|assurances?|consideration|esteem|compliments)|yours?,$|yours?(?: very)? (?:sincerely|faithfully|truly|ever|obediently|respectfully)|"
    r"(?:very )?(?:sincerely|faithfully|truly|respectfully|cordially|fraternally)(?: yours)?\b|best (?:wishes|regards)|kind regards|"
    r"mit (?:\w+ ){0,3}gr(?:ü|ue)(?:ß|ss)en|hochachtungsvoll|ihr(?:e)? (?:sehr )?ergeben|veuillez agréer|agréez|salutations|с (?:\w+ )?(?:уважением|приветом)|"
    r"please accept,? .{0,60}(?:assurances|consideration|regards)|long live|accept,? (?:sir|excellency)|by order of)\b"
)
_SIGNED = re.compile(
    r"\((?:sd|signed|gez)\.?\)\s?.{0,60}|(?:gez|sgd|sd|podp|подп)\.? [^\W\d_][^.!?]{1,50}(?:\.[^.!?]{1,40}){0,2}|(?:signed|sd|gez|signature|подпись)\.?\s?[:/]\s?.{0,80}|s(?:igne)?d\.? .{0,60}|/s/ ?.{0,60}|/[^/]{2,40}/|"
    r"\[(?:signature|signed|signatures|initialed|initialled|initials|seal|sd)[^\]]{0,40}\]|_{3,}.{0,40}",
    re.IGNORECASE,
)
_BRACKETED_NAME = re.compile(r"\([^\W\d_][\w .'’-]{1,40}[^\W_]\)$")
_TRAILER = re.compile(
    r"(?i)(?:end|the end|fin|ende|конец|\*\s?\*\s?\*|—\s?end\s?—|- ?end ?-|end of (?:document|text|message|telegram|cable|transcript|record))\.?$|"
    r"(?:typed|printed|executed|recorded|transcribed|taken down) (?:in|by)\b.{0,80}$"
)
_DISTRIBUTION = re.compile(
    r"(?i)(?:\w+ |\d+ )cop(?:y|ies) (?:were |are )?(?:printed|made|typed|sent)[^:：]{0,30}[.:]?$|(?:copies|copy|distribution(?: list)?|cc|c\.c\.|distributed|verteiler|copies? (?:sent )?to|sent to|destinataires|рассылка|разослано)\b[^:：]{0,30}[:：]\s*"
)
_POSTSCRIPT = re.compile(r"(?:P\.? ?S\.?|N\.? ?B\.?)[:. ]")
_PLACE = re.compile(r"[^\W\d_][^\d,;:.!?]{1,50}(?:, [^\W\d_][^\d,;:.!?]{1,30}){0,2}")
_TIME = re.compile(
    r"(?i)(?:at |um )?\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.? ?m\.?|hours|hrs\.?|uhr|h|o[’']clock)?(?: ?(?:-|–|to|bis) ?\d{1,2}.{0,12})?|г\.?|года"
)
COLUMNS = re.compile(r"[ \t\u00a0]{3,}")
"""A run of blanks that sets two columns on one line apart."""


def is_classification(text: str) -> bool:
    """``TOP SECRET``, ``Strictly confidential``: only words of classification, one of them its name."""
    tokens = [t.strip(".,!()[]*-").casefold() for t in re.split(r"[\s/]+", text) if t.strip(".,!()[]*-/")]
    if not tokens or len(tokens) > 8:
        return False
    known = words("classifications") | words("particles")
    return all(t in known for t in tokens) and any(t in words("classification_heads") for t in tokens)


@lru_cache(maxsize=4096)
def dateline(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where place and date stand in a dateline, in characters of ``text``; a missing place is ``(0, 0)``."""
    if len(text) > 90:
        return None
    found = find_date(text, precise=True)
    if not found and len(text) < 24:
        found = find_date(text)
    if not found:
        return None
    start, end, _ = found
    before, after = text[:start].rstrip(" ,.-–—:"), text[end:].strip(" ,.;)-–—")
    before = re.sub(
        r"(?i)(?:^|[\s,])(?:the|den|le|on|dated|this|am|vom|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$", "", before
    ).strip(" ,")
    rest = before or after
    if after and _TIME.fullmatch(after):
        after = ""
    if before and after:
        return None
    if rest and not (_PLACE.fullmatch(rest) and (rest[0].isupper() or not rest[0].isascii())):
        if not re.fullmatch(r"[\d:. apmh]{1,12}(?:hours|hrs)?", rest):
            return None
        return (0, 0), (start, end)
    if rest and (max(len(piece.split()) for piece in rest.split(",")) > 6 or _KIND.match(rest)):
        return None
    if sum(1 for w in re.findall(r"[^\W\d_]+", rest) if w[0].islower() and w not in words("particles")) > 1:
        return None
    place = (0, 0)
    if rest:
        at = text.index(rest)
        place = at, at + len(rest)
    return place, (start, end)


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
            return Part(
                kind,
                True,
                len(labelled["label"])
                + text[len(labelled["label"]) :].index(text[labelled.end("label") :].lstrip()[0])
                + 1,
            )
    if dateline(text):
        return Part("dateline")
    if is_undated(text):
        return Part("dateline")
    if is_title(text, titles):
        return Part("head")
    if len(text) < 70 and (_NUMBER.fullmatch(text) or _REFERENCE.fullmatch(text)):
        return Part("number" if _NUMBER.fullmatch(text) else "reference")
    bare = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    if len(text) < 70 and _KIND.match(bare) and not text.endswith((".", ";", "?")):
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


def closer_part(text: str, known: frozenset[str]) -> Part | None:
    """What a paragraph at the foot of a record is, or ``None`` for the text itself.

    ``known`` are folded words of names that the record introduces.
    """
    if len(text) > 160:
        return None
    distribution = _DISTRIBUTION.match(text)
    if distribution:
        return Part("distribution", True, len(distribution[0].rstrip()))
    if _POSTSCRIPT.match(text):
        return Part("postscript")
    if _TRAILER.match(text):
        return Part("trailer")
    if is_classification(text):
        return Part("classification", False)
    if _VALEDICTION.match(text) and len(text.split()) < 24:
        return Part("salute")
    if _SIGNED.fullmatch(text):
        return Part("signed")
    if text[0] == "[" and text[-1] == "]" and says_paper(text[1:-1]):
        return Part("note", False)
    if re.fullmatch(r"[^\W\d_][\w’' ]{2,40},", text) and len(text.split()) <= 6 and not parse_name(text).roles:
        return Part("salute", False)
    if _BRACKETED_NAME.fullmatch(text):
        name = parse_name(text.strip("()"))
        return Part("signed") if name.words and not name.lower else None
    if dateline(text):
        return Part("dateline")
    if re.match(r"To [A-Z\w]", text) and len(text.split()) < 12:
        return Part("to", False)
    if len(text) > 110 or re.search(r"[?!:;…]$", text) or MARKER.match(text):
        return None
    if text.endswith(".") and len(text.split()) > 6:
        return None
    name = parse_name(text.split(",")[0])
    if len(name.lower) > 1:
        return None
    if name.words and not name.lower and all(fold(w) in known for w in name.words):
        shaped = len(name.words) > 1 or bool(name.honorifics) or not name.roles
        return Part("signed", shaped and not text.endswith("."))
    if name.words or name.roles:
        return Part("signed", False)
    return None


def _is_name(text: str) -> bool:
    """The form of a signature: two to four words of a name, or one in capitals."""
    name = parse_name(text.split(",")[0])
    if name.lower or text.endswith("."):
        return False
    return 2 <= len(name.words) <= 4 or (len(name.words) == 1 and (name.words[0].isupper() or bool(name.honorifics)))


_ENCLOSURE = re.compile(
    r"(?i)(?:enclosure|enclosed|annex|appendix|attachment|attached|anlage|beilage|annexe|allegato|anexo|приложение|附件)\b[^:;?!]{0,48}:?"
)


def find_enclosures(blocks: list[Block], stop: int, taken: set[int]) -> list[int]:
    """The blocks that head an enclosure: a line of its own, with text behind it and the record before it."""
    return [
        at
        for at in range(2, stop - 1)
        if at not in taken and len(blocks[at]) <= 60 and _ENCLOSURE.fullmatch(blocks[at].text)
    ]


def find_opener(blocks: list[Block], start: int, stop: int, titles: list[str]) -> list[tuple[int, Part]]:
    """The parts of the opener among ``blocks[start:stop]``, up to the last sure one."""
    found: list[tuple[int, Part]] = []
    waiting = False
    for at in range(start, min(stop, start + 30)):
        block = blocks[at]
        pieces = COLUMNS.split(block.text)
        part = opener_part(block.text, titles) if len(pieces) == 1 else Part("columns")
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
        if part is None and at + 1 < stop and len(block) <= 140 and len(block.lines) == 1:
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


def find_closer(
    blocks: list[Block], start: int, stop: int, known: frozenset[str], *, dialogue: bool
) -> list[tuple[int, Part]]:
    """The parts of the closer at the end of ``blocks[start:stop]``; none unless one of them is sure.

    In a ``dialogue`` a bare name at the foot may be a label; elsewhere it is a signature.
    """
    found: list[tuple[int, Part]] = []
    for at in range(stop - 1, max(start, stop - 24) - 1, -1):
        part = closer_part(blocks[at].text, known)
        if part is None:
            # The entries of a distribution list may look like anything short.
            above = [closer_part(blocks[i].text, known) for i in range(max(start, at - 12), at)]
            if (
                len(blocks[at].text) < 120
                and not blocks[at].text.endswith(("?", "!"))
                and any(p and p.kind == "distribution" for p in above)
            ):
                part = Part("entry", False)
            else:
                break
        found.append((at, part))
    found.reverse()
    for index, ((at, part), (_, following)) in enumerate(pairwise(found)):
        if part.kind == "salute" and following.kind == "signed":
            found[index] = at, part._replace(sure=True)
    while found and not _begins(found, blocks, dialogue=dialogue):
        found.pop(0)
    return found


def _begins(found: list[tuple[int, Part]], blocks: list[Block], *, dialogue: bool) -> bool:
    """Whether the closer begins with the first of these parts."""
    at, part = found[0]
    if part.kind in ("distribution", "postscript", "trailer", "dateline"):
        return True
    if part.kind == "salute":
        return part.sure
    if part.kind != "signed":
        return False
    if part.sure or (not dialogue and _is_name(blocks[at].text)):
        return True
    after = [p for _, p in found[1:4]]
    if any(p.kind == "distribution" for p in after[:1]):
        return _is_name(blocks[at].text)
    return any(p.kind in ("dateline", "signed") and p.sure for p in after)
