"""The evidence for and against a speaker's label, weighed over the whole record.

Recurrence, what the roster and the title know, honorifics, offices, capitals, the label's form, what follows
it, and the company of other labels. Points are rough log-odds, set on records of our own writing. Each piece
is kept with its points, for the scholar who wants to know why.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.labels import ACCEPT, BEFORE_COMMA, REVIEW, Candidate, Label, accepted, candidates
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, fold, is_initial, parse_name

if TYPE_CHECKING:
    from diplomata.authority import Authority

_LOWER = 4
"""A label has hardly more words than these in lower case that are neither offices nor particles."""
_CATCHES_UP = 7.5
"""So many points what follows, the taking of turns, and company can add."""
_SAMPLE = 12
"""So many occurrences of a label tell what follows it."""
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|my|our|your|us|me|[Ii]ch|[Ww]ir|Sie|[Jj]e|[Nn]ous|[Vv]ous|[Yy]o|[Nn]osotros|[Uu]sted(?:es)?|"
    r"[Яя]|[Мм]ы|[Вв]ы)\b|[我你您们]|\?|¿"
)
_SENTENCE_END = re.compile(r"(?:[.!?…。！？][\"'”’»)\]]*\[?\d{0,3}\]?|[—–-])$")
_A_LABEL = re.compile(r"[^\W\d_][^:：.?!\n]{0,40}[:：]\s")
_COUNT = re.compile(r"\(?(?:\d{1,3}|[IVXLivxl]{1,5}|[A-Za-z])[.)]?(?:[ºª°]|er)?\.?")
"""What ends the labels of a series: a number, a letter."""
_CHINESE_FIELD = re.compile(
    r"[一二三四五六七八九十（(]+[)）、.．].*|.*(?:の件|について|に関する.*|日程.*|时间|地点|日期|决定|决议|议程|议题|名单|人员|意见|结论|方案|原因|办法)"
)
"""A counted heading, or what ends in the name of a field."""
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff·]{1,12}")


def find_labels(
    blocks: list[Block],
    known: list[Name],
    authority: Authority | None = None,
    listed: frozenset[int] = frozenset(),
) -> tuple[list[Candidate], list[Label]]:
    """The labels of a record's turns, in order; and everything that was weighed, with the evidence for and against.

    ``known`` are the names that title, roster and text introduce, ``authority`` the edition's list of persons,
    ``listed`` the blocks of rosters, in which nobody speaks.
    """
    weighed = found = [label for label in candidates(blocks, listed) if len(label.name.lower) <= _LOWER]
    if not found:
        return [], []
    known_words = frozenset(fold(w) for name in known for w in name.words if not is_initial(w) and len(w) > 1)
    for label in found:
        _weigh_form(label)
        _weigh_name(label, known_words)
        _weigh_against(label)
        if authority is not None and label.form == "colon" and authority.labelled(label.text):
            label.add(4, "printed so in the edition's list of persons")
    _weigh_recurrence(found)
    _weigh_series(found)
    # What is too far behind to catch up costs no more time.
    found = [
        label for label in found if not label.barred and (label.points > ACCEPT - _CATCHES_UP or _is_voice(label))
    ]
    _weigh_what_follows(found, blocks)
    _weigh_alternation(found)
    _weigh_coverage(found, blocks, listed)
    _weigh_company(found)
    result = accepted(found)
    _settle(found, result)
    return result, weighed


def _settle(found: list[Label], result: list[Candidate]) -> None:
    """A label that returns in a dialogue of several voices needs no scholar's look."""
    voices = {candidate.of.text for candidate in result}
    for label in found:
        if ACCEPT <= label.points < REVIEW and len(label.occurrences) > 1 and len(voices) > 1 and len(result) > 4:
            label.add(round(REVIEW - label.points, 2), "returns in a dialogue")


def _weigh_form(label: Label) -> None:
    if label.form == "dash":
        label.add(-1.5, "a dash ends more than labels")
    elif label.form == "stop":
        label.add(-0.5, "a full stop ends more than labels")
    elif label.form == "titled stop":
        label.add(1.5, "a title before a full stop")
    elif label.form == "mixed stop":
        label.add(-2.5, "a full stop ends every sentence")
    elif label.form == "numbered":
        label.add(-1.5, "a number stands before headings too")
    elif label.form == "letter":
        label.add(-1, "a letter without punctuation")
    elif label.form == "circle":
        label.add(2, "a circle before it")
    elif label.form == "bare line":
        label.add(-2.5, "no punctuation ends it")


