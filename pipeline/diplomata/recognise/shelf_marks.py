"""Lines that are shelf marks: where the original lies, and nothing else."""

from __future__ import annotations

import re

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.recognise.crediting import Credits, read_credits
from diplomata.record import ArchiveReference

NAMED = re.compile(
    r"(?i)\b\w{0,12}(?:archiv|arkiv|archiw|arhiv|arxiv|levéltár|librar|bibliothe|bibliote|архив)\w*|(?:档案|檔案|文書|公文書|史料|图书|圖書)[馆館]"
)
"""The name of an archive or a library, in some languages."""
FOND = re.compile(
    r"(?P<head>\b[^\W\d_](?=[\w-]*[A-ZА-Я])[\w-]*+)[.,] (?=(?:Ф|F|Фонд|Fond)\. ?[\w-]{1,10}[.,;] (?:Оп|Op)\b)"
)
"""``ГАСО. Ф. 1812. Оп. 1``: as archives of the former Soviet Union are cited."""


UKRAINIAN_MARK = re.compile(
    r"(?P<head>[^\W\d_a-zа-яіїєґ][^.;:!?]{2,60})\.(?: ?[—–-])? (?P<mark>Ф\. ?[\w-]{1,10}\.(?:(?: ?[—–-])? ?(?:Оп|Спр|Т|Арк|Пор|Д|Л|Зб)\. ?"
    r"[\d–—, зв-]{1,30}\.?)+)(?: ?[А-ЯІЇЄҐ][^А-ЯІЇЄҐ]{2,60}\.){0,4}"
)
"""``ГДА СБУ. — Ф. 65. — Спр. 1. — Т. 34. — Арк. 42–44. Копія.``"""
FOND_MARK = re.compile(
    r"(?P<head>[^\W\d_a-zа-я][^.;:!?]{2,90})[.,] (?P<mark>Фонд № ?\d+\. Опись № ?\d+\. Документ № ?\d+|Ф\. ?[\w-]{1,10}[.,;] Оп\. ?[\w-]{1,8}[.,;](?: П\. ?\w{1,6}[.,;])? Д\. ?[\w-]{1,10}[.,;] (?:Л|ЛЛ)\. ?[\d–—, об.-]{0,39}[\dоб])\.?"
    r"(?: ?[А-ЯЁ][^А-ЯЁ]{2,60}\.){0,4}"
)


def is_fond_mark(line: str) -> bool:
    """Whether a line is an archive of the former Soviet Union and its shelf mark, from the fond to the leaves, with what
    the document is: ``АПРФ. Ф. 3. Оп. 120. Д. 411. Л. 36–41. Подлинник.``"""
    return len(line) <= _LONGEST_MARK and bool(FOND_MARK.fullmatch(line) or UKRAINIAN_MARK.fullmatch(line))


CODED = re.compile(
    r"(?P<head>(?!(?:REF|FROM|TO|THE|AND|FOR|COPY|FILE|DATE|TEL|FAX|NOS?|UN|RG)\b)[A-ZÄÖÜ]{2,5}(?:-[A-Z]{2,5})?)"
    r"(?: ?[:#] ?(?=\S)| (?=[A-Z]{2}))"
    r"(?P<rest>(?:(?=[^/#]*[\w*][/#])|(?<=:)(?=[A-Z]\d{1,4},))(?=.*\d)[\w*#/.()½-]+(?:,? (?:[A-ZÀ-Þ(][\w’'.()/-]*|[\d/.#*-]+[A-Z]?|[ivxl]{1,5}|of|der|des))*)"
)
"""``NAI DFA Secretary's Files P12/9``, ``AA:A1838/278, 708/9/2/1, ii``, ``CH-BAR#E2010A#2001/161#3388*``: the
abbreviation of an archive, and a mark with strokes."""


def coded_mark(line: str) -> str:
    """The mark that a line is, brackets round it gone; empty where it is none."""
    bare = line[1:-1] if line[:1] == "[" and line[-1:] == "]" else line
    coded = CODED.fullmatch(bare) if len(bare) <= _LONGEST_CODE else None
    if coded is None or (
        bare[coded.end("head")] == " " and "," in bare and not _COLON.match(bare, coded.end("head"))
    ):
        # "PA AA, MfAA, C 1205/76": up to the comma it is the archive.
        return ""
    # "NATO SECRET C-M(58)12"
    return "" if any(is_classification(word) for word in bare.split()[1:2]) else bare


_LONGEST_CODE = 90
_COLON = re.compile(r" ?[:#]")


