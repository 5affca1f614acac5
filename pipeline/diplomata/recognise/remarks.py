"""Notes in square brackets: what translators, editors and archivists say of the text and of the paper."""

from __future__ import annotations

import re

from diplomata.lines import along
from diplomata.recognise.paper import NOTE_TYPES, PAPER
from diplomata.record import Span

_TRANSLATOR = re.compile(
    r"(?i)(?:translator|trans|transl|tr)(?:['’]?s['’]?|s['’])?\.?(?:\s(?:note|comment|remark|explanation))?\s?[:.—–-]\s*|translator['’]?s['’]? (?:note|comment)\b[:.]?\s*|TN\s?[:.]\s*|note (?:by|of) (?:the )?translator\s?[:.—–-]?\s*"
)
_EDITOR = re.compile(
    r"(?i)(?:editor(?:['’]?s['’]?|s['’])?|ed|eds|transcriber['’]?s)\.?(?:\s(?:note|comment|remark))?\s?[:.—–-]\s*|editor['’]?s (?:note|comment)\b[:.]?\s*|note\s?:\s*|footnote\s?:\s*|source\s?:\s*"
)
_SIGNED_NOTE = re.compile(
    r"(?<=.{12}[.!?;,:—–-] )\(?((?:translator|editor|transcriber)['’]s (?:note|comment|remark)|trans(?:l)?\.|tr\.|ed\.)\)?\.?$",
    re.IGNORECASE,
)
"""A note says at its end whose it is."""
_OF_THE_ORIGINAL = re.compile(
    r"(?i)(?:\w+ ){0,3}(?:in (?:the )?original|im original|dans l['’]original|в оригинале|emphasis added|as in (?:the )?(?:text|original))\b.{0,20}"
    r"|(?i:tak w (?:tekście|oryginale|oryg\.)|так в (?:тексте|документе|оригинале|подлиннике)|так у (?:тексті|документі)|"
    r"takto v (?:textu|originále)|así en el original|così nel testo)\.?"
)
"""What says that the words before stand so."""
_SPOKEN_IN = re.compile(
    r"(?i)(?:(?:the |this |these |last |following )*(?:phrases?|words?|terms?|expression|sentence|passage|remark|quotation|name) )?"
    r"(?:(?:is |was |were )?(?:spoken|said|uttered|pronounced|written|given|printed|quoted|used) in (?-i:[A-Z])\w+|in (?-i:[A-Z])\w+ in the text)\.?"
)
"""In what language the words before stand in the original."""
_EXPLAINS = re.compile(
    r"(?:(?:An?|The|This|These|Possibly|Probably|Apparently|Presumably|Likely|That) (?:is |was |are |may be |an? |the |probably |probable |possible |apparent )*)?"
    r"(?i:references?|refers|allusion|alludes|play on words|pun|quotation|quote|paraphrase|proverb|saying|idiom)\b.{0,12}\b(?:to|of|on|from|for|is|means|meaning)\b"
)
"""How a sentence begins that explains what was said, and tells nothing of the room."""
_POINTS_TO = re.compile(
    r"(?:See|Cf\.?|Vide|Vgl\.?|Siehe|Voir|Véase|Vedi|См\.?|Zob\.|Placed in|(?:Printed|Reprinted|Reproduced|Published) (?:in|as|from)) \S{2}"
    r"|(?i:cf|vgl|see|siehe|voir|véase|vedi|см)\.? (?i:also |auch |aussi )?(?:(?i:above|below|oben|unten|ci-dessus|выше|ниже|notes?|pp?|pages?|nos?|docs?|"
    r"document|footnote|annex|appendix|chapter|section|vol|volume|paras?|anm|dok|стр)\b|[A-Z]{1,6}/|\d)"
    r"|(?i:translated|transcribed|transcription|transcript|typed|interpreted) (?:and \w+ )?by\b|(?i:continued|concluded) (?:on|from|overleaf)\b"
)
"""Where else something is to be found, or who made this text."""
_MARKED = re.compile(
    r"(?i)\b(?:in the (?:(?:left|right|upper|lower|top|bottom|inner|outer)(?:[ -]hand)? )?(?:margin|corner)|crossed out|struck out|"
    r"in (?:blue|red|green|black|violet) (?:pencil|ink)|vertical line|page numbers?)\b"
)
"""What a sentence about the paper speaks of."""
_OF_THE_SHEET = re.compile(
    r"(?i)(?:on the (?:back|reverse|verso)\b|in (?:an?other|a different|different) (?:hand|ink)\b|hand-?written in (?:pencil|ink)\b"
    r"|(?:this|the) (?:paragraph|page|line|sentence|passage|word)s? (?:was|is|were|are|has been) (?:cut|torn|crossed|missing|struck|erased|covered|blotted))"
)
"""``[on the back, in different ink]``, ``[This paragraph was cut out of the copy]``"""
_FEW = 2
_A_SENTENCE = 6
"""It has so many words at least."""
_DOCUMENT = re.compile(
    r"[A-Z]{1,6}/(?:[\w.()-]+/)*[\w.()-]*\d[\w.()-]*(?:(?:, | and | et | y |; )[\w./()-]+(?: \d[\d-]*)?){0,6}"
)
"""The symbol of a document: ``S/4382``, ``A/C.1/512 and Add.2``."""
_NO_INSERTION = re.compile(r"(?i)\d{1,4}[.)]|(?:resumed|continued|concluded|cont['’]?d|contd)\.?")
"""The number that an editor printed before a paragraph, a mark behind a heading."""
_UNITS = re.compile(
    r"(?i)(?:(?:figures|amounts|values|quantities|all|expressed|numbers) )?(?:in )?(?:thousands?|millions?|billions?|hundreds|(?:short |long |metric |gross |net )tons?|"
    r"tonnes|tons|pounds|dollars|rubles|roubles|per ?cent|percentages?|acres|hectares|bushels|barrels|kilograms|kilometers|kilometres|square miles|cubic (?:feet|met(?:er|re)s)|"
    r"mio\.?|тыс\.?|млн\.?|milliers|миллионов|тысяч|тонн)(?: of \w+(?: \w+){0,3}|,? [A-Z$£]\S*| тонн| штук| руб\S*)?"
)
"""In what a table counts, printed above it."""
_LEAD = re.compile(r"[^:\]]{1,60}:\s*")


