"""What speaks for a line at the top of a record that it is its title.

Nobody says which line is: a letterhead, the name of the page that was saved, a stamp may stand over it, and the word
for the kind of document under it. Points are rough log-odds, as those of speakers' labels
(:mod:`diplomata.recognise.evidence`).
"""

from __future__ import annotations

import re

from diplomata.dates import find_date
from diplomata.months import month_of
from diplomata.recognise import labels, letters
from diplomata.recognise.directed import NUMBERED, directed
from diplomata.recognise.genre import names_a_kind, names_kind
from diplomata.recognise.lexicon import tokens_of, words
from diplomata.recognise.paper import is_page_mark
from diplomata.recognise.rosters import is_head
from diplomata.volume_marks import is_document_number

_SITTING = re.compile(
    r"(?i)(?:[\w.ª]+ )?(?:sessions?|sittings?|meetings?|hearings?|sesión|sessão|seduta|séance|sitzung|posiedzenie)"
    r"(?:,? (?:\w+ )?(?:sessions?|sittings?|meetings?|sesión|sessão|legislatura|legislature|seduta|séance|day))?"
)
"""``Third Session, Second Sitting``: which one, and not of what."""
_SEVERAL = 4
"""A line of so many words that names a kind of document says what the record is about."""
_AUTHORED = re.compile(r"(?i)(?:joint )?(?:memorandum|note|report|minute) by (?:the |mr\b)")
"""``MEMORANDUM BY THE SECRETARY OF STATE FOR SCOTLAND``"""
_DATED_STOP = re.compile(r"\b(?:1[89]|20)\d\d\.$")
_OF_MANY = re.compile(
    r"(?i)\b(?:letters|documents|papers|statements|speeches|texts|writings|records|bescheiden|akten|interviews|histories|transcripts|despatches|dispatches|collections?|volumes?|quotes|series|"
    r"dokumente|documenti|documents|documentos|документы)\b"
)
"""``Documents on Foreign Policy``: a page, a volume, and not one record."""
_HAN_VOLUME = re.compile(
    r"(?:選編|选编|彙編|汇编|叢書|丛书|資料集|文书集|上冊|下冊|上册|下册|第.{1,3}[編编輯辑卷冊册巻])(?:\s|　|$)"
)
"""``清代中俄關係檔案史料選編　第二編　上冊``: a volume of documents."""
_WAY = re.compile(
    r"(?i)^(?:home|start(?:seite)?|accueil|inicio|início|главная|головна|首頁|首页|ホーム)\s[→›»>/]|\s(?:→|›|»|>|/)\s.*\s(?:→|›|»|>|/)\s"
)
_WEB = re.compile(
    r"(?i)https?:|www\.|\b[\w-]+\.(?:gc\.ca|gov|org|com|edu|int)\b|\bpdf\b|©|\bcookies?\b|\blogo\b|\bcopyright\b|\bdownload\b|\bmen[uú]\b|"
    r"^full text of\b|^see other formats|^page image\b|^page \d\d\b"
)
_PAIR = re.compile(r"[^:：\d]{3,30}:(?=\S)")
"""``Catalogue Reference:CAB/128/22``"""
_HAN = 8
"""A line of so many Chinese characters says what several words say."""
_LABEL = 8
"""A Chinese label before its colon has no more characters."""
_HOUSE = re.compile(
    r"(?i)\b(?:projects?|online|librar(?:y|ies)|archives?|archiv|museum|foundation|institute?|agency|school|college|"
    r"university|press|trust|group|portal|database|gazette|past|edition|editions|cent(?:er|re)|website|bulletin|organi[sz]ation)$|(?:档案|檔案|史料|文書|公文書|图书|圖書|図書)[馆館]$"
)
"""``Old Bailey Proceedings Online``: who keeps or prints, by the last word."""
_OFFICE = re.compile(
    r"(?i)(?:the )?(?:office|department|ministry|bureau|division|secretariat|embassy|directorate|press) "
    r"(?:of|for|services?)\b"
)
"""``Office of Public Information``: who writes."""
_BENCH = re.compile(
    r"(?i)(?:joint )?hearings? before the\b"
    r"|in (?:the|and for)\b.{0,60}\b(?:court\b.{0,30}\b(?:state|county|district)|county)\b"
    r"|(?:(?:cross|re)-?)?(?:direct )?examin(?:ed|ation) by\b"
)
"""``IN THE SUPERIOR COURT OF THE STATE OF ARIZONA``, ``Examined by Mr. Aldan``: before whom, and by whom."""
_PART = re.compile(
    r"(?i)\b(?:volume|vol\.?|band|bd\.?|tom[eou]?|tập|deel|part|teil|серия|том)\s(?:\d{1,3}|[ivxlc]{1,7})\b[^a-z]*$"
)
"""``Akten zur Politik, Band 7``: a volume, by its number."""
_STOPS = re.compile(r"[^\W\d_]{4,}\. ")
_KINDS = re.compile(r"(?:[\w-]+s,? ){1,3}(?:&|and) (?:[Oo]ther )?\w+s")
"""``Speeches, Interviews & Other Statements``: what a page has of them."""
_CHOICE = re.compile(r"\s[•|·](?:\s|$)")
"""``Text • README``: what a page offers."""
_BY_ITS_NAME = re.compile(
    r"(?i)(?:\w+ )?(?:convention|treaty|agreement|charter|deposition|testimony|examination|affidavit|diary|exchange|"
    r"proclamation|"
    r"petition|circular|indenture|contract|trattato|vertrag|traité|tratado|договор|постановление|zeugenvernehmung)\b"
    r".*\b(?:of|between|to|with|by|on|zwischen|entre|tra|fra|между|о|von|des|der)\b"
)
"""``Convention of Friendship``, ``Testimony of Ada Voss``: by the name of what it is, and whose or of what."""
_MARK = re.compile(r"\d[\w.]*/\d[\w–-]*$")
"""``Paris Peace Conf. 180.03501/77``: where the file lies."""
_OF_A_MEETING = re.compile(
    r"(?i)(?:draft |summary |verbatim |final )*"
    r"(?:minutes|record|report|acta|ata|acte|actas|protokoll|protocol|protokół|procès-verbal|verbale|zápis|jegyzőkönyv|протокол|стенограмма|note|memorandum)\b"
)
"""``Minutes of Executive Board Meeting 83/61``, ``ACTA Nº 17/82``: behind a kind, such figures count meetings."""
_STATE = re.compile(
    r"(?i)(?:the )?"
    r"(?:rep[uú]blica|república|republic|république|kingdom|reino|royaume|state|commonwealth|government|gobierno) "
    r"(?:de|of|do|da|du|del)\b(?: [\w’'-]+){1,4}"
)
"""``REPUBLICA DE CHILE``: over the title of what its offices write."""
_YEAR_TOLD = re.compile(r"\d [^\W\d_]+ \[1\d{3}\]")
"""``28 November [1864]``"""
_GAP = re.compile(r"\S\s{2,}\S")
"""``Emil Dorn  The Letters``: what a page has side by side in its head."""
_STAMPED = re.compile(r"\b(?:UN|DE)?CLASSIFIED\b|\b(?:PUBLICLY|PUBLIC) DISCLOSED\b")
_OF_A_MESSAGE = re.compile(
    r"(?:\b[A-Z]{1,5}-\d\d\b.*){2}|\b\d{6}Z? [A-Z]{3} \d\d\b|^(?:(?:FM|TO|INFO|ACTION) [A-Z]{3}|AM(?:EMBASSY|CONSUL))"
)
"""``INFO OCT-01 EUR-25``, ``R 141015Z SEP 73``, ``FM AMEMBASSY SARN``: how a telegram was sent."""
_VOLUME = re.compile(r"\bvol\.? \d+\b.*\bcc?\.? ?\d")
"""``HC Deb 18 November 1952 vol 507 cc1582-6``: where a debate is printed, and not what about."""
_SERIES = re.compile(
    r"(?i)(?:official|daily|final|verbatim|full) (?:reports?|records?|proceedings)|texte intégral|"
    r"compte rendu (?:intégral|analytique|officiel)(?: officiel)?|stenographischer bericht|diario de sesiones|"
    r"handelingen|parliamentary debates|diário d[aeo]s? \w+(?: d[aeo]s? \w+)*"
)
"""Where it was printed, and not what."""
_LEGISLATURE = re.compile(r"(?i)(?:[ivxlc]+|\d{1,3})[.ªº]?\s(?:legislatur|wahlperiode|kadencj)")
"""``III LEGISLATURA 1.ª SESSÃO LEGISLATIVA (1983-1984)``"""
_OF_DAY = re.compile(r"\d ?[ap]\.m\.$")
_TIME = re.compile(r"(?i)\d[:.]\d\d ?(?:[ap]\.?m\.?)?$")
_LONG_ENOUGH = 12
"""What is shorter, in characters, may return by chance."""
_PLACE = 2
"""A place over a date has no more words."""
_DAY = 5
"""A day without its year has no more words."""
_DEEP = 2.0
"""Points that a line loses at most by how far down it stands."""
_MORE = 40
"""The name of a page has hardly so many characters more than the heading of its text."""
_GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ]")
"""What a page has in boxes side by side comes out glued: ``Palais SchaumburgBandrücken der EditionÜberreichung``."""
_SUBJECT = re.compile(r"(?i)subject\b\s*(?:[:：]|$)")
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [^\W\d_a-z]\w* \w")
_BODY = re.compile(
    r"(?i)\b(?:minist[eéè]\w*|parliament|assembl\w+|council|conseil|consejo|consiglio|conselho|"
    r"совет|committee|commission|comisión|comissão|commissione|court|"
    r"chamber|bundestag|reichstag|senat\w*|congress\w*|republic|république|república|government|office|présidence|"
    r"universit\w+|archiv\w*|embassy|botschaft|kingdom|house|dáil|camera|cámara|câmara|cortes|department|bureau|saeima\w*|"
    r"storting\w*|folketing\w*|riksdag\w*|sejm|union|nations|project)\b"
)
"""Who meets or writes, as a letterhead says it."""