_ALONE = re.compile(
    r"(?:(?i:catalogue reference): ?)?(?P<mark>"
    r"(?P<fond>(?:AIR|CAB|CO|DEA|DEFE|DO|FCO|FO|HO|KV|PREM|WO|T)[/ ]\d{1,4}(?=[/:])|DEA(?=/)"
    r"|\d{3}[A-Z]?\.\d[\d.]*(?: [A-Z][\w. ]{1,30})?(?=/))"
    r"[/:]\d[\w.½/–-]*(?:, (?:no\.? ?)?\d[\d–-]*)*)"
    r"\.?(?:: (?:[A-Z][\w-]+ )?(?i:telegrams?|airgram|despatch))?"
)
"""``CAB/128/22``, ``FO 371/24307``, ``740.00119 Potsdam/7–2245: Telegram``: the series of a ministry, and the piece in it.
The letters are those of the series of The National Archives and of Canada's Department of External Affairs, the figures
those of the central files of the Department of State; the archive itself is not named."""


_FILED = re.compile(
    r"(?P<fond>VS-Bd\.) ?\d+(?: ?\([^()]{2,20}\))?"
    r"|(?P<volume>[BRZ] ?\d{1,4}(?: [IVX]{1,4})?)(?:/\d+|, Bd\. \d+)(?:, (?:Bl|Bll|S|fol)\. ?\d+(?:[–-]\d+)?)?"
)
_FILED_COPY = re.compile(
    r" (?:Durchschrift|Durchschlag|Ausfertigung|Abschrift|Entwurf|Konzept|Reinschrift|Kopie|Original)\d{0,2}$"
)
"""What the paper is, behind such a mark, and the anchor of a note."""
"""``VS-Bd. 4281 (II A 4)``, ``R 43 I/2174, Bl. 88–93``: a volume of German ministries; the archive is not named."""


_FILE_NUMBER = re.compile(r"\[(?P<fond>[A-Z]{1,4}) ?\d{1,4}/\d{1,4}(?:/\d{1,4}){0,2}\]")
"""``[ENU 3/548/2]``: the number of a file, as volumes of documents set it over the text."""


_BY_LEAF = re.compile(
    r"(?P<fond>(?:[A-Z][\w’']{1,9}\.? ?){1,3}) ?\d{1,5}[A-Z]?, (?:fol|fols|ff|fo|f)\. ?\d{1,4}[rv]?(?:[-–]\d{1,4}[rv]?)?\.?"
)
"""``Kol. Arch. 1133, fol. 812-846.``: a volume, and its leaves."""


def mark_alone(line: str) -> ArchiveReference | None:
    """The reference that a line is, in an archive that it does not name."""
    if numbered := _FILE_NUMBER.fullmatch(line):
        return ArchiveReference("", line[1:-1], (("fond", numbered["fond"]),))
    if leaves := _BY_LEAF.fullmatch(line):
        return ArchiveReference("", line.rstrip("."), (("fond", leaves["fond"].strip()),))
    if filed := _FILED.fullmatch(line := _FILED_COPY.sub("", line)):
        return ArchiveReference("", line, (("fond", filed["fond"] or filed["volume"]),))
    mark = _ALONE.fullmatch(line) if len(line) <= _LONGEST_CODE else None
    return ArchiveReference("", mark["mark"], (("fond", mark["fond"]),)) if mark else None


_HOUSE = re.compile(r"(?:[A-ZÀ-Þ]\.){3,7}|(?![A-ZÀ-Ž]{7})[^\W\d_][\w-]*[A-ZÀ-ŽА-Я][\w-]*(?: [A-ZА-Я]{2}\w*)*")
"""``AAN``, ``PA AA``, ``АВП РФ``, ``SAPMO-BArch``: the abbreviation of an archive."""
_MARK = re.compile(r"\d\w*/|/\w*\d|\b(?!(?i:no|nr|nos)\b)\w{1,5}\. ?\d|第.{1,8}[号號]")
PIECE = re.compile(
    r"(?i)(?:zespół|zespol|wiązka|wiazka|teczka|caja|legajo|expediente|carton|dossier|liasse|folio|eske|boks|pakke|box|folder|file|reel|"
    r"roll|karton|krabice|kasse|schachtel|mappe|bündel|band|vol|volume|fondo?|fonds|opis|delo|record group|rg|série|serie|"
    r"series|busta|fascicolo|pasta|maço|caixa|tom|doboz|dictabelt|tape|cassette|ms|msc|mf|фонд|опись|дело)\.? ?№? ?\d"
)
"""``zespół 10``, ``caja 82/5246``, ``Box 18``: one piece of a shelf mark, by its name and number."""
_BETWEEN = re.compile(r"[,;]\s|[，、；]")
SAID_OF_IT = re.compile(
    r"(?:\. (?:Опубл|Публик|Подлинник|Копи|Автограф|Машинопись|Рукопись|Orig|Cop[iy]|Kopi|On file|Transl|Obtained|Publi)"
    r"[^.]{0,60}){1,4}\.?$"
)
"""What is said of the document behind its mark: ``Опубл. в сокращении``, ``Copy``."""
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.:?!] [^\W\d_]\w* [^\W\d_A-ZÀ-ŽА-Я]\w+ ")
_LONGEST_PIECE = 9
"""A piece of a shelf mark, or the name of an archive, has no more words."""


