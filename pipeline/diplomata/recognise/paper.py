"""What brackets and lines tell of the paper: a stamp, a seal, a signature, another hand, the number of a page."""

from __future__ import annotations

import re

from diplomata.record import Span

PAPER = re.compile(
    r"(?i)(?P<hand>hand-?writ(?:ten|ing)|endorse(?:d|ment)$|(?:his |her |their )?mark$|(?:endorse(?:d|ment)|docket(?:ed)?|minuted|annotated)(?: (?:on|in) (?:the )?(?:back|verso|dorse|cover|envelope|margin))?(?=\s?:)|addressed(?=\s?:)|by hand|in (?:the )?(?:margin|handwriting)|in (?:another|a different|an unknown) hand|(?:minute|note|remark|comment)s?,? in (?:(?:red|blue|green|black|violet) )?(?:pencil|ink)|in (?:(?:red|blue|green|black|violet) )?(?:pencil|ink)|(?:sul|al) verso|di altra mano|d['’]une autre main|von (?:anderer|fremder) hand|другой рукой|med annan hand|med annen hånd|margin(?:al(?:ia)?)?(?: note)?|note in (?:the )?margin|resolution|underlined|handschriftlich\w*|von hand|manuscrit|en marge|à la main|manuscrito|a mano|scritto a mano|a margine|rukou|rukopisně|odręcznie|ręcznie|от руки|рукописн\w+|на полях|резолюция|kézzel|de mână)\b"
    r"|(?P<stamp>(?:(?!time\b)(?:[\w.-]+\s){1,6}(?=stamp\s?:))?stamp(?:ed)?|rubber stamp|received stamp|stempel|eingangsstempel|cachet|tampon|sello|timbro|carimbo|razítko|pieczęć|pieczątka|штамп|bélyegző|ștampilă)\b|(?P<seal>seal(?:ed)?|siegel|sceau|sigillo|печать|pečeť|emblem|letterhead|logo|L\.\s?S\.?)(?!\w)"
    r"|(?P<signature>signature|signatures|unterschrift|firma|podpis|подпись|підпис|потпис|подпис|aláírás|semnătura|assinatura|handtekening|underskrift|imza|nënshkrimi|signed|initial(?:l?ed|s)?)\b"
)
"""What the paper bears, by the words with which a bracket about it begins."""

_HEAD = re.compile(r"\[([^\[\]]{2,40})\]\s+\S")
LONGEST_MARK = 24
"""In characters."""
_NUMBER = (
    r"(?:page|pg\.?|pp?\.|ff?\.|seite|s\.|fol(?:io|\.)|bl(?:att|\.)|стр\.?|с\.|л\.)\s?\d{1,4}[rv]?(?: of \d{1,4})?"
)
_BREAK = r"end p(?:age)?\.? ?\d{1,4}|page break|new page|end of page(?: \d{1,4})?|seitenwechsel|saut de page|salto de página"
PAGE = re.compile(rf"{_NUMBER}|{_BREAK}", re.IGNORECASE)
"""What stands in brackets where a page of the source ends."""
_PAGE_LINE = re.compile(
    rf"[-–—]\s?\d{{1,4}}\s?[-–—]|\[{{1,2}}\s?(?:{_NUMBER}|{_BREAK})\s?\]{{1,2}}|{_NUMBER}|\d{{1,4}}", re.IGNORECASE
)

PAGE_BEFORE = re.compile(rf"\[(?:{_NUMBER})\]\s?(?=[^\W\d_])", re.IGNORECASE)
"""``[Page 288]H: If State asks``: the number of a page, glued to what stands at the top of it."""
NOTE_TYPES = {"hand": "handwritten", "stamp": "stamp", "seal": "seal", "signature": "signature"}
"""The ``note/@type`` of each."""


def is_page_mark(text: str) -> bool:
    """Whether a line is nothing but the number of a page: ``- 2 -``, ``[page 2]``, ``Page 2 of 7``, ``2``."""
    return len(text) <= LONGEST_MARK and _PAGE_LINE.fullmatch(text) is not None


def printed_breaks(text: str, start: int, end: int, sign: str) -> list[Span]:
    """The breaks of pages in ``text[start:end]`` as the text edition prints them: its sign, and behind it the number of
    the page, if the record prints one, before the same sign again."""
    breaks: list[Span] = []
    at = text.find(sign, start, end)
    while at >= 0:
        stop = at + len(sign)
        close = text.find(sign, stop, min(end, stop + LONGEST_MARK + len(sign)))
        mark = " ".join(text[stop:close].split()) if close > 0 else ""
        told = is_page_mark(mark) or is_page_mark(mark.strip("[]"))
        said = {"n": mark} if mark and told else None
        stop = close + len(sign) if said else stop
        breaks.append(Span(at, stop, "pb", said, lead=stop - at))
        at = text.find(sign, stop, end)
    return breaks


def says_paper(content: str) -> bool:
    """Whether the content of a bracket tells of the paper: a stamp, a seal, a signature, another hand."""
    return PAPER.match(content) is not None


def heads_a_note(text: str) -> bool:
    """Whether a line begins with a bracket that says how the rest of it was written."""
    match = _HEAD.match(text) if text[0] == "[" else None
    paper = PAPER.match(match[1].strip()) if match else None
    return paper is not None and paper.lastgroup == "hand" and ":" not in text[: paper.end() + 2]