def _is_sitting(text: str) -> bool:
    """``Ninth hearing, 17 October 1962``: a kind, its number and its date, and not what it was about."""
    if _SITTING.fullmatch(text):
        return True
    date = find_date(text, precise=True)
    return date is not None and len((text[: date[0]] + text[date[1] :]).split()) <= 4


def is_dated_sentence(text: str) -> bool:
    """``Conférence de presse de M. Aldan, à Sarn le 11 mars 1985.``: a kind, and what of, down to the year."""
    return _DATED_STOP.search(text) is not None and names_kind(text)


def _is_day(text: str, said: list[str]) -> bool:
    """``Torsdagen den 10 december``: a day without its year is no dateline, and no title either."""
    return (
        len(said) <= _DAY
        and any(map(str.isdigit, text))
        and any(len(word) > 2 and word[0].isalpha() and month_of(word.rstrip(",")) for word in said)
    )


class Top:
    """The lines at the top of a record, one of which may be its title.

    What stands before ``first`` is of the page that was saved, or a stamp.
    """

    def __init__(self, lines: list[str], first: int) -> None:
        self.first = first
        self.numbered = frozenset(at + 1 for at, line in enumerate(lines) if is_document_number(line))
        self.folded = [line.casefold() for line in lines]
        dated = [at for at, line in enumerate(lines) if letters.dateline(line)]
        self.dated = frozenset(dated)
        self.first_date = min(dated, default=len(lines))
        routed = (at for at, line in enumerate(lines) if _OF_A_MESSAGE.search(line))
        self.routed = next(routed, len(lines))
        self.roster = next((at for at, line in enumerate(lines) if _SUBJECT.match(line) or is_head(line)), len(lines))

    def weigh(self, text: str, at: int) -> float:
        """Points for a line, or the lines of which the first is the one at place ``at``."""
        said = text.split()
        kind = names_kind(text)
        points = -min(0.3 * max(0, at - self.first), _DEEP) + (1 if at == self.first else 0) + (0.5 if at == 0 else 0)
        if self.routed < len(self.folded) and (at > self.routed or not kind):
            # A telegram is called by its subject.
            points -= 4
        points += _of_its_words(text, said, kind) + self._of_its_company(text, said, kind, at)
        if text[0] in labels.BULLETS or text[0].islower() or (at > self.first and "：" in text[:_LABEL]):
            points -= 3
        if number := NUMBERED.match(text):
            # "3. Oral History Interviews" under "2. Collections" is the way to the page.
            beside = (f"{int(number[1]) - 1}. ", f"{int(number[1]) + 1}. ")
            counts_on = any(line.startswith(beside) for line in self.folded)
            points += -2 if counts_on else 1 if len(said) >= _SEVERAL else 0
        return points

    def _of_its_company(self, text: str, said: list[str], kind: bool, at: int) -> float:
        points = 0.0
        plain = text.casefold()
        others = [line for other, line in enumerate(self.folded) if other != at]
        if kind and any(line.startswith(plain) and len(line) > len(plain) for line in others):
            # "MEMORANDUM" over "MEMORANDUM OF CONVERSATION"
            points -= 2
        elif (
            len(text) >= _LONG_ENOUGH
            and len(said) > 1
            and any(plain in line and len(line) <= len(plain) + _MORE for line in others)
        ):
            # The name of the page, and the heading of the text.
            points += 1.5
        elif len(said) == 1 and plain in others:
            points -= 1
        elif any(
            len(line) >= _LONG_ENOUGH and plain.startswith(line) and len(plain) <= len(line) + _MORE
            for line in others
        ):
            # "Hollis to Brask, 3 June 1777" over "Hollis to Brask": with its date it is what an index has.
            points += 3 if find_date(text, precise=True) else 0
        if at + 1 in self.dated or at + 2 in self.dated:
            # Over a date, a word or two are the place.
            points += 1 if kind or len(said) > _PLACE else -1.5
        if at in self.numbered and len(said) > _PLACE:
            points += 2
        if self.first_date < at:
            points -= 1
        if self.roster < at:
            points -= 3
        return points


