"""Who wrote to whom, as the opener or the title of a cable or a letter says it, and which of them are persons."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from diplomata.recognise.blocks import Block
from diplomata.recognise.directed import directed
from diplomata.recognise.genre import names_kind
from diplomata.recognise.names import fold, is_initial, parse_name
from diplomata.recognise.namesakes import split_label
from diplomata.recognise.people import Cast
from diplomata.recognise.rosters import is_body
from diplomata.recognise.sheet import Sheet
from diplomata.record import Correspondent

_FORM = (
    r"(?i:(?:\w+ ){0,3}(?:letter|cable|telegram|message|note|dispatch|despatch|cipher|ciphered telegram|memorandum))"
    r"(?: (?:(?i:no|nr)\.?|№) ?[\w./-]{1,12})?(?:,| by| of)?\s(?:from\s)?(?P<sender>[^,‘'\"“]{3,120}?)(?:,\s[^,:‘'\"“]{2,60},)?\sto\s(?P<addressee>[^,:‘\"“]{3,160}?)"
    r"(?=,?\s(?:on|about|concerning|regarding|dated)\s|,|:|\s[‘'\"“]|\s\(|$)"
)
"""What stands behind the sender between commas is an office, or where he writes."""
_PARTIES = re.compile(_FORM)
_SHOUTED = re.compile(_FORM, re.IGNORECASE)
_BEHIND = re.compile(r"\s*[,;:(]|\s[–—-]")
"""What is said behind a name: an office, a place, ``personally``."""
_NO_NAME = frozenset("the der die das le la his her my our your their its all both every".split())
"""Who is written to by one of these words is not called by name."""
_ARTICLE = re.compile(r"(?:the|der|die|das|den|dem|le|la|les|el|los) (?=\w)|l['’](?=\w)")
"""Before who is called by an office; in capitals it is of the name: ``The Hague``."""
_ARTICLE_FIRST = re.compile(r"(?:The|La|Le|El|Die) |L['’]")
_COMPLIMENTS = re.compile(
    r"(?P<sender>[^,.;:]{6,120}?),? (?:presents? (?:its|his|her|their) compliments to|présente ses compliments (?:au|à)|"
    r"saluda(?: muy)? atentamente (?:al|a)|свидетельствует (?:свое )?уважение) (?P<addressee>[^,.;:]{6,120}?)"
    r"(?=[,.;:]| and (?:has|begs|wishes|with)| et (?:a|se) | y tiene | и (?:имеет|с)|$)"
)
"""How a note verbale begins: who presents compliments to whom."""
_KIND_OF = re.compile(r"[^\W\d_]+ (?:(?:del|des|du|vom|von|der|della) |(?:de|di)(?: la | l['’]| ))")
"""``Carta del gobernador``: the kind before who wrote."""
_OF = re.compile(r"\b(?:of|for|in|at|de|des|du|der|für|bei|à|au|près|presso|en|в|при)\b")
_FIRST = 16
"""The text of a note verbale begins among so many lines."""
_LONGEST = 4
"""A name has hardly more words than these."""


def parties(title: str, *, numbered: bool = False) -> tuple[str, str]:
    """Sender and addressee in a title, both empty when it does not name them; a volume has ``numbered`` it, or not.

    >>> parties("Letter, Lia Venn to Ruth Abel, 'On Ice'")
    ('Lia Venn', 'Ruth Abel')
    """
    match = (_SHOUTED if title.isupper() else _PARTIES).match(title)
    if match is None:
        sender, addressee = (title and directed(title, numbered=numbered)) or ("", "")
        if sender and names_kind(sender):
            kind = _KIND_OF.match(sender)
            return (sender[kind.end() :], addressee) if kind else ("", "")
        return sender, addressee
    return match["sender"].strip(), match["addressee"].strip()


def correspond(sheet: Sheet) -> tuple[tuple[Correspondent, ...], tuple[Correspondent, ...]]:
    """Senders and addressees. Those who are persons are added to the cast, and have the ids that it gives."""
    body = sheet.body
    sender, addressee = parties(sheet.header.title, numbered=bool(sheet.header.document_number))
    if not (sender or addressee or body.senders or body.addressees):
        sender, addressee = compliments(sheet.blocks)
    signs = [sheet.text[span.start : span.end] for span in body.spans if span.kind in ("signed", "salute")]
    evidence = {fold(word) for text in signs for word in re.split(r"[\s/]+", text)}
    places = {fold(word) for word in body.place.split()}
    found = [
        list(dict.fromkeys(named for name in names for named in _persons(name, sheet.cast, evidence, places)))
        for names in (body.senders or [sender], body.addressees or [addressee])
    ]
    ids = [person.id for person in sheet.cast.people()]
    sent, received = (
        tuple(Correspondent(name, "" if at is None else ids[at]) for name, at in some if name) for some in found
    )
    return sent, received


def compliments(blocks: list[Block]) -> tuple[str, str]:
    """Sender and addressee of a note verbale, both empty where the text does not begin as one does."""
    for block in blocks[:_FIRST]:
        match = _COMPLIMENTS.match(block.text) if len(block.text) > 60 else None
        if match:
            return _ARTICLE_FIRST.sub("", match["sender"]), match["addressee"]
    return "", ""


def _persons(
    printed: str, cast: Cast, evidence: AbstractSet[str], places: AbstractSet[str]
) -> list[tuple[str, int | None]]:
    """The names in one statement of who sent or received, each with the person that it means, if it is one."""
    printed = printed.rstrip(" ,;:：")
    behind = _BEHIND.search(printed)
    name = printed[: behind.start()] if behind else printed
    parts = split_label(name)
    persons = [cast.mention(part, new=True) if _is_person(part, evidence, places) else None for part in parts]
    if len(parts) > 1 and None not in persons:
        return list(zip(parts, persons, strict=True))
    if len(parts) == 1 and persons[0] is None and not _is_office(name):
        persons = [cast.mention(name, new=False)]
    if len(parts) == 1 and persons[0] is not None:
        return [(name, persons[0])]
    article = _ARTICLE.match(printed)
    return [(printed[article.end() :] if article else printed, None)]


def _is_person(text: str, evidence: AbstractSet[str], places: AbstractSet[str]) -> bool:
    """Whether a name is a person's: a title says so, or the signature and the salutation."""
    name = parse_name(text)
    if not name.words or len(name.words) > _LONGEST or name.lower or _is_office(text):
        return False
    plain = {fold(word) for word in name.words if not is_initial(word)}
    if not plain or plain <= places:
        return False
    return bool(name.honorifics or name.roles) or (len(name.words) > 1 and bool(plain & evidence))


def _is_office(text: str) -> bool:
    """``the Keeper of the Skar Light``, ``Ministry of Foreign Affairs``: no name, whatever it agrees with."""
    first = text.split(" ", 1)[0].casefold()
    return first in _NO_NAME or bool(_OF.search(text)) or is_body(parse_name(text))
