"""What the words and the form of a label say for it and against it, whatever stands round it."""

from __future__ import annotations

import re

from diplomata.recognise import han
from diplomata.recognise.blocks import MARKER
from diplomata.recognise.called import SIDES
from diplomata.recognise.holders import before_office, holder_of
from diplomata.recognise.labels import BEFORE_COMMA
from diplomata.recognise.lexicon import entries, tokens_of, words
from diplomata.recognise.names import fold, is_initial, is_role, parse_name
from diplomata.recognise.stops import DASHED
from diplomata.recognise.weighing import Label

_CHINESE_FIELD = re.compile(
    r"[一二三四五六七八九十（(]+[)）、.．].*|.*(?:の件|について|に関する.*|日程.*|时间|地点|日期|决定|决议|议程|议题|名单|人员|意见|结论|議決|议决|決議|方案|原因|办法)"
)
"""A counted heading, or what ends in the name of a field."""
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff·]{1,12}")


_FIGURE = re.compile(r"\d")
_SENTENCE_BEGINS = re.compile(r"[.!?]\s+[^\W\d_]{4,}(?:\s|, )")
_SAID = re.compile(r"\.[-–—]\s|[?!]\s")
"""``Señor Vidal.- Señor presidente: ...``: behind these marks something is said."""
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]{4,}")
_CHINESE_SENTENCE = re.compile(r"[。，！？]")
_ROMAN = re.compile(r"[IVX]{2,6}")
_I = frozenset(
    "I I'll I’ll I'm I’m I've I’ve I'd I’d we We we'll we're you You ich Ich wir Wir je Je nous Nous я Я мы Мы".split()
)
_FEW = 3
_FORMS = {
    "dash": (-1.5, "a dash ends more than labels"),
    "stop": (-0.5, "a full stop ends more than labels"),
    "titled stop": (1.5, "a title before a full stop"),
    "mixed stop": (-2.5, "a full stop ends every sentence"),
    "stop dash": (1, "a full stop and a dash"),
    "numbered": (-1.5, "a number stands before headings too"),
    "turned stop": (0.5, "the name before its initials"),
    "section": (3, "a section mark before it"),
    "letter": (-1, "a letter without punctuation"),
    "circle": (2, "a circle before it"),
    "marked": (0.5, "set in bold or italics"),
    "bracketed": (-1.5, "brackets hold more than labels"),
    "tab": (-1.5, "a gap behind it"),
    "gap": (0.5, "abbreviated, and a gap behind it"),
    "initials": (2.5, "explained in the record"),
    "speech": (5, "the number of a speech before it"),
    "item": (-1.5, "a dash begins items too"),
    "voice": (4, "the mark of a new voice"),
    "timed": (1, "nothing but the time behind it"),
    "bare line": (-2.5, "no punctuation ends it"),
}
"""What each form says for a label; a colon says nothing."""


def weigh_form(label: Label) -> None:
    """What the punctuation behind the label says."""
    if label.form in _FORMS:
        label.add(*_FORMS[label.form])
    if label.form == "tab" and han.is_han(label.text) and all(han.name_and_office(label.text)):
        label.add(3, "a name and its title before a gap, in a text without blanks")
    if label.form == "item" and label.name.honorifics and label.name.roles:
        label.add(1.5, "a title and an office behind the dash")


def weigh_name(label: Label, known: frozenset[str]) -> None:
    """What the label's words say for it."""
    name = label.name
    inside = parse_name(name.aside) if name.aside else None
    if name.honorifics:
        label.add(2.5, "honorific")
    held = bool(holder_of(label.text))
    if name.roles:
        label.add(2 if held or not name.lower else 0.5, "office")
    if held and label.form == "colon":
        label.add(1.5, "an office and its holder")
    if name.honorifics and name.roles and name.words and label.form.endswith("stop") and not name.lower:
        label.add(1.5, "office, title and name")
    if (2 <= len(name.words) <= 4 and not name.lower) or (held and name.lower):
        label.add(1.5, "form of a name")
    elif len(name.words) == 1:
        label.add(0.75, "one name")
    if inside and inside.honorifics and not inside.lower:
        again = bool(set(map(fold, inside.words)) & set(map(fold, name.words)))
        again = again or (label.form == "bare line" and bool(name.roles))
        label.add(5 if again else 3.5 if name.roles else 2, "a person in parentheses")
    if known and any(fold(w) in known for w in (*name.words, *(inside.words if inside else ()))):
        label.add(2.5, "known from roster or title")
    main = _main(label)
    if label.form in BEFORE_COMMA:
        main = main.partition(", ")[0]
    elif ", " in label.text.partition("(")[0] and ", " not in main:
        label.add(2, "an office behind the name")
    if len(main) > 3 and (main.isupper() or (name.roles and len(name.text) > 3 and name.text.isupper())):
        label.add(1.5, "capitals")
    tokens = [t for t in tokens_of(main) if t not in words("particles")]
    if len(tokens) == 1 and tokens[0] in words("chairs"):
        label.add(0.5, "who presides")
    if _are_unnamed(tokens):
        label.add(1.5, "an unnamed voice")
    if _CHINESE_NAME.fullmatch(label.text):
        label.add(1.5, "a name in Chinese")