def _weigh_name(label: Label, known: frozenset[str]) -> None:
    """What the label's words say for it."""
    name = label.name
    inside = parse_name(name.aside) if name.aside else None
    if name.honorifics:
        label.add(2.5, "honorific")
    if name.roles:
        label.add(2 if not name.lower else 0.5, "office")
    if 2 <= len(name.words) <= 4 and not name.lower:
        label.add(1.5, "form of a name")
    elif len(name.words) == 1:
        label.add(0.75, "one name")
    if inside and inside.honorifics and not inside.lower:
        label.add(2, "a person in parentheses")
    if known and any(fold(w) in known for w in (*name.words, *(inside.words if inside else ()))):
        label.add(2.5, "known from roster or title")
    main = label.text.partition("(")[0]
    if label.form in BEFORE_COMMA:
        main = main.partition(", ")[0]
    if len(main) > 3 and (main.isupper() or (name.roles and len(name.text) > 3 and name.text.isupper())):
        label.add(1.5, "capitals")
    tokens = [t for t in _tokens(main) if t not in words("particles")]
    if _are_unnamed(tokens):
        label.add(1.5, "an unnamed voice")
    if _CHINESE_NAME.fullmatch(label.text):
        label.add(1.5, "a name in Chinese")


def _is_article(tokens: list[str], label: str) -> bool:
    """Whether a word that often begins a field begins a name or an office here: ``De Voorzitter``, ``Von Tann``."""
    if tokens[0] in words("roles"):
        return True
    after = label.partition(" ")[2]
    return tokens[0] in words("particles") and after[:1].isupper()


def _tokens(text: str) -> list[str]:
    return [t for t in (token.strip(".,*'’\"“”()[]").casefold() for token in text.split()) if t]


def _weigh_against(label: Label) -> None:
    """What the label's words say against it."""
    name, tokens = label.name, _tokens(label.text)
    if not tokens:
        return
    main = label.text.partition("(")[0].strip()
    last = (_tokens(main) or tokens)[-1]
    if label.text.casefold().strip(" .*") in words("fields") or last in words("fields"):
        label.add(-6, "the label of a field")
        label.barred = True
    elif tokens[0] in words("fields") and not name.honorifics and not _is_article(tokens, main):
        label.add(-3, "begins like the label of a field")
    elif tokens[0] in words("prepositions") and len(tokens) > 1 and not name.honorifics:
        label.add(-6, "tells of what, and not who")
        label.barred = True
    elif _CHINESE_FIELD.fullmatch(label.text):
        label.add(-6, "the label of a field, or counted")
        label.barred = True
    if tokens[-1] in words("speech"):
        label.add(-6, "ends in a verb of speaking: narrative")
        label.barred = True
    elif any(t in words("speech") for t in tokens[1:]):
        label.add(-4, "has a verb of speaking")
        label.barred = True
    if not main.isupper() and any(t in words("verbs") and t not in words("particles") for t in tokens):
        label.add(-4, "has a verb")
        label.barred = True
    strange = [word for word in name.lower if word.casefold() not in words("groups")]
    if strange and not (name.words and name.roles and main.split()[-1] == name.roles[-1]):
        label.add(-2.5 * len(strange), "words that are no name")
    if "," in main and label.form not in BEFORE_COMMA:
        label.add(-1.5, "a comma")
    if label.form in ("mixed stop", "letter") and tokens[0] in words("interjections"):
        label.add(-6, "a short answer")
        label.barred = True
    if re.search(r"\d", main) and not _is_unnamed(label):
        label.add(-2, "digits")
    if re.search(r"[.!?]\s+[^\W\d_]{4,}\s", main) and not name.honorifics:
        label.add(-3, "more than one sentence")
    count = len((main.split(", ")[0] if label.form in BEFORE_COMMA else main).split())
    if count > 6:
        label.add(-0.75 * (count - 6), "long")
    if (
        label.form not in ("stop", "mixed stop", "letter")
        and not name.honorifics
        and MARKER.match(label.text)
        and not (name.words and is_initial(label.text.split()[0]) and len(name.words) > 1)
    ):
        label.add(-2, "numbered")
    if '"' in main or "“" in main or "«" in main:
        label.add(-3, "a quotation")


def _weigh_recurrence(found: list[Label]) -> None:
    """What returns is a label; a name counts in all the forms that carry it."""
    own: Counter[tuple[str, str]] = Counter()
    places: dict[str, set[int]] = defaultdict(set)
    for label in found:
        own[label.form, label.text.casefold()] += len(label.occurrences)
        blocks = [c.block for c in label.occurrences]
        if label.name.lower or label.barred:
            continue
        for word in label.name.words:
            if not is_initial(word):
                places[fold(word)].update(blocks)
    for label in found:
        count = own[label.form, label.text.casefold()]
        if label.form != "bare line" and not label.name.lower:
            count = max(count, *(len(places[fold(w)]) for w in label.name.words if not is_initial(w)), 0)
        if count >= 5:
            label.add(3.5, f"returns {count} times")
        elif count >= 3:
            label.add(2.5, f"returns {count} times")
        elif count == 2:
            label.add(1.5, "returns")
        elif label.form in ("bare line", "dash", "mixed stop", "letter"):
            label.add(-1.5, "stands once")
    _weigh_titles(found)