def is_shelf_mark(line: str) -> bool:
    """Whether a line says where the original lies, and nothing else: ``AAN, KC PZPR, XI A/82, k. 214-217``."""
    if is_fond_mark(line) or coded_mark(line) or mark_alone(line):
        return True
    if len(line) > _LONGEST_MARK:
        return False
    return bool(FOND.match(line)) or _is_credited(line) or _is_in_house(line) or house_last(line) is not None


def _is_in_house(line: str) -> bool:
    """An archive, and what is a mark in it."""
    line = SAID_OF_IT.sub("", line)
    head, *rest = _BETWEEN.split(line)
    # "Fondazione Gramsci, Archivio del Partito, 1962, mf. 0502": who keeps the archive may stand before it.
    kept = bool(rest) and len(rest) > 1 and NAMED.match(rest[0]) is not None and head[0].isupper()
    if not rest or len(head) >= _LONGEST_HOUSE or not (_HOUSE.fullmatch(head) or NAMED.search(head) or kept):
        return False
    if _SENTENCE.search(line) or any(len(piece.split()) > _LONGEST_PIECE for piece in rest):
        return False
    marked = any(_MARK.search(piece) or PIECE.match(piece) for piece in rest)
    return marked and find_date(line[len(head) :], precise=True) is None


_LONGEST_HOUSE = 80


def house_last(line: str) -> tuple[str, str] | None:
    """The archive and the mark of a line that begins with the smallest piece: ``Box 3, Lowry Papers, Sarn Library``."""
    pieces = line.removesuffix(".").split(", ")
    if (at := _house_at(pieces)) and not _SENTENCE.search(line):
        return ", ".join(pieces[at:]), ", ".join(pieces[:at])
    if len(pieces) > 1 and _SIGNATURE.match(line) and not any(map(str.isdigit, "".join(pieces[1:]))):
        return ", ".join(pieces[1:]), pieces[0]
    if len(pieces) < _FEWEST or not PIECE.match(line):
        return None
    house = pieces[-1]
    if not NAMED.search(house) or any(map(str.isdigit, house)) or len(house.split()) > _LONGEST_PIECE:
        return None
    return house, ", ".join(pieces[:-1])


def _house_at(pieces: list[str]) -> int:
    """Which piece names the archive, where the mark stands before it, and at most the town behind: ``A to B, 9 Oct. 1866,
    Letters Received, ser. 15, RG 105, National Archives``; ``Holm Papers, Box 2, Sarn Library, Sarn``; 0 for none."""
    if len(pieces) < _FEWEST or NAMED.search(pieces[0]) or _HOUSE.fullmatch(pieces[0]):
        return 0
    for at in range(len(pieces) - 1, max(len(pieces) - _FEWEST, 1), -1):
        if any(map(str.isdigit, pieces[at])) or len(pieces[at].split()) > _LONGEST_PIECE:
            return 0
        if NAMED.search(pieces[at]):
            marked = any(_NUMBERED_PIECE.match(piece) or _MARK.search(piece) for piece in pieces[1:at])
            return at if marked else 0
    return 0


_FEWEST = 3
_NUMBERED_PIECE = re.compile(r"(?:RG|Record Group|Box|ser\.|Series|Record Series|Fonds|Fond|Class) \d")
_SIGNATURE = re.compile(r"(?i)(?:sygnatura|sygn\.|signatur|signatura|cote|shelf ?mark|call number|шифр):? (?=.*\d)")
"""``Sygnatura XI A 228, KC PZPR, AAN, Warsaw``: the mark is said to be one."""
FOOT = 16
"""Where the original lies is told in one of so many paragraphs at the end, with the notes there."""
LABEL = re.compile(
    r"(?i)(?:source|quelle|źródło|zdroj|pramen|forrás|fuente|fonte|bron|kilde|källa|lähde|источник|джерело|извор|izvor|sursa|"
    r"sursă|kaynak|出处|出處|资料来源|資料來源|来源|來源|出典)\s?[:：]\s*"
)
"""``Quelle:``, before where the original lies, in some languages."""
_BEFORE = re.compile(r"(?:\d{1,3}\.? ?)?(?=[\[(])|/\d{1,3}/")
"""The number of a note, or of a paragraph, before a bracket."""
_LONGEST_TOLD = 400


