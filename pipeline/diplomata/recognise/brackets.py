"""Square brackets: what a translator or an editor has put into the text.

One scan finds the pairs, then each is read by its content and its neighbours. The rules are those of the
project's encoding guide: EpiDoc's ``supplied`` for words a translator adds, ``gap``, ``unclear`` and ``sic``
for what could not be read or is to be left, notes for what is said about the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.languages import tag_of
from diplomata.lines import fold_blanks
from diplomata.recognise.delivery import opens_in_brackets
from diplomata.recognise.glosses import is_gloss
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold, is_initial, parse_name
from diplomata.recognise.paper import PAGE
from diplomata.recognise.remarks import is_no_insertion, read_remark
from diplomata.recognise.scene import is_event, is_gesture, stage_type
from diplomata.recognise.shelf_marks import is_shelf_mark
from diplomata.recognise.timed import CUE_TIME
from diplomata.record import Span

_BLANKS = re.compile(r"\s+")
_NEAR = 60
"""So many characters on either side are a bracket's neighbours."""
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_WORDS = re.compile(r"\w")
_ELLIPSIS = re.compile(r"(?:\.\s?){2,}|…+|\*\s?\*\s?\*")
_INTERJECTION = re.compile(r"[^\W\d_][^:\n]{2,30}: ?[\"“«]")
_TIME_STAMP = re.compile(
    r"(?i)(?:(?:time|zeit)[ -]?(?:stamp|code|marke)?:?\s?)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[-–—]\s?\d{1,2}:\d{2}(?::\d{2})?|\s?[ap]\.?m\b\.?)?"
)
_PRINTED = re.compile(
    r"^(?:From|Reprinted|Printed|Published)\b(?!.*:)|\b(?:Book|Volume|Vol\.|Pages?|No\.) [\dIVX]+\b"
)
_IN = re.compile(r"[Ii]n (?P<name>[A-Z][a-z]+)")
"""``[In Yiddish]``: how it is said from there on."""
_BRACKETS = re.compile(r"\[[^\[\]]*\](?:\s*\[[^\[\]]*\]){2,}")
"""``[Index] [Search] [Download]``: what a page offers to go to."""
_OF_A_PAGE = 200
"""It is told in fewer characters."""
_SIC = re.compile(r"(?i)sic[.!]*")
_SENTENCE = re.compile(r"[^\W\d_a-z]\S*+(?:\s++\S++){2}\s[^\[\]]*[.!?]")
"""A whole sentence, which in brackets alone in its paragraph is who edits the text."""
_PRECEDING_WORD = re.compile(r"(?<![\w’'-])[\w’'-]++[.,;:!?\"”’')]*+\s*$")
_REASONS = (
    ("illegible", re.compile(r"(?i)\b(?:illegible|unreadable|unclear|not legible|indecipherable|undecipherable|corrupt(?:ed)?|garbled|blurred|torn|unleserlich|illisible|ilegible|ilegível|illeggibile|nieczyteln\w+|nečiteln\w+|nečitljiv\w+|olvashatatlan\w*|ilizibil|onleesbaar|oläslig\w*|ulæselig\w*|неразборчиво|нерозбірливо|нечетливо|нрзб)\b|字迹不清|无法辨认|判読不能")),
    ("inaudible", re.compile(r"(?i)\b(?:inaudible|unintelligible|indistinct|unverständlich|inaudibile|inaudível|inaudible|niesłyszaln\w+|nehallható|неслышно|нечутно)\b|听不清|聴取不能")),
    ("redacted", re.compile(r"(?i)\b(?:redacted|redaction|excised|deleted|sanitized|blacked out|withheld|declassified|not declassified|withdrawn|geschwärzt\w*|caviardée?s?|occultée?s?|anonymisée?s?|anonymisiert\w*|tachad[oa]s?|censurad[oa]s?|oscurat[oi]|omissis|zaczerniono|utajniono|začerněno|sladdat|вымарано|засекречено)\b")),
    ("editorial", re.compile(r"(?i)\b(?:omitted|omission|omissions|missing|omits|ellipsis|abridged|(?<!.)blank(?!.)|here follows?|left out|leaves out|not translated|not reproduced|gap)\b")),
)  # fmt: skip
_UNSURE = re.compile(
    r"(?i)\b(?:see|cf|above|below|i\.e|e\.g|viz|text|document|original|pages?|pp|footnote|copy|crossed|underlined|words?|"
    r"lines?|paragraphs?|sentence|typed|written|here)\b"
)
_LONG = 12
"""An insertion hardly has more words than these."""
_NOT_LATIN = frozenset("ru uk be bg sr mk el zh ja ko ar fa he hy ka hi mn ur th my km lo bo yi".split())
_PRONOUNS = frozenset(
    "he him his himself she her hers they them their it its who whom whose i we us our you your this these those that "
    "former latter er ihn ihm sie ihnen il lui elle ils leur он его ему она её им их".split()
)