def _weigh_series(found: list[Label]) -> None:
    """``Option A``, ``Option B``; ``Article 1``, ``Article 2``: what is counted is no voice, unless it is of persons."""
    answered = any(_is_answer(label) for label in found)
    series: dict[str, list[Label]] = defaultdict(list)
    for label in found:
        stem, _, count = label.text.rpartition(" ")
        if stem and (_COUNT.fullmatch(count) or count.casefold() in words("numerals")):
            series[stem.casefold()].append(label)
    for stem, labels in series.items():
        tokens = _tokens(stem)
        voices = any(t in words("roles") or t in words("groups") for t in tokens)
        if len(labels) < 2 or (voices and (tokens[0] not in words("abstract") or answered)):
            continue
        for label in labels:
            if not (label.name.honorifics or len(tokens[-1]) < 3):
                label.add(-6, "one of a series that is counted")
                label.barred = True


def _is_answer(label: Label) -> bool:
    tokens = _tokens(label.text)
    return bool(tokens) and tokens[0] in words("answers") and all(t.isdigit() for t in tokens[1:])


def _weigh_titles(found: list[Label]) -> None:
    """``Tow.`` before Kowal, before Rudnik and before Pająk is a title, in whatever language."""
    able = [
        (label, label.text.split())
        for label in found
        if not (label.name.lower or label.name.honorifics or label.barred) and 2 <= len(label.text.split()) <= 4
    ]
    titles = Counter((label.form, tokens[0]) for label, tokens in able)
    for label, tokens in able:
        if titles[label.form, tokens[0]] >= 3 and len(tokens[0]) <= 8:
            label.add(2, "one title before several names")


def _weigh_what_follows(found: list[Label], blocks: list[Block]) -> None:
    """Speech has sentences, often in the first or second person; a field has a value, a list has items."""
    groups: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in found:
        groups[label.form, label.text.casefold()].append(label)
    first = min((c.block for label in found if len(label.occurrences) > 1 for c in label.occurrences), default=0)
    for group in groups.values():
        sample = [c for label in group for c in label.occurrences][:_SAMPLE]
        n = len(sample)
        spoken = sum(1 for c in sample if _FIRST_PERSON.search(c.follows, 0, 240)) / n
        sentences = sum(1 for c in sample if _SENTENCE_END.search(_end_of(c, blocks)[-12:])) / n
        lower = sum(1 for c in sample if c.follows[:1].islower()) / n
        items = sum(1 for c in sample if MARKER.match(c.follows)) / n
        nothing = sum(1 for c in sample if not c.follows) / n
        labels = sum(1 for c in sample if _is_labelled(c.follows)) / n
        for label in group:
            if spoken:
                label.add(round(1.5 * spoken, 2), "spoken words follow")
            if sentences < 0.5:
                label.add(-2, "no sentence follows")
            if lower > 0.5 and n < 3 and not label.name.honorifics:
                label.add(-1.5, "the sentence goes on")
            if items > 0.5 and label.form in ("colon", "bare line"):
                label.add(-3, "a list follows")
            if labels > 0.5:
                label.add(-2.5, "another label follows")
                label.barred = label.barred or (n == 1 and len(sample[0].follows) < 80)
            if nothing > 0.5:
                label.add(-3, "nothing follows")
            if n == 1 and (_is_named(sample[0], label, first) or (not sentences and _is_value(sample[0].follows))):
                label.add(-2, "a name or a number follows, as after the label of a field")
                label.barred = True


def _is_labelled(text: str) -> bool:
    """Whether words begin with a label of their own; ``I repeat: no`` has a verb before the colon."""
    match = _A_LABEL.match(text)
    return match is not None and not parse_name(match[0].rstrip(" :：")).lower


def _is_value(text: str) -> bool:
    """A name, a number, a place: hardly a word in lower case, and short."""
    tokens = re.split(r"[,(;]", text)[0].split()
    return len(text) < 80 and sum(1 for token in tokens if token[0].islower()) <= 1


def _is_named(candidate: Candidate, label: Label, first: int) -> bool:
    """Whether a name and nothing else stands behind an office, before the dialogue begins in block ``first``:
    ``Voorzitter: De heer Terhorst.`` says who presides."""
    if candidate.block > first or not label.name.roles or label.name.words:
        return False
    name = parse_name(candidate.follows.rstrip(". "))
    return bool(name.words) and not name.lower and len(candidate.follows) < 60


def _end_of(candidate: Candidate, blocks: list[Block]) -> str:
    block = blocks[candidate.block]
    return block.lines[-1].text if candidate.end < block.end else candidate.follows


