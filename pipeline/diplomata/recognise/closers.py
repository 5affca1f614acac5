"""Closers: what stands behind the text: valediction, signature, place and date, postscript, copies.

Each short paragraph at the foot is told by its shape. The closer begins with its first sure part.
"""

from __future__ import annotations

import re

from diplomata.classification import is_classification
from diplomata.recognise import han
from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.formulas import is_formula, is_valediction, may_be_text, postscript_mark
from diplomata.recognise.keeping import is_record_keeping
from diplomata.recognise.letters import Part, dateline, unspaced
from diplomata.recognise.lexicon import leading, words
from diplomata.recognise.names import fold, is_role, parse_name
from diplomata.recognise.paper import says_paper
from diplomata.recognise.scene import is_event

_SIGNED = re.compile(
    r"\((?:sd|signed|gez)(?:\.|/-)?\)\s?.{0,60}|[(\[][-–—][)\]] ?[^\W\d_].{1,60}|/[-–—]/ ?[^\W\d_].{1,60}|(?:gez|sgd|sd|podp|подп)\.? [^\W\d_][^.!?]{1,50}(?:\.[^.!?]{1,40}){0,2}|(?:signed|signée?|firmad[oa]|firmat[oa]|assinad[oa]|podpisano|unterzeichnet|sd|gez|signature|подпись|подписано)\.?\s?[:/]\s?.{0,80}|s(?:igne)?d\.? .{0,60}|/s/ ?.{0,60}|/[^/]{2,40}/|"
    r"\[(?:signature|signed|signatures|initialed|initialled|initials|seal|sd)[^\]]{0,40}\]|_{3,}.{0,40}",
    re.IGNORECASE,
)
_BRACKETED_NAME = re.compile(r"\([^\W\d_][\w .'’-]{1,40}[^\W_]\)$")
_TRAILER = re.compile(
    r"(?i)(?:end|the end|fin|ende|конец|\*\s?\*\s?\*|—\s?end\s?—|- ?end ?-|end of (?:document|text|message|telegram|cable|transcript|record)|n{4}|x{3,}|#{2,}|-0-)\.?$|"
    r"(?:typed|printed|executed|recorded|transcribed|taken down|drafted|dictated|deciphered|decoded|decrypted)(?: (?:in|by)\b|: \d).{0,80}$|"
    r"(?:deciphered|decoded|decrypted|entschlüsselt|déchiffré|descifrado|decifrato|decifrado|dešifrováno|dešifroval|"
    r"zdeszyfrowano|odszyfrował|расшифровал[аи]?|дешифровано|desifrirovano|megfejtette)\s?:\s.{1,80}$"
)
_HANDS = re.compile(r"[A-Z]{1,5}(?:[:/][A-Z]?[A-Za-z]{1,12}){0,5}[:/](?:[a-z]{2,4}|\d{1,3})")
"""Who drafted and who typed, as offices print it at the foot: ``EUR:WE:JKTabb:mlr``."""
_HANDLING = re.compile(
    r"(?i)\b(?:cop(?:y|ies)|sent|circulated|distributed|passed to|advance|forwarded|repeated|abschrift|weitergeleitet|"
    r"transmis|copie|copia|enviad[oa]s?|копи[яи]|направлен[оа]?)\b"
)
_COPIES = re.compile(
    r"(?i)(?:\w+ |\d+ )cop(?:y|ies) (?:were |are )?(?:printed|made|typed|sent)[^:：]{0,30}[.:]?$|(?:copies|copy|distribution|distributed|sent)\b[^:：]{0,30}[:：]\s*"
)
_NUMBER = re.compile(r"(?:No|Nr|Nº|№|N°)\.? ?\d[\w/.-]{0,20}")
"""The number of the telegram, which some offices print at its foot."""
_SEALS = ("L.S.", "L. S.", "(L.S.)", "М.П.")
"""Where the seal is on the paper, on a line of its own."""
_CLEARED = re.compile(r"(?i)(?:concurrences?|clearances?|cleared|approved|authori[sz]ed)(?: by)?: ?\S")
"""Who has agreed to a memorandum, under the name of who wrote it."""
_AND_SO_ON = ("&c.", "&c. &c.", "etc.")
"""``I have, &c.``: printers of despatches leave the rest of the formula out."""
_SIGNING = frozenset(
    "authenticated certified verified attested countersigned witnessed witness verno верно beglaubigt".split()
)
"""Whose name stands behind one of these has signed."""
_COPY_TO = re.compile(
    r"(?:(?:Copy|Copies|Cc|cc) to|(?:Kopie|Durchschlag|Abschrift) an|Copie (?:à|au)|Copia a) (?=[^\W\d_a-z])"
)
_TO = re.compile(r"To [A-Z\w]")
_BEFORE_NAME = re.compile(r"[^\W\d_][\w’' ]{2,40},")
"""``With kind regards,``: what ends a letter in words that no list has."""
_NO_NAME = re.compile(r"[?!:;…]$")
_COLON = re.compile(r"[:：]")
_INITIAL = re.compile(r"(?:[^\W\d_]\. ?){1,3}[^\W\d_]{2}")


