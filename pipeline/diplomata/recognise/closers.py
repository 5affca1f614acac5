"""Closers: what stands behind the text: valediction, signature, place and date, postscript, copies.

Each short paragraph at the foot is told by its shape. The closer begins with its first sure part.
"""

from __future__ import annotations

import re
from itertools import pairwise

from diplomata.classification import is_classification
from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.letters import Part, dateline
from diplomata.recognise.names import fold, parse_name
from diplomata.recognise.paper import says_paper

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
    r"(?i)(?:\w+ |\d+ )cop(?:y|ies) (?:were |are )?(?:printed|made|typed|sent)[^:：]{0,30}[.:]?$|(?:copies|copy|distribution(?: list)?|cc|c\.c\.|distributed|verteiler|copies? (?:sent )?to|sent to|destinataires|destinatarios|distribución|copias a|copie a|copia a|diffusione|kopien? an|in abschrift an|kopie|kopia|odpisy|rozdzielnik|otrzymują|rozdělovník|kapják|elosztó|difuzare|рассылка|разослано|копии?|копия|抄送|抄报|分送|主送|发送|报送)\b[^:：]{0,30}[:：]\s*"
)
_POSTSCRIPT = re.compile(r"(?:P\.? ?S\.?|N\.? ?B\.?)[:. ]")


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
