"""Names that a record introduces outside its rosters: in its title, or with the short form that it will use."""

from __future__ import annotations

import re
from itertools import takewhile

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, parse_name

_INTRODUCED = re.compile(
    r"[\[(](?:here(?:in)?after|henceforth|below|from now on|abbreviated|referred to)[^\])]{0,80}[\])]"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]+\s){1,6}[A-Z][\w.'’-]+$")
_INTRODUCING = ("hereafter", "hereinafter", "henceforth", "(below", "from now on", "abbreviated", "referred to")
_GENITIVE = re.compile(r"\b(?:des|der)\s$")
_CAPITALISED = re.compile(r"(?:[^\W\d_a-zа-я][\w’'-]*\.?(?:\s|$)){1,6}")


def introduced_names(text: str, blocks: list[Block]) -> list[Name]:
    """Names with the short form that the record defines: ``Premier Zhou Enlai (hereafter abbreviated Zhou)``.

    ``text`` is the whole of ``blocks``; a name stands in one paragraph with its definition.
    """
    if not any(word in text for word in _INTRODUCING):
        return []
    names = []
    for block in blocks:
        said = block.text
        for defined in _INTRODUCED.finditer(said):
            name = _NAME_BEFORE.search(said[max(0, defined.start() - 90) : defined.start()].rstrip())
            if name:
                names.append(parse_name(name[0]))
    return names


def is_title_verb(word: str) -> bool:
    """``Meets``, ``Discussing``: in a title with capitals throughout, what the named person does."""
    bare = word.casefold()
    return bare in words("title_verbs") or (len(bare) > 6 and bare.endswith("ing"))


def title_names(title: str) -> list[Name]:
    """The runs of capitalised words in a title: some are names, and only as such are they compared.

    In a title in capitals nothing tells where a name begins and ends: each word stands alone.
    """
    if title.isupper():
        return [name for word in title.split() if (name := parse_name(word)).words]
    names = []
    for match in _CAPITALISED.finditer(re.sub(r"[\[\](),]|['’]s\b", " ; ", title)):
        # "Marshal Aldan Meets with the Council": where a title has capitals throughout, its verb ends the name.
        run = list(takewhile(lambda word: not is_title_verb(word), match[0].split()))
        name = parse_name(" ".join(run))
        if not name.words:
            continue
        names.append(name)
        last = name.words[-1]
        if len(name.words) > 1 and last.endswith("s") and _GENITIVE.search(title, 0, match.start()):
            # "des Genossen Mirko Aldans" is Aldan, or Aldans: the labels tell.
            names.append(name._replace(words=(*name.words[:-1], last[:-1])))
    return names