def _of_its_words(text: str, said: list[str], kind: bool) -> float:
    han = len(said) == 1 and len(text) >= _HAN and text[_HAN // 2] >= "\u2e80"
    several = len(said) >= _SEVERAL or han
    sent = directed(text) is not None
    dated = find_date(text, precise=True) is not None or _YEAR_TOLD.search(text) is not None
    points = 0.0
    if kind:
        points += 2.5 if several else 1.75 if len(said) > 1 else 0.75
    else:
        points += 1 if names_a_kind(text) else 0
        if _BODY.search(text):
            points -= 2 if len(said) < 2 * _SEVERAL else 0.5
    if _AUTHORED.match(text):
        # Under the heading of a paper it says who wrote it.
        points -= 3
    if sent:
        points += 3
    if several:
        points += 1
    elif len(said) == 1 and not kind:
        points -= 1
    if _SERIES.fullmatch(text):
        points -= 1.5
    if _LEGISLATURE.match(text):
        points -= 2
    if _is_sitting(text):
        # "AMNESTY HEARING" says what kind of one.
        counted = any(map(str.isdigit, text)) or not words("numerals").isdisjoint(tokens_of(text))
        points -= 0.5 if not counted else 3 if _SITTING.match(text) else 1.5
    if _is_day(text, said):
        points -= 3
    if len(said) > 2 * _SEVERAL and _SENTENCES.search(text):
        points -= 3
    if _HAN_VOLUME.search(text):
        points -= 4
    if _OF_MANY.search(text) and not sent:
        points -= 2
    if _HOUSE.search(text) and len(said) <= 2 * _SEVERAL and not sent:
        points -= 4
    if _OFFICE.match(text) and len(said) <= _SEVERAL + 2 and not sent:
        points -= 3
    if _BENCH.match(text):
        points -= 3
    if _PART.search(text) or _CHOICE.search(text):
        points -= 3
    if not kind and (_BY_ITS_NAME.match(text) or (letters.TWO_NAMES.match(text) and dated)):
        points += 2
    if _GAP.search(text) and not dated:
        points -= 1.5
    if len(_STOPS.findall(text)) > 1 and len(said) <= 3 * _SEVERAL and not sent:
        # "Telegramm. Eigenhändig. Geheim."
        points -= 2
    if _KINDS.fullmatch(text):
        points -= 4
    if _WAY.search(text):
        points -= 7
    if is_page_mark(text) or _WEB.search(text) or len(_GLUED.findall(text)) > 1:
        points -= 4
    if (_MARK.search(text) and not _OF_A_MEETING.match(text)) or _STAMPED.search(text):
        points -= 3
    if _STATE.fullmatch(text):
        points -= 3
    if _OF_A_MESSAGE.search(text):
        points -= 5
    if _PAIR.match(text) or _VOLUME.search(text) or (len(said) <= 2 * _SEVERAL and _TIME.search(text)):
        points -= 2
    told = sent or is_dated_sentence(text)
    if dated and text.startswith("To "):
        # "To Ada Brask. Sarn, 29 August 1888."
        points += 1.5
        told = True
    if text.endswith(("-", "–", ":", ",")) or (text[-1] == "." and not (told or _OF_DAY.search(text))):
        points -= 1.5
    return points
