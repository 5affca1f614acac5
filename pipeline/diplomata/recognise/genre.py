"""The kind of a document, by its title, the word over its text, and whether it is a dialogue."""

from __future__ import annotations

import re

from diplomata.record import GENRES, Header

# In the order in which they are weighed: "Memorandum of Conversation" is a conversation, "Report on the Letter" a report.
_WORDS = (
    ("conversation", r"conversations?|talks?|gespräche?s?\w*|entretiens?|беседы?|meeting between|telephone (?:call|conversation)|interview"),
    ("minutes", r"minutes|transcript|stenogra\w+|verbatim|protocol|proceedings|session|debates?|hansard|hearing|meeting of|record of (?:the )?(?:\w+ )?meeting|niederschrift|procès-verbal|compte rendu|протокол|заседание|oral history"),
    ("cable", r"cables?|telegrams?|cipher(?:ed)?|dispatch|despatch|telegramm|télégramme|телеграмма|шифротелеграмма|fernschreiben"),
    ("letter", r"letters?|note verbale|brief|lettre|письмо|message|petition|correspondence|postcard|schreiben"),
    ("memorandum", r"memorand(?:um|a)|memo|aide[- ]m[ée]moire|notes?|vermerk|aufzeichnung|записка|briefing"),
    ("report", r"reports?|bericht|rapport|отчет|information|summary|survey|assessment|overview|справка|analysis|bulletin"),
    ("speech", r"speech(?:es)?|address|remarks|lecture|toast|rede|discours|речь"),
    ("statement", r"statements?|declarations?|communiqu[ée]s?|resolutions?|announcement|proclamation|manifesto|erklärung|заявление|déclaration"),
)  # fmt: skip
_PATTERNS = tuple((genre, re.compile(rf"(?i)\b(?:{pattern})\b")) for genre, pattern in _WORDS)


def genre_of(header: Header, kind: str, *, turns: int) -> str:
    """One of :data:`~diplomata.record.GENRES`. ``kind`` is the word that stands over the text, ``turns`` how many turns it has.

    The first word of the title that names a kind decides; a dialogue without one is a conversation.
    """
    given = header.genre.strip().casefold()
    if given in GENRES:
        return given
    for text in (header.title, re.sub(r"(?<=\b\w) (?=\w\b)", "", kind)):
        hits = [(m.start(), at, genre) for at, (genre, p) in enumerate(_PATTERNS) if (m := p.search(text))]
        if hits:
            first = min(hits)
            if first[2] == "memorandum" and any(h[2] == "conversation" for h in hits):
                return "conversation"
            return first[2]
    return "conversation" if turns >= 4 else "other"


def names_kind(text: str) -> bool:
    """Whether a line begins with the name of a kind of document, as a title does: ``Report No. 7 on ...``"""
    return any((match := pattern.search(text)) and match.start() < 24 for _, pattern in _PATTERNS)