def _weigh_alternation(found: list[Label]) -> None:
    """Voices take turns: in a dialogue the next label of a form is nearly always another one."""
    forms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for label in found:
        if not label.barred and not label.name.lower:
            forms[label.form] += [(c.block, label.text) for c in label.occurrences]
    for form, places in forms.items():
        places.sort()
        recurring = {text for text, count in Counter(text for _, text in places).items() if count > 1}
        if len(recurring) < 2 or len(places) < 4:
            continue
        changes = sum(1 for a, b in itertools.pairwise(places) if a[1] != b[1])
        if changes > 0.6 * (len(places) - 1):
            for label in found:
                if label.form == form and label.text in recurring and not label.barred:
                    label.add(1.5, "takes turns with others")


def _weigh_coverage(found: list[Label], blocks: list[Block], listed: frozenset[int]) -> None:
    """Where half of all paragraphs begin with a name and a colon, the record is a dialogue."""
    named = [label for label in found if label.form == "colon" and not label.barred and not label.name.lower]
    turns = sum(len(label.occurrences) for label in named)
    # A label on a line of its own is one paragraph with what is said under it.
    alone = sum(1 for label in named for c in label.occurrences if c.end == blocks[c.block].end)
    paragraphs = len(blocks) - len(listed) - alone
    if turns < 4 or turns * 2 < paragraphs or len(named) < 2:
        return
    for label in named:
        label.add(1, "most paragraphs begin so")


def _weigh_company(found: list[Label]) -> None:
    """In a record that is a dialogue by its sure labels, a label in their style is one too."""
    sure = [label for label in found if label.points >= ACCEPT]
    turns = sum(len(label.occurrences) for label in sure)
    if turns < 3:
        return
    styles: Counter[tuple[str, bool, bool]] = Counter()
    forms: Counter[str] = Counter()
    for label in sure:
        styles[_style(label)] += len(label.occurrences)
        forms[_family(label)] += len(label.occurrences)
    for label in found:
        if label.points >= ACCEPT or label.barred:
            continue
        alike = styles[_style(label)]
        if label.name.lower and not _is_unnamed(label):
            # "A member of the public": no name, but it opens like the others, and theirs are many.
            if forms[_family(label)] >= 6 and label.points > -3.5 and _is_voice(label) and _is_somebody(label):
                label.add(max(2.0, ACCEPT - label.points), "an unnamed voice among named ones")
        elif label.occurrences and forms[_family(label)] >= 4 and _is_unnamed(label):
            label.add(max(1.5, REVIEW - label.points), "an unnamed voice among others")
        elif alike >= 3 or forms[_family(label)] >= (3 if label.name.honorifics else 6):
            floor = -3 if label.form not in ("colon", "bare line") and alike >= 5 else -1 if turns >= 4 else 0
            if label.points > floor:
                label.add(3 if alike >= 3 else 1.5, "in the style of the record's labels")
                if label.points < ACCEPT and alike >= 3 and label.form == "colon" and label.points >= 1.5:
                    label.add(round(ACCEPT - label.points, 2), "a name before a colon, in a dialogue")
                if label.points < ACCEPT and alike >= 5 and label.points > ACCEPT - 2.5:
                    label.add(round(ACCEPT - label.points, 2), "in the style of many labels")


def _family(label: Label) -> str:
    return "stop" if label.form.endswith("stop") else label.form


def _is_unnamed(label: Label) -> bool:
    tokens = [t for t in _tokens(label.text.partition("(")[0]) if t not in words("particles")]
    return _are_unnamed(tokens)


def _are_unnamed(tokens: list[str]) -> bool:
    """``Voice``, ``UM 2``: words for persons without a name, and perhaps which of them."""
    unnamed = [t.rstrip("0123456789") or t for t in tokens if not t.isdigit()]
    if not unnamed:
        return False
    # "Vozes do PDA", "Zurufe von der SPD": voices, told by where they come from.
    return all(t in words("groups") for t in unnamed) or (len(unnamed) < 4 and unnamed[0] in words("voices"))


def _is_voice(label: Label) -> bool:
    first = label.text.split()[0].casefold()
    return first in ("a", "an", "the", "another", "one", "some", "several", "un", "une", "ein", "eine", "der", "die")


def _is_somebody(label: Label) -> bool:
    """Whether a voice without a name is told as a person: ``A lady in the gallery``, and not ``The second problem``."""
    tokens = _tokens(label.text)
    return not any(t in words("fields") or t in words("numerals") or t in words("abstract") for t in tokens[1:])


def _style(label: Label) -> tuple[str, bool, bool]:
    return label.form, label.text.partition("(")[0].strip().isupper(), bool(label.name.honorifics)