def closer_part(text: str, known: frozenset[str]) -> Part | None:
    """What a paragraph at the foot of a record is, or ``None`` for the text itself.

    ``known`` are folded words of names that the record introduces.
    """
    lower = text.lower()
    if postscript_mark(lower):
        return Part("postscript")
    if len(text) > 160:
        return Part("salute") if is_formula(text) else None
    label = _distribution(text, lower)
    if label:
        return Part("distribution", True, label)
    if _TRAILER.match(text) or _HANDS.fullmatch(text):
        return Part("trailer")
    if text in _SEALS or _CLEARED.match(text) or _NUMBER.fullmatch(text):
        return Part("line", False)
    if is_classification(unspaced(text)):
        return Part("classification", False)
    if is_valediction(lower):
        # "I am told that the ferry has sunk." is the text; a comma, or the name under it, says that it is not.
        said = text[-1] not in ".!?" or not may_be_text(lower) or is_formula(text) or lower.endswith(_AND_SO_ON)
        return Part("salute", said)
    if is_formula(text):
        return Part("salute")
    if says_signed(text):
        return Part("signed")
    if text[0] == "[" and text[-1] == "]":
        return _bracketed(text[1:-1])
    if _BEFORE_NAME.fullmatch(text) and len(text.split()) <= 6 and not parse_name(text).roles:
        return Part("salute", False)
    if lower.split(" ", 1)[0] in words("possessives") and len(text.split()) <= 6 and text[-1] not in ".!?;:":
        return Part("salute", False)
    if _BRACKETED_NAME.fullmatch(text) and not is_event(text[1:-1]):
        name = parse_name(text.strip("()"))
        return Part("signed") if name.words and not name.lower else None
    if dateline(text):
        return Part("dateline")
    if text[0].isdigit() and " " in text and dateline(text[: (blank := text.index(" "))]):
        # "4.XI.62 A. ALDAN"
        return Part("signed") if _is_name(text[blank + 1 :]) else None
    if _TO.match(text) and len(text.split()) < 12:
        return Part("to", False)
    if text[-1] == "." and _is_sentence(text):
        return None
    if han.is_han(text[0]) and (len(text) > _HAN_SIGNED or "。" in text[:-1] or "，" in text):
        return None
    if len(text) > 110 or _NO_NAME.search(text) or (MARKER.match(text) and not _begins_with_initial(text)):
        return None
    return _signature(text, known)


_HAN_SIGNED = 30
"""In a script without blanks, a signature with its office has no more characters, and none of a sentence's marks."""


def _is_sentence(text: str) -> bool:
    """Whether a line that a full stop ends has small words that are of no name and no office: ``Mr. Yang thanked me.``"""
    small = (word.strip(".,") for word in text.split()[1:] if word[0].islower())
    return any(word not in words("particles") and not is_role(word) and len(word) > 1 for word in small)


def says_signed(text: str) -> bool:
    """Whether a line says of itself that it is a signature: ``(signed) A. Holt``, ``/s/ Holt``."""
    return _SIGNED.fullmatch(text) is not None or (":" in text and fold(text.split(":", 1)[0]) in _SIGNING)


def _distribution(text: str, lower: str) -> int:
    """The length of the label of a list of those who have a copy, or of what is enclosed; 0 where it is none."""
    match = _COPIES.match(text) or (_COPY_TO.match(text) if len(text) < 100 else None)
    if match:
        return len(match[0].rstrip())
    colon = _COLON.search(text)
    if colon is None:
        return 0
    label = lower[: colon.start()].strip(" .")
    if leading(label, "distribution") == len(label) or leading(label, "enclosures") == len(label):
        return colon.end()
    if colon.end() == len(text) <= 120:
        said = {word.strip(".,;:") for word in lower.split()}
        return len(text) if said & words("receivers") and said & words("papers") else 0
    return 0


def _bracketed(content: str) -> Part | None:
    """A bracket alone on its line at the foot: of the paper, of how the paper was handled, or a name supplied."""
    if says_paper(content):
        return Part("note", False)
    name = parse_name(content)
    if name.words and not name.lower and len(name.words) <= 4 and ":" not in content and content[-1] not in ".,;":
        return Part("signed", False)
    return Part("handling") if _HANDLING.search(content) else None


def _begins_with_initial(text: str) -> bool:
    """``A. Kulishev``, ``H. LASCOMBE.``: a letter and a full stop that are a name's, not a list's."""
    return (
        text[0].isupper()
        and _INITIAL.match(text) is not None
        and _is_name(text.rstrip(".") if text.isupper() else text)
    )