@dataclass(frozen=True, slots=True)
class Bracketing:
    """What the reading of brackets depends on outside the bracket."""

    resp: str
    """``#translator`` where the record has one, else empty."""
    original: str
    """The tag of the original language, empty when unknown."""
    language: str
    """The tag of the text's own language."""
    dialogue: bool
    anchors: frozenset[str]
    """The marks of footnotes that the record has."""
    words: str
    """The whole body, blanks folded."""


def pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The bracket pairs in ``text[start:end]`` (offset of ``[``, offset after ``]``), outer before inner, and the
    offsets of brackets that stand alone."""
    found, stack, alone = [], [], []
    for match in re.finditer(r"[\[\]]", text[start:end]):
        at = start + match.start()
        if match[0] == "[":
            stack.append(at)
        elif stack:
            found.append((stack.pop(), at + 1))
        else:
            alone.append(at)
    return sorted(found), sorted(alone + stack)


def read_bracket(text: str, start: int, end: int, first: int, last: int, ctx: Bracketing) -> list[Span]:
    """The spans of one bracket pair ``text[start:end]`` in a paragraph ``text[first:last]``; empty when it is text."""
    content = fold_blanks(text[start + 1 : end - 1]).strip()
    before, after = _before(text, first, start), _after(text, end, last)
    if not content:
        return []
    if content in ctx.anchors:
        # What begins with a mark is a note itself, be it lost among the text.
        return [] if start == first and after[:1] == " " else [Span(start, end, "ref", {"n": content})]
    if PAGE.fullmatch(content.strip("[]") if content[0] == "[" else content) or _counts_pages(content, ctx):
        # A paragraph needs words besides the break of a page.
        alone = not _WORDS.search(_BRACKETED.sub("", f"{before} {after}"))
        # One blank of the two that stand round the mark belongs to it.
        stop = end + (text[end : end + 1] == " " and end < last)
        return [] if alone else [Span(start, stop, "pb", {"n": text[start:end]}, lead=stop - start)]
    if (content[0] == "[" or (start > first and text[start - 1] == "[")) and is_classification(content.strip("[] ")):
        # "[[TOP SECRET]]": what is stamped is printed in brackets of its own.
        return []
    if after[:1] == ":" and (content.isupper() or not ctx.language.startswith("en")):
        # "Horst Wieb [SPD]: Wer?", "Wahid Tok [Bukit Jang]: Tuan ...": where somebody belongs, and no insertion.
        return []
    if _TIME_STAMP.fullmatch(content) or CUE_TIME.fullmatch(content):
        return [Span(start, end, "note", {"type": "timestamp"}, lead=1, tail=1)]
    if "@" in content or "://" in content or content == "email protected":
        return []
    word_goes_on = after[:1].isalnum() or before[-1:].isalnum()
    if content.isdigit() and (len(content) == 4 or word_goes_on):
        return [_supplied(start, end, content, before, after, ctx)]
    if re.fullmatch(r"\*{2,}", content) and content not in ctx.anchors:
        return [Span(start, end, "gap", {"reason": "editorial"}, lead=end - start)]
    if content.isdigit() or re.fullmatch(r"(?:[ivx]{1,5}|\*{1,3})", content):
        return []
    if _ELLIPSIS.fullmatch(content):
        return [Span(start, end, "gap", {"reason": "editorial"}, lead=end - start)]
    if _SIC.fullmatch(content) or content == "?":
        return _round_word(text, start, end, first, "sic" if content != "?" else "unclear")
    if " | " in content:
        # What a page offers to go to.
        return []
    if text[first] == "[" and last - first <= _OF_A_PAGE and _BRACKETS.fullmatch(text[first:last].strip()):
        return []
    alone = not before.strip() and not after.strip()
    if is_no_insertion(content, alone=alone):
        return []
    note = read_remark(text, start, end, content, before, ctx.resp)
    if note:
        return note
    if alone and is_shelf_mark(content):
        return [Span(start, end, "note", {"type": "editor"}, lead=1, tail=1)]
    if alone and (find_date(content, precise=True) or _PRINTED.search(content)):
        # "[May 21, 1997]", "[Public Papers of the Presidents (1997, Book I)]": so it is printed.
        return []
    head = content.partition(";")[0]
    if head != content and (is_event(head, brackets=True) or _is_scene(head, before, after, ctx)):
        # "[The Minister speaks on the telephone; unclear]"
        return [Span(start, end, "stage", {"type": stage_type(content), "rend": "brackets"}, lead=1, tail=1)]
    for reason, pattern in _REASONS:
        if pattern.search(content) and len(content) < 160:
            return [
                Span(start, end, "gap", {"reason": reason}, lead=1, tail=1),
                Span(start + 1, end - 1, "desc"),
            ]
    if content.endswith("?") and len(content) < 60 and not content.startswith("?"):
        inner = text.rindex("?", start, end)
        return [Span(start, end, "unclear", {"cert": "low"}, lead=1, tail=end - inner)]
    if not ctx.dialogue and not before.strip() and not after.strip(" .") and _SENTENCE.fullmatch(content):
        return [Span(start, end, "note", {"type": "editor"}, lead=1, tail=1)]
    if is_event(content, brackets=True) or _INTERJECTION.match(content) or _is_scene(content, before, after, ctx):
        return [Span(start, end, "stage", {"type": stage_type(content), "rend": "brackets"}, lead=1, tail=1)]
    if _is_heard(content, before, after, ctx) or ((tongue := _IN.fullmatch(content)) and tag_of(tongue["name"])):
        return [Span(start, end, "stage", {"type": stage_type(content), "rend": "brackets"}, lead=1, tail=1)]
    if not word_goes_on and is_gloss(content, before, ctx):
        tag = ctx.original or "und"
        if tag.partition("-")[0] in _NOT_LATIN and content.isascii():
            tag = f"{tag}-Latn"
        gloss = Span(start, end, "note", {"type": "gloss"}, lead=1, tail=1, why="words of the original")
        return [gloss, Span(start + 1, end - 1, "foreign", {"xml:lang": tag})]
    return [_supplied(start, end, content, before, after, ctx)]


_DOES = frozenset(
    "says speaks laughs smiles nods points turns gestures sighs stands rises leaves enters reads whispers pauses "
    "coughs".split()
)
"""What a name and one of these tell is the room: ``[Mao laughs]``."""


def _counts_pages(content: str, ctx: Bracketing) -> bool:
    """Whether a figure is that of a page of the original: ``[1702]``, where ``[1703]`` or ``[1701]`` stands as well."""
    if not (content.isdecimal() and len(content) < 5):
        return False
    beside = [f"[{int(content) + step}]" for step in (1, -1)]
    if len(content) == 1:
        # The anchor of a note that was lost is glued to a word.
        return any(
            re.search(rf"(?:^|\s)\[{content}\](?:\s|$)", ctx.words, re.M) and f" {mark} " in ctx.words
            for mark in beside
        )
    return any(mark in ctx.words for mark in beside)


def _before(text: str, first: int, start: int) -> str:
    """What stands before a bracket, blanks folded."""
    return _on_one_line(text[max(first, start - 2 * _NEAR) : start])[-_NEAR:]


def _after(text: str, end: int, last: int) -> str:
    """What stands behind a bracket, blanks folded."""
    return _on_one_line(text[end : min(last, end + 2 * _NEAR)])[:_NEAR]


def _on_one_line(text: str) -> str:
    """``text`` with its blanks folded, those at its ends as well."""
    if "\n" in text or "  " in text or "\u00a0" in text or "\t" in text:
        return _BLANKS.sub(" ", text)
    return text


def _round_word(text: str, start: int, end: int, first: int, kind: str) -> list[Span]:
    before = text[max(first, start - _NEAR) : start]
    word = _PRECEDING_WORD.search(before)
    if not word:
        return []
    length = len(re.match(r"[\w’'-]+[\"”]*", word[0])[0])  # type: ignore[index]
    at = start - len(before) + word.start()
    attributes = {"cert": "low", "rend": "mark"} if kind == "unclear" else None
    return (
        [Span(at, end, kind, attributes, tail=end - at - length)] if text[at + length : start].strip() == "" else []
    )


def _is_scene(content: str, before: str, after: str, ctx: Bracketing) -> bool:
    """A whole sentence about the room, ``[At ten the Secretary left the room.]``, or how something was said."""
    if not ctx.dialogue:
        return False
    if opens_in_brackets(content, before.strip(), after.strip(), translated=bool(ctx.resp)):
        return True
    tokens = content.split()
    ended = not before.strip() or before.rstrip()[-1] in '.?!…:)]”"'
    if ended and len(tokens) > 1 and content[0].isupper() and tokens[1] in _DOES:
        return True
    if content[0].isupper() and tokens[1:2] in (["is"], ["are"]) and is_gesture(tokens[2:3]):
        # "how many did you eat [Saddam is laughing], hm?"
        return True
    if not content.endswith((".", ".”", '."', "!", "。")) or not content[0].isupper():
        return False
    if len(tokens) < 4:
        last = tokens[-1]
        return content.endswith(".") and not (last.isupper() and is_initial(last))
    return ended


def _supplied(start: int, end: int, content: str, before: str, after: str, ctx: Bracketing) -> Span:
    attributes = {"reason": "subaudible"}
    if ctx.resp:
        attributes["resp"] = ctx.resp
    previous = re.search(r"(?<![\w’'.-])([\w’'.-]++)\s$", before)
    name = parse_name(content)
    if previous and content[0].isupper() and name.words and not name.lower:
        word = previous[1]
        bare = fold(word)
        goes_on = after[:1] == " " and after[1:2].isupper()
        if f"{word} {content}" in ctx.words:
            # The full name stands elsewhere in the record: a name completed, not explained.
            pass
        elif bare in _PRONOUNS:
            attributes["ana"] = "#antecedent"
        elif word[0].isupper() and bare not in words("honorifics") and bare not in words("roles") and not goes_on:
            alike = SequenceMatcher(None, bare, fold(name.words[-1])).ratio()
            attributes["ana"] = "#romanisation" if alike >= 0.6 else "#antecedent"
    return Span(start, end, "supplied", attributes, lead=1, tail=1)


def is_unsure(content: str) -> bool:
    """Whether what was taken for an insertion speaks of the text, or is too long for one: it may be a note."""
    return bool(_UNSURE.search(content)) or len(content.split()) > _LONG


def is_loose_marker(text: str, start: int, end: int, first: int) -> bool:
    """Whether a bracket that was left as text looks like the anchor of a footnote: figures behind a word or a stop."""
    content, before = text[start + 1 : end - 1].strip(), text[first:start]
    return (
        content.isdecimal()
        and len(content) < 4
        and bool(before.strip())
        and (not before[-1].isspace() or before.rstrip()[-1] in '.,;:!?…”"»')
    )


def _is_heard(content: str, before: str, after: str, ctx: Bracketing) -> bool:
    """``Tidak betul. [Ketawa]``: in a dialogue of another language than the lists know, a word with a capital between two
    sentences, where the record has it again or the paragraph ends."""
    if not ctx.dialogue or ctx.language.startswith("en") or not (content.isalpha() and content.istitle()):
        return False
    if before.rstrip()[-1:] not in tuple('.?!…”"'):
        return False
    return not after.strip() or (after.lstrip()[0].isupper() and ctx.words.count(f"[{content}]") > 1)
