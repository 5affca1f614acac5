"""The kind of a document, by its title, the word over its text, and whether it is a dialogue."""

from __future__ import annotations

import re
from functools import lru_cache

from diplomata.recognise.shelf_marks import mark_alone
from diplomata.record import GENRES, Header

# In the order in which they are weighed: "Memorandum of Conversation" is a conversation, "Report on the Letter" a report.
_WORDS = (
    ("conversation", r"conversations?|talks?|gespräche?s?\w*|besprechung\w*|unterredung\w*|zeitzeugengespräch\w*|entretiens?|беседы?|meeting between|telephone (?:call|conversation)|interview|rozm[oó]w\w*|rozhovor\w*|conversaci(?:ón|ones)|entrevista|conversazion[ei]|colloqui[oa]?|conversaç(?:ão|ões)|wywiad|intervista|intervju|gesprek(?:ken)?|samtal|razgovor\w*|beszélgetés", "会谈|会談|谈话|談話|会见|访谈|访问.{0,20}记录"),
    ("minutes", r"minutes|conclusions of|summary records?|referat|møte|møde|möte|sammanträde|sammantræde|mødereferat|møtereferat|diário d[ao]s? \w+|diario de (?:las )?sesiones|journal officiel|official report|tutana[kğ]\w*|ceridesi|handelingen|stenographische[rn]?|atti parlamentari|transcript|stenogra\w+|verbatim|protocol|proceedings|session|debates?|hansard|hearing|conference|press encounter|meeting of|record of (?:the )?(?:\w+ )?meeting|niederschrift|procès-verbal|compte rendu|протокол|заседание|стенограмма|совещани[ея]|oral history|actas?|resoconto|sesi[óo]n(?:es)?|sessão|seduta|posiedzeni[ea]|protok[óo][lł]\w*|snabbprotokoll|zápis|reunião|reunión|riunione|réunion|jegyzőkönyv|proces-verbal|sitzung|kabinettssitzung|plenarsitzung|politbürositzung|präsidiumssitzung|vorstandssitzung|ausschu(?:ss|ß)sitzung|séance|notulen|zapisni[kc]\w*|verbale|versión taquigráfica|audition|audience", "座谈会|会议|会議|會議|纪要|紀要|議事録|紀錄"),
    ("cable", r"cables?|cablegrams?|telegrams?|cipher(?:ed)?|dispatch|despatch|telegramm|télégramme|телеграмма|шифр\w*|fernschreiben|telegrama|depesza|szyfrogram|telegramm[ai]|távirat", "电报|電報|急电"),
    ("letter", r"letters?|note verbale|brief|lettre|письмо|message|petition|correspondence|postcard|schreiben|carta|dopis|lettera|levél|scrisoare", "书信|来信|信函|函件|書簡"),
    ("memorandum", r"memorand(?:um|a)|minute (?:by|from|to)|memo|aide[- ]m[ée]moire|notes?|vermerk|aufzeichnung|записка|briefing|notatka|nota|appunto|feljegyzés|memorándum", "备忘录|覚書"),
    ("report", r"reports?|bericht|rapport|отчет|information|summary|survey|assessment|overview|справка|analysis|bulletin|informe|raport|zpráva|relazione|relatório|jelentés|rapporto|verslag|sprawozdanie", "报告|報告"),
    ("speech", r"speech(?:es)?|address|remarks|lecture|toast|rede|discours|речь|discurso|discorso|przemówienie|projev|beszéd|toespraak", "讲话|演説"),
    ("statement", r"statements?|declarations?|communiqu[ée]s?|resolutions?|announcement|proclamation|manifesto|erklärung|заявление|déclaration|declaración|dichiarazione|oświadczenie|prohlášení|nyilatkozat|decreto|decree|décret|arrêté|ordonnance|dekret|uchwała|usnesení|határozat", "声明|公报"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_KEY = 3
"""So many letters of a word tell which patterns to try on it."""


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern; those in its groups stay together."""
    found, depth = [""], 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            found.append("")
        else:
            found[-1] += character
    return found


def _by_beginning() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """The pattern of each phrase, with the rank of its kind, by the letters with which it begins."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for rank, (_, phrases, _) in enumerate(_WORDS):
        for phrase in _alternatives(phrases):
            found.setdefault(phrase[:_KEY], []).append((rank, re.compile(rf"{phrase}\b")))
    return found


_PHRASES = _by_beginning()
_HAN = tuple(re.compile(han) for _, _, han in _WORDS)


@lru_cache(maxsize=4096)
def _kinds(text: str) -> tuple[tuple[int, int], ...]:
    """Where each kind is first named in a text, and its rank; in order."""
    lowered = text.lower()
    first: dict[int, int] = {}
    for word in _WORD.finditer(lowered):
        for rank, pattern in _PHRASES.get(word[0][:_KEY], ()):
            if rank not in first and pattern.match(lowered, word.start()):
                first[rank] = word.start()
    if not text.isascii():
        for rank, pattern in enumerate(_HAN):
            if match := pattern.search(text):
                first[rank] = min(first.get(rank, match.start()), match.start())
    return tuple(sorted((at, rank) for rank, at in first.items()))


def genre_of(header: Header, kind: str, *, turns: int) -> str:
    """One of :data:`~diplomata.record.GENRES`. ``kind`` is the word that stands over the text, ``turns`` how many turns it has.

    The first word of the title that names a kind decides, then the word over the text, then what stands behind a mark of
    the files (``702.31/5–1753: Telegram``); a dialogue without one is a conversation.
    """
    given = header.genre.strip().casefold()
    if given in GENRES:
        return given
    behind_mark = header.source.rpartition(": ")[2] if mark_alone(header.source) else ""
    for text in (header.title, re.sub(r"(?<=\b\w) (?=\w\b)", "", kind), behind_mark):
        named = [_WORDS[rank][0] for _, rank in _kinds(text)]
        if named:
            return "conversation" if named[0] == "memorandum" and "conversation" in named else named[0]
    return "conversation" if turns >= 4 else "other"


def names_kind(text: str) -> bool:
    """Whether a line begins with the name of a kind of document, as a title does: ``Report No. 7 on ...``"""
    found = _kinds(text)
    return bool(found) and found[0][0] < 24


def names_a_kind(text: str) -> bool:
    """Whether the name of a kind of document stands anywhere in a line."""
    return bool(_kinds(text))