def _main(label: Label) -> str:
    """A label without parentheses, and without the office that was read behind a comma."""
    main = label.text.partition("(")[0]
    return (before_office(main) or main) if label.form == "colon" and ", " in main else main


_VOCATIVES = frozenset(
    "señores señoras messieurs mesdames gentlemen ladies comrades signori senhores panowie товарищи господа genossen".split()
)
_NUMERAL = re.compile(r"[IVXLC]{2,7}")
"""``III``, the number of a part, and nobody's initials."""
_ABBREVIATED_OFFICE = re.compile(r"[A-ZÄÖÜ]{2,4} (?=[^\W\d_a-z][a-zà-ÿ])")
"""``AM Radonjić``: an office in capitals before the name, and no verb."""


def weigh_against(label: Label) -> None:
    """What the label's words say against it."""
    name, tokens = label.name, tokens_of(label.text)
    if not tokens:
        return
    main = _main(label).strip()
    last = (tokens_of(main) or tokens)[-1]
    whole = label.text.casefold().strip(" .*")
    if (
        whole in words("fields")
        or (
            last in words("fields")
            and not (name.honorifics and last in words("particles"))
            # "Vozes do PS" come from a party.
            and not (len(tokens) > 1 and is_unnamed(label) and main.split()[-1].isupper() and not main.isupper())
        )
        or not entries("field_phrases").isdisjoint((whole, main.casefold()))
    ):
        label.add(-6, "the label of a field")
        label.barred = True
    elif (
        tokens[0] in words("fields")
        and not (name.honorifics or last in words("posts"))
        and not _is_article(tokens, main)
    ):
        label.add(-3, "begins like the label of a field")
    elif (
        tokens[0] in words("prepositions")
        and len(tokens) > 1
        and not (name.honorifics or main.split()[0][-1] == "." or is_role(tokens[1]))
    ):
        label.add(-6, "tells of what, and not who")
        label.barred = True
    elif tokens[0] == "from" and tokens[-1] in SIDES:
        label.add(-6, "who came from which side")
        label.barred = True
    elif _CHINESE_FIELD.fullmatch(label.text):
        label.add(-6, "the label of a field, or counted")
        label.barred = True
    if not name.honorifics and not name.roles and not words("departments").isdisjoint(tokens):
        label.add(-2.5, "a part of an office, which writes and does not speak")
    if (
        label.form not in ("colon", "marked")
        and not name.roles
        and tokens[0] == "the"
        and (words("institutions").issuperset(tokens[1:]) or (len(tokens) <= _FEW and last in words("institutions")))
    ):
        label.add(-2.5, "a body that decides and does not speak")
    if len(tokens) > 1 and tokens[-1] in ("one", "ones", "thing") and tokens[0] in ("the", "this", "that", "another"):
        label.add(-6, "counts what is spoken of")
        label.barred = True
    if label.text.casefold() in _VOCATIVES and len(label.occurrences) == 1:
        label.add(-3, "greets those present")
        label.barred = True
    if _NUMERAL.fullmatch(label.text):
        label.add(-6, "a number")
        label.barred = True
    if len(tokens) > 1 and tokens[1] == "by" and tokens[0].endswith("ed"):
        label.add(-6, "what was done by whom")
        label.barred = True
    if any(t.endswith("examination") for t in tokens) and all(c.alone for c in label.occurrences):
        label.add(-6, "a part of a hearing")
        label.barred = True
    titled = bool(name.honorifics) and len(name.words) == 1 and fold(name.words[0]) == tokens[-1]
    if last in words("speech") and not titled:
        label.add(-6, "ends in a verb of speaking: narrative")
        label.barred = True
    elif not titled and not words("speech").isdisjoint(tokens_of(main)[1:]):
        label.add(-4, "has a verb of speaking")
        label.barred = True
    said = tokens_of(main)[1:] if _ABBREVIATED_OFFICE.match(main) else tokens_of(main)
    if not main.isupper() and not words("particles").issuperset(words("verbs").intersection(said)):
        label.add(-4, "has a verb")
        label.barred = True
    held = bool(holder_of(label.text))
    plain = words("groups") | words("numerals") if name.roles else words("groups")
    strange = [word for word in name.lower if word.casefold() not in plain]
    if (
        strange
        and label.form != "speech"
        and not held
        and not (name.words and name.roles and main.split()[-1] == name.roles[-1])
    ):
        label.add(-2.5 * len(strange), "words that are no name")
    if "," in main and label.form not in BEFORE_COMMA and not held:
        label.add(-1.5, "a comma")
    if label.form in BEFORE_COMMA and (_goes_on(label.text.partition(", ")[2]) or _does(label.text)):
        label.add(-6, "a sentence behind the comma")
        label.barred = True
    if label.form in ("mixed stop", "letter") and tokens[0] in words("interjections"):
        label.add(-6, "a short answer")
        label.barred = True
    if _FIGURE.search(main) and not is_unnamed(label):
        label.add(-2, "digits")
    if not name.honorifics and (_SENTENCE_BEGINS.search(main) or _SENTENCES.search(main)):
        label.add(-3, "more than one sentence")
        label.barred = label.barred or (label.form == "colon" and ", " in main)
    if label.form in ("stop", "mixed stop") and _ROMAN.fullmatch(main):
        label.add(-6, "a Roman numeral")
        label.barred = True
    # "I." is an initial.
    if len(tokens) > _FEW and not _I.isdisjoint(main.split()):
        label.add(-6, "speaks of itself: a sentence")
        label.barred = True
    if label.form == "colon" and (DASHED.search(main) or _CHINESE_SENTENCE.search(main) or _SAID.search(label.text)):
        label.add(-4, "what is said stands in it")
        label.barred = True
    count = len((main.split(", ")[0] if label.form in BEFORE_COMMA else main).split())
    if count > 6 and not (held and label.form == "colon"):
        label.add((-0.4 if name.roles else -0.75) * (count - 6), "long")
    if (
        label.form not in ("stop", "mixed stop", "letter")
        and not name.honorifics
        and MARKER.match(label.text)
        and not (name.words and is_initial(label.text.split()[0]) and len(name.words) > 1)
    ):
        label.add(-2, "numbered")
    named = main.partition(", ")[0] if label.form == "turned stop" else main
    if '"' in named or "“" in named or "«" in named:
        label.add(-3, "a quotation")