_IN_BRACKETS_MARK = re.compile(
    r"(?=.*\d)(?!(?:see|cf|vgl|voir|vedi|zob|cfr|siehe|ibid)\b)(?=.*(?:, |[:.] .*[:.] ))(?:[A-ZÀ-Þ]\.? ?){1,6}[^\[\]()!?]{4,150}?(?:vol|fol|fo|f|c|p|pp|no|nr|bd|box|file|liasse|carton|dossier)[.:]{0,2} ?\d[\d–—, -]{0,12}\.?",
    re.IGNORECASE,
)
"""``(EU, Turquie, 1956-1960, vol. 41, fol. 118-119)``, ``[B.P.R.O. B.T. North Carolina. Vol: 12. C. 69.]``"""
_IN_A_NOTE = re.compile(r"(?:^|[\s:])(?P<mark>CH-[A-Z]{2,5}#[^\s#]+(?:#[^\s#]+)+(?: ?\(\d+\))?)")
"""``Protokoll: CH-BAR#E1050.15#1995/511#12* (12)``"""
_NOTE = re.compile(r"(?:/?\d{1,2}/?[.)]?(?!\d)|[¹*†]|\[\d{1,2}\])\s*(?!\d)")
_END = re.compile(r"(?<=[\w)])\.(?= [A-ZÀ-ÞА-Я])")


def told_in_note(text: str) -> str:
    """Where the original lies, where the first note of an edition says so before anything else: ``¹ Public Archives of
    Canada, Q 24-1, p. 137. The petition was laid before ...``; empty where it does not."""
    mark = _NOTE.match(text)
    bare = text[mark.end() if mark else 0 :].rstrip("↩ ")
    if hashed := _IN_A_NOTE.search(bare[:_LONGEST_TOLD]):
        return hashed["mark"]
    if labelled := LABEL.match(bare):
        return told_source(bare) or (bare[labelled.end() :] if len(bare) <= _LONGEST_TOLD else "")
    for end in _END.finditer(bare, 0, _LONGEST_MARK):
        if is_shelf_mark(bare[: end.start()]):
            return bare[: end.end()]
    return ""


def told_source(text: str) -> str:
    """Where the original lies, where a paragraph says nothing else; brackets, a label and a number before it gone.

    >>> told_source("[Quelle: SAPMO-BArch, DY 30/J IV 2/2.039/279, Bl. 14-18.]")
    'SAPMO-BArch, DY 30/J IV 2/2.039/279, Bl. 14-18.'
    """
    if len(text) > _LONGEST_TOLD:
        return ""
    bare = text.rstrip("↩ ")
    if (before := _BEFORE.match(bare)) and bare[-1:] in ("]", ")"):
        bare = bare[before.end() :][1:-1]
    if label := LABEL.match(bare):
        bare = bare[label.end() :]
        return bare if _MARK.search(bare) or any(map(PIECE.match, _BETWEEN.split(bare))) else ""
    if is_shelf_mark(bare) or _FILED.fullmatch(bare):
        return bare
    return bare if bare != text and _IN_BRACKETS_MARK.fullmatch(bare) else ""


def is_numbered_mark(line: str) -> bool:
    """Whether what stands behind the number of a document in a volume is its shelf mark: ``702. DEA/10824-B-40``,
    ``NAI DFA Secretary's Files P166``."""
    return bool(coded_mark(line) or mark_alone(line)) or BY_ITS_FILE.fullmatch(line) is not None


BY_ITS_FILE = re.compile(
    r"(?!NO\b|REF\b|FILE\b|COPY\b|TEL\b)[A-Z]{2,6} (?=[A-Z])(?:[A-Z][\w'’]*[ /]){0,6}[A-Z]{0,3}\d{1,6}[A-Z]?(?:/\d+)*"
)


_LONGEST_MARK = 200


def _is_credited(line: str) -> bool:
    """Whether a line is an archive and a mark, and says who translated: ``Sarn Archives, 020-19. Translated by A. Holm.``"""
    credit, rest = read_credits(line) if "ranslat" in line else (Credits(), "")
    head, comma, mark = rest.partition(", ")
    return (
        bool(credit.translators and comma and any(map(str.isdigit, mark)))
        and len(head.split()) < 8
        and not find_date(rest)
    )