def is_no_insertion(content: str, *, alone: bool) -> bool:
    """Whether a bracket holds what the record itself prints in brackets: ``[1.]``, ``[Resumed]``, or, ``alone`` in its
    paragraph, ``[In thousands of tons]``."""
    if len(content) >= 60:
        return False
    return _NO_INSERTION.fullmatch(content) is not None or (alone and _UNITS.fullmatch(content) is not None)


def read_remark(text: str, start: int, end: int, content: str, before: str, resp: str) -> list[Span]:
    """The note that the bracket ``text[start:end]`` is, with its label; empty where it is none.

    ``content`` is what it holds and ``before`` what stands before it, blanks folded; ``resp`` is ``#translator`` where
    the record has one.
    """
    inner = start + 1 + len(text[start + 1 : end]) - len(text[start + 1 : end].lstrip())
    lead = _TRANSLATOR.match(content)
    kind, whose = "translator", resp
    if not lead:
        lead = _EDITOR.match(content)
        kind, whose = "editor", ""
    if lead and lead.end() < len(content):
        attributes = {"type": kind, "resp": whose} if whose else {"type": kind}
        spans = [Span(start, end, "note", attributes, lead=1, tail=1)]
        return [*spans, Span(inner, along(text, inner, end, len(lead[0].rstrip())), "label")]
    signed = _SIGNED_NOTE.search(content)
    if signed:
        kind = "translator" if signed[1][0] in "tT" else "editor"
        said = {"type": kind, "resp": resp} if kind == "translator" and resp else {"type": kind}
        return [Span(start, end, "note", said, lead=1, tail=1)]
    if _OF_THE_ORIGINAL.fullmatch(content) or _SPOKEN_IN.fullmatch(content) or _is_explanation(content, before):
        said = {"type": "translator", "resp": resp} if resp else {"type": "editor"}
        return [Span(start, end, "note", said, lead=1, tail=1)]
    if _POINTS_TO.match(content) or _DOCUMENT.fullmatch(content):
        return [Span(start, end, "note", {"type": "editor"}, lead=1, tail=1)]
    if _OF_THE_SHEET.match(content) and len(content.split()) > _FEW:
        return [Span(start, end, "note", {"type": "editor"}, lead=1, tail=1)]
    paper = PAPER.match(content)
    if not paper and content[0].isupper() and len(content.split()) >= _A_SENTENCE and _MARKED.search(content):
        return [Span(start, end, "note", {"type": "editor"}, lead=1, tail=1)]
    if not paper and len(content) < 60 and re.search(r"(?i)\bsignatures?\b", content):
        return [Span(start, end, "note", {"type": "signature"}, lead=1, tail=1)]
    if not paper:
        return []
    kind = NOTE_TYPES[str(paper.lastgroup)]
    if kind == "handwritten" and paper[0].lower() == "resolution" and ":" not in content[:40]:
        return []
    colon = _LEAD.match(content)
    if colon and colon.end() < len(content):
        return [
            Span(start, end, "note", {"type": kind}, lead=1, tail=1),
            Span(inner, along(text, inner, end, len(colon[0].rstrip())), "label"),
        ]
    if len(content) > len(paper[0]) + 2 and kind in ("handwritten",) and before.strip():
        return []
    return [Span(start, end, "note", {"type": kind}, lead=1, tail=1)]


def _is_explanation(content: str, before: str) -> bool:
    """A sentence of its own that explains what was said: ``He has two. [A reference to his horses.]``"""
    if content[-1] != "." or not content[0].isupper() or not _EXPLAINS.match(content):
        return False
    return not before.strip() or before.rstrip()[-1] in '.?!…”"»)'