_SUBJECTS = frozenset("the these those les ces los las estos die diese gli questi os as".split())
_OFFICE = 4


def _goes_on(text: str) -> bool:
    """Whether what stands behind the comma has a subject of its own, and is no office: ``Monsieur le Directeur, les personnes
    entendues déposent``."""
    tokens = tokens_of(text)
    return len(tokens) > _OFFICE and tokens[0] in _SUBJECTS and not any(map(is_role, tokens[1:3]))


def _does(text: str) -> bool:
    """Whether behind the office comes what its holder does: ``M. Dorn, secrétaire, donne lecture du procès-verbal``."""
    return any(tokens_of(piece)[:1] and tokens_of(piece)[0] in words("acts") for piece in text.split(", ")[1:])


def _is_article(tokens: tuple[str, ...], label: str) -> bool:
    """Whether a word that often begins a field begins a name or an office here: ``De Voorzitter``, ``Von Tann``."""
    if tokens[0] in words("roles"):
        return True
    after = label.partition(" ")[2]
    return tokens[0] in words("particles") and after[:1].isupper()


def is_unnamed(label: Label) -> bool:
    """Whether a label is of a voice without a name: ``Voice``, ``UM 2``, ``Zurufe von der SPD``."""
    tokens = [t for t in tokens_of(label.text.partition("(")[0]) if t not in words("particles")]
    return _are_unnamed(tokens)


def _are_unnamed(tokens: list[str]) -> bool:
    """``Voice``, ``UM 2``: words for persons without a name, and perhaps which of them."""
    unnamed = [t.rstrip("0123456789") or t for t in tokens if not t.isdigit()]
    if len(unnamed) > 1 and unnamed[0] in _ONE:
        del unnamed[0]
    if not unnamed:
        return False
    if len(tokens) == 1 and _SEX_AND_NUMBER.fullmatch(tokens[0]):
        return True
    # "Vozes do PDA", "Plusieurs commissaires": voices, told by where they come from, or how many.
    if len(unnamed) < _SOMEWHERE and (
        unnamed[0] in words("voices") or (len(unnamed) > 1 and unnamed[0] in words("several"))
    ):
        return True
    return words("groups").issuperset(unnamed)


_ONE = frozenset("a an un une una uno uma um ein eine en et een".split())
_SEX_AND_NUMBER = re.compile(r"[mf]\d{1,2}")
"""``M1``, ``F2``: as transcribers count the men and women whom they do not know."""
_SOMEWHERE = 8
"""``Una voce dai banchi della Lega``: where a voice comes from is told in fewer words."""


def is_voice(label: Label) -> bool:
    """Whether a label begins with an article, as that of somebody without a name does."""
    first = label.text.split()[0].casefold()
    return first in (
        "a",
        "an",
        "the",
        "another",
        "one",
        "some",
        "several",
        "un",
        "une",
        "una",
        "uno",
        "um",
        "uma",
        "ein",
        "eine",
        "der",
        "die",
    )


def is_somebody(label: Label) -> bool:
    """Whether a voice without a name is told as a person: ``A lady in the gallery``, and not ``The second problem``."""
    tokens = tokens_of(label.text)
    return not any(t in words("fields") or t in words("numerals") or t in words("abstract") for t in tokens[1:])
