"""The kind of a document, by its title, the word over its text, and whether it is a dialogue."""

from __future__ import annotations

import re

from diplomata.record import GENRES, Header

# In the order in which they are weighed: "Memorandum of Conversation" is a conversation, "Report on the Letter" a report.
_WORDS = (
    ("conversation", r"conversations?|talks?|gespräche?s?\w*|entretiens?|беседы?|meeting between|telephone (?:call|conversation)|interview|rozm[oó]w\w*|rozhovor\w*|conversaci(?:ón|ones)|entrevista|conversazion[ei]|colloqui[oa]?|conversaç(?:ão|ões)|wywiad|intervista|intervju|gesprek(?:ken)?|samtal|razgovor\w*|beszélgetés", "会谈|会談|谈话|談話|会见"),
    ("minutes", r"minutes|transcript|stenogra\w+|verbatim|protocol|proceedings|session|debates?|hansard|hearing|conference|meeting of|record of (?:the )?(?:\w+ )?meeting|niederschrift|procès-verbal|compte rendu|протокол|заседание|oral history|actas?|resoconto|sesi[óo]n(?:es)?|sessão|seduta|posiedzeni[ea]|protok[óo][lł]\w*|zápis|jegyzőkönyv|proces-verbal|sitzung|séance|notulen", "会议|会議|纪要|議事録"),
    ("cable", r"cables?|telegrams?|cipher(?:ed)?|dispatch|despatch|telegramm|télégramme|телеграмма|шифротелеграмма|fernschreiben|telegrama|depesza|szyfrogram|telegramma|távirat", "电报|電報|急电"),
    ("letter", r"letters?|note verbale|brief|lettre|письмо|message|petition|correspondence|postcard|schreiben|carta|dopis|lettera|levél|scrisoare", "书信|来信|信函|函件|書簡"),
    ("memorandum", r"memorand(?:um|a)|memo|aide[- ]m[ée]moire|notes?|vermerk|aufzeichnung|записка|briefing|notatka|nota|appunto|feljegyzés|memorándum", "备忘录|覚書"),
    ("report", r"reports?|bericht|rapport|отчет|information|summary|survey|assessment|overview|справка|analysis|bulletin|informe|raport|zpráva|relazione|relatório|jelentés|rapporto|verslag|sprawozdanie", "报告|報告"),
    ("speech", r"speech(?:es)?|address|remarks|lecture|toast|rede|discours|речь|discurso|discorso|przemówienie|projev|beszéd|toespraak", "讲话|演説"),
    ("statement", r"statements?|declarations?|communiqu[ée]s?|resolutions?|announcement|proclamation|manifesto|erklärung|заявление|déclaration|declaración|dichiarazione|oświadczenie|prohlášení|nyilatkozat|decreto|decree|dekret|uchwała|usnesení|határozat", "声明|公报"),
)  # fmt: skip
_PATTERNS = tuple((genre, re.compile(rf"(?i)\b(?:{words})\b|{han}")) for genre, words, han in _WORDS)


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