def _signature(text: str, known: frozenset[str]) -> Part | None:
    """A name or an office on a line of its own."""
    if text.endswith(".") and len(text.split()) > 6:
        return None
    small = [word for word in text.split() if word[0].islower()]
    if len(small) > 3 and sum(fold(w) not in words("particles") | words("roles") for w in small) > 3:
        return None
    before, colon, _ = text.partition(": ")
    if colon and fold(before.split(" ")[-1]) not in _SIGNING | words("institutions") | words("roles"):
        # "Tuesday: Hospitals Bill" is a list's; "For the Commission: A. Holt" is signed.
        return None
    name = parse_name(text.split(",")[0])
    if len(name.lower) > 1:
        return None
    if name.words and not name.lower and all(fold(w) in known for w in name.words):
        shaped = len(name.words) > 1 or bool(name.honorifics) or not name.roles
        return Part("signed", shaped and not text.endswith("."))
    if name.words or name.roles or name.honorifics:
        return Part("signed", False)
    return None


def _is_name(text: str) -> bool:
    """The form of a signature: two to four words of a name, or one in capitals."""
    name = parse_name(text.split(",")[0])
    if name.lower or text.endswith("."):
        return False
    return 2 <= len(name.words) <= 4 or (len(name.words) == 1 and (name.words[0].isupper() or bool(name.honorifics)))


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
            part = _entry(blocks, max(start, at - 12), at, known)
        if part is None:
            break
        found.append((at, part))
    found.reverse()
    _settle(found, blocks)
    while found and not _begins(found, blocks, dialogue=dialogue):
        found.pop(0)
    return found


def _entry(blocks: list[Block], start: int, at: int, known: frozenset[str]) -> Part | None:
    """What looks like text, and belongs to a list of copies or a postscript above it."""
    text = blocks[at].text
    short = len(text) < 120 and not text.endswith(("?", "!"))
    for other in range(start, at):
        line = blocks[other].text
        lower = line[:200].lower()
        if short and len(line) <= 160 and _distribution(line, lower):
            return Part("entry", False)
        if other > start and postscript_mark(lower):
            # A postscript has as many paragraphs as the writer likes, but it stands under a signature.
            before = closer_part(blocks[other - 1].text, known)
            if before and before.kind in ("signed", "salute", "dateline"):
                return Part("entry", False)
    return None


def _settle(found: list[tuple[int, Part]], blocks: list[Block]) -> None:
    """Make out by its neighbours what a line alone does not say."""
    for index, (at, part) in enumerate(found):
        before = found[index - 1][1] if index else None
        after = found[index + 1][1] if index + 1 < len(found) else None
        text = blocks[at].text
        if part.kind == "salute" and not part.sure:
            if before and before.kind == "salute" and before.sure and _is_name(text) and " " in text:
                # "Ihr ergebener / Gottlieb Ehrenreich, / Pfarrer"
                part = Part("signed")
            elif after and after.kind == "dateline" and text[-1] == "," and text[0].isupper():
                part = Part("place")
            elif after and after.kind in ("signed", "salute"):
                part = part._replace(sure=after.kind == "signed")
        elif part.kind == "signed" and not part.sure and text[-1] == "," and after and after.kind == "salute":
            # "I have the honour to be, / Mr. Minister, / your obedient servant,"
            part = Part("salute", before is not None and before.kind == "salute")
        found[index] = at, part


def _begins(found: list[tuple[int, Part]], blocks: list[Block], *, dialogue: bool) -> bool:
    """Whether the closer begins with the first of these parts."""
    at, part = found[0]
    if part.kind in ("distribution", "postscript", "trailer", "dateline", "handling", "place"):
        return True
    if part.kind == "salute":
        return part.sure
    if part.kind != "signed":
        return False
    text = blocks[at].text
    if part.sure or (not dialogue and _is_name(text)):
        return True
    if dialogue and at and _is_name(text) and is_record_keeping(blocks[at - 1].text):
        return True
    after = [(blocks[i].text, p) for i, p in found[1:4]]
    if any(p.kind == "distribution" for _, p in after[:1]):
        return _is_name(text)
    if not dialogue and after and " " not in text and after[0][1].kind == "signed":
        # A family name, and the office under it.
        office = parse_name(after[0][0].split(",")[0])
        if office.roles and not office.words and not office.lower:
            return True
    if not dialogue and all(p.kind == "trailer" for _, p in after) and _is_family_name(text) and at:
        # The last word of the text, under a whole sentence: "Brandt" under a telegram.
        return blocks[at - 1].text.count(" ") >= 2 and blocks[at - 1].text[-1] in '.!?”"'
    return any(p.kind in ("dateline", "signed") and p.sure for _, p in after)


def _is_family_name(text: str) -> bool:
    """One word in letters that begins with a capital, and is no label of a field."""
    return text.isalpha() and text[0].isupper() and fold(text) not in words("fields")
