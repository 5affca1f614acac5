"""How letters and notes verbales end: complimentary closes and postscripts, in the words of several languages."""

from __future__ import annotations

import re

from diplomata.recognise.lexicon import leading

_VALEDICTION = re.compile(
    r"(?i)(?:i (?:am|remain)\b|we remain\b|with (?:the )?(?:\w+ )?(?:communist |comradely |fraternal |best |kind |warm |cordial |friendly |high |highest )?"
    r"(?:greetings?|regards|respects?|wishes|assurances?|consideration|esteem|compliments)|yours?,$|yours?(?: very)? (?:sincerely|faithfully|truly|ever|obediently|respectfully)|"
    r"(?:very )?(?:sincerely|faithfully|truly|respectfully|cordially|fraternally)(?: yours)?\b|best (?:wishes|regards)|kind regards|"
    r"mit (?:\w+ ){0,3}(?:gr(?:ü|ue)(?:ß|ss)(?:en)?|gru(?:ß|ss)|hochachtung|verehrung|ergebenheit|empfehlungen)|hochachtungsvoll|(?:ihr(?:e)? )?(?:sehr |ganz )?ergeben(?:e|er|st|ster)?|veuillez agréer|agréez|salutations|с (?:\w+ )?(?:уважением|приветом)|"
    r"please accept,? .{0,60}(?:assurances|consideration|regards)|long live|accept,? (?:sir|excellency)|by order of)\b"
)
_OPEN = ("i am ", "i remain", "we remain", "with ", "mit ")
"""A complimentary close begins with one of these, and so may any sentence."""
_FORMULA = re.compile(
    r"(?i)\bavails? (?:itself|himself|herself|myself|themselves|ourselves) of (?:this|the) (?:opportunity|occasion)"
    r"|\b(?:the|of) assurances? of (?:my|our|its|his|her|their|the) (?:\w+ ){0,3}(?:consideration|esteem|respect)\b"
    r"|\bsaisi[st] cette occasion|\b(?:très )?haute considération|\bconsidération (?:la plus |très )?distinguée|\bsentiments (?:\w+ ){0,3}(?:distingués|respectueux|dévoués)"
    r"|\bbenutzt diese(?:n Anlass|n Anlaß| Gelegenheit)|\b(?:vorzüglich|ausgezeichnet|vollkommen)(?:st)?en Hochachtung"
    r"|\baprovech[ao] (?:esta|la) (?:oportunidad|ocasión)|\b(?:alta|distinguida|elevada) consideración"
    r"|\bпользу(?:ется|юсь) (?:этим |настоящим |данным )?случаем|\bв (?:моем|своем|весьма|самом) (?:\w+ )?(?:уважении|почтении)|\balta considerazione"
)
"""What no sentence has but the last of a letter or a note verbale."""
_OF_FORMULAS = tuple(
    "avail assurance saisi considération sentiments benutzt hochachtung aprovech consideración considerazione пользу "
    "уважении почтении".split()
)
_LONGEST_FORMULA = 420
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [^\W\d_]")


def postscript_mark(lower: str) -> int:
    """How long the word is with which a postscript begins (``P.S.``, ``Nachschrift``), 0 where none does."""
    length = leading(lower, "postscripts")
    return length if length and (lower[length : length + 1] in ".:)：—– " or lower[:1] > "\u2e80") else 0


def is_valediction(lower: str) -> bool:
    """Whether a short line, all lower case, begins as a complimentary close does."""
    if len(lower) > 160 or len(lower.split()) >= 24:
        return False
    return _VALEDICTION.match(lower) is not None or leading(lower, "valedictions") > 0


def may_be_text(lower: str) -> bool:
    """Whether a sentence of the text may begin as this complimentary close does."""
    return lower.startswith(_OPEN) or leading(lower, "valedictions") > 0


def is_formula(text: str) -> bool:
    """One sentence that assures of highest consideration, as it ends letters and notes verbales."""
    if not 30 < len(text) <= _LONGEST_FORMULA:
        return False
    # A look for its words costs less than the search for the whole.
    lower = text.lower()
    if not any(word in lower for word in _OF_FORMULAS):
        return False
    return bool(_FORMULA.search(text)) and not _SENTENCES.search(text)
