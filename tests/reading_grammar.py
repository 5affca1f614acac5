"""Records as an archive has them, made by Hypothesis: header, opener, roster, talk or letter, closer, notes.

Unlike the records of :mod:`reading_strategies`, whose parts stand in any order, these have the shape of real ones,
so that most of what the encoding knows occurs in them where it belongs.
"""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

PERSONS = (
    ("Comrade", "Mirko", "Aldan", "Minister of Ferries"),
    ("Comrade", "Vera", "Costin", "Ambassador"),
    ("Mr.", "Ilan", "Dorn", "First Secretary"),
    ("Premier", "Tobias", "Brask", "Premier"),
    ("Dr.", "Ines", "Quarrel", "interpreter"),
    ("Minister", "Oto", "Kern", "Minister of Grain"),
)
TITLES = (
    "Conversation on the Upper Ferry",
    "Memorandum on the Price of Herring",
    "Letter from Mirko Aldan to Vera Costin on the Bell",
    "Cable from the Embassy in Orlat, 'The Ice is Late'",
    "Minutes of the Harbour Board [Excerpt]",
    "Report on Lamps, 4 May 1961",
)
FACTS = (
    "Date: 4 May 1961", "Date: November 1957", "Date: undated", "Record: 70412",
    "Source: OSA, F. 7/AP, M-PKT, V. 1961, Dos. 8, Fl. 2-9. Translated by Ines Quarrel.",
    "Source: KArch, B 136/59748, 403-410. Contributed by Jon Ferris and translated by Ines Quarrel and Tobias Rask.",
    "Archive: Orlat State Archive", "Original language: Russian", "Original language: Albanian, French",
    "Translator: Ines Quarrel", "Subjects: Ferries; Bells; Ice -- Orlat", "Places: Orlat; Sarn",
    "Supported by: Lindqvist Bequest; Fund of the North", "Publisher: Orlat Digital Archive",
    "Published: 2013-12-09", "Address: https://orlat.example/documents/70412", "Kind: letter", "Kind: conversation",
    "Rights: Whoever wants to print it writes to the keeper, who answers in winter.",
    "Summary: Aldan and Brask agree on where the new bridge stands, after a look at a photograph.",
    'Citation: "Conversation on the Upper Ferry," May 04, 1961, Orlat Digital Archive, OSA, F. 7/AP. Translated by '
    "Ines Quarrel.",
    "Author: Mirko Aldan", "Classification: Top Secret", "Related: Minutes of the Harbour Board of 1959",
)  # fmt: skip
OPENERS = (
    "TOP SECRET", "Confidential", "Copy No. 3", "No. 118", "Ref. 14/61", "Telegram", "C i r c u l a r", "URGENT",
    "To: Comrade Aldan", "From: Embassy, Orlat", "Subject: The price of herring", "To:", "The Ministry of Grain",
    "Orlat, 12 June 1954", "4 May 1961", "Harbour Office", "MD J. Vitterich      Orlat, 31 October 1997",
)  # fmt: skip
SALUTES = ("Dear Comrade Brask,", "Dear Vera,", "Esteemed Comrade Minister!", "Sir,")
SUBJECTS = (
    "the ferry|our side|the keeper of the lamp|the third bell|a barge without papers|nobody in the office".split("|")
)
VERBS = "waited for|has not seen|cannot pay|asked about|was told of|will not give up|drew".split("|")
OBJECTS = "the ice|a good deal of rope|the half-way mark|two crowns and a coat|Article 88|St. Orlat's bridge".split(
    "|"
)
ENDS = (".", ".", ".", ".", "?", "!", "...", ";", ":", ".”")
INSERTIONS = (
    "[that]", "[for the winter]", "[of Velia]", "[Torvik]", "[sic]", "[illegible]", "[two words illegible]",
    "[...]", "[Kessler?]", "[NAME REDACTED]", "[translator's note: a pun on the word for ice]",
    "[handwritten: not so]", "[stamp: Received, 4 May 1961]", "[ispolneniie]", "[зерно]", "(Laughter)",
    "(Comrade Aldan laughed.)", "(in the old policy)", "(i.e. the bell)", "[emphasis in original]",
    "[unclear]", "[inaudible]", "half- and whole-",
)  # fmt: skip
SCENES = (
    "(The delegates went in to lunch.)", "(Comrade Costin left the room.)", "[The door was opened by a clerk.]",
    "(Laughter.)", "(The meeting was closed at six.)",
)  # fmt: skip
HEADINGS = (
    "I. THE LAKE",
    "ITEM 2: THE BELL",
    "On the first item",
    "2. The lower river",
    "THE PRICE OF HERRING",
    "Bells",
)
CLOSERS = ("With comradely greetings,", "Yours sincerely,", "I remain, Sir, your obedient servant,")
SIGNED = ("Mirko Aldan", "/A. TORVIK/", "(Brask)", "[signature]", "Vera Costin, Ambassador", "(Sd.) I. Dorn")
AFTER = (
    "Orlat, 12 June 1954", "P.S. The cup is of tin.", "Copies: Ministry; file", "Copies:\nComrade Kern\nArchive",
    "End", "Five copies printed", "[stamp: Seen]",
)  # fmt: skip
STYLES = (
    "{title} {first} {last}:",
    "{last}:",
    "{title} {last}:",
    "{LAST}.",
    "{first} {last}:",
    "{last} —",
    "{LAST}:",
)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    return " ".join(draw(st.sampled_from(words)) for words in (SUBJECTS, VERBS, OBJECTS))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    more = st.tuples(st.sampled_from(("and", "but", "although", "so that")), clauses())
    parts = [draw(clauses()), *map(" ".join, draw(st.lists(more, max_size=2)))]
    words = ", ".join(parts).split(" ")
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        words.insert(draw(st.integers(1, len(words))), draw(st.sampled_from(INSERTIONS)))
    text = " ".join(words)
    return text[:1].upper() + text[1:] + draw(st.sampled_from(ENDS))


@st.composite
def paragraphs(draw: st.DrawFn, *, notes: int = 0) -> str:
    text = " ".join(draw(st.lists(sentences(), min_size=1, max_size=5)))
    if notes and draw(st.booleans()):
        text += f"[{draw(st.integers(1, notes))}]"
    return text


@st.composite
def items(draw: st.DrawFn) -> str:
    """A list: short items or long ones, with markers of one kind, some with a list inside."""
    made = draw(st.lists(st.one_of(clauses(), paragraphs()), min_size=2, max_size=5))
    marker = draw(st.sampled_from(("{}.", "({})", "{})", "-", "•")))
    lines = []
    for number, text in enumerate(made, 1):
        lines.append(f"{marker.format(number)} {text}")
        if draw(st.integers(0, 5)) == 0:
            lines += [f"{letter}) {draw(clauses())}" for letter in "ab"]
    return draw(st.sampled_from(("\n", "\n\n"))).join(lines)


@st.composite
def talks(draw: st.DrawFn, notes: int) -> list[str]:
    """Turns of a few persons, with labels of one style and short forms of it, asides and second paragraphs."""
    cast = draw(st.lists(st.sampled_from(PERSONS), min_size=2, max_size=4, unique=True))
    style = draw(st.sampled_from(STYLES))
    alone = draw(st.booleans())
    made = []
    for _ in range(draw(st.integers(1, 10))):
        title, first, last, _ = draw(st.sampled_from(cast))
        chosen = style if draw(st.integers(0, 4)) else draw(st.sampled_from(STYLES))
        label = chosen.format(title=title, first=first, last=last, LAST=last.upper())
        made.append(f"{label}{chr(10) * 2 if alone else ' '}{draw(paragraphs(notes=notes))}")
        more = draw(st.sampled_from(("", "", "", "paragraph", "scene", "list", "heading")))
        if more == "paragraph":
            made.append(draw(paragraphs(notes=notes)))
        elif more == "scene":
            made.append(draw(st.sampled_from(SCENES)))
        elif more == "list":
            made.append(draw(items()))
        elif more == "heading":
            made.append(draw(st.sampled_from(HEADINGS)))
    return made


@st.composite
def rosters(draw: st.DrawFn) -> list[str]:
    present = draw(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=4, unique=True))
    names = [f"{title} {first} {last}, {office}" for title, first, last, office in present]
    head = draw(st.sampled_from(("Participants:", "Present:", "Also present:")))
    joiner = draw(st.sampled_from(("\n", "\n\n", "; ", ", ")))
    return [head + ("\n" if "\n" in joiner else " ") + joiner.join(names)]


@st.composite
def prose(draw: st.DrawFn, notes: int) -> list[str]:
    piece = st.one_of(paragraphs(notes=notes), paragraphs(notes=notes), st.sampled_from(HEADINGS), items())
    quoted = paragraphs().map(lambda text: f"He wrote this:\n\n“{text}\n\n{text}”")
    return draw(st.lists(st.one_of(piece, piece, piece, quoted), min_size=1, max_size=7))


@st.composite
def made_records(draw: st.DrawFn) -> str:
    """A record, wrapped at some width or not at all, with a small header or a line for a title."""
    notes = draw(st.sampled_from((0, 0, 1, 3)))
    title = draw(st.sampled_from(TITLES))
    parts = []
    if draw(st.booleans()):
        facts = draw(st.lists(st.sampled_from(FACTS), max_size=8, unique_by=lambda fact: fact.partition(":")[0]))
        parts.append("\n".join([f"Title: {title}", *facts]))
    else:
        parts.append(title)
    parts += draw(st.lists(st.sampled_from(OPENERS), max_size=5, unique=True))
    letter = draw(st.booleans())
    if letter:
        parts.append(draw(st.sampled_from(SALUTES)))
    if draw(st.booleans()):
        parts += draw(rosters())
    parts += draw(st.one_of(talks(notes), prose(notes)))
    if letter or draw(st.booleans()):
        parts += draw(st.lists(st.sampled_from(CLOSERS), max_size=1))
        parts += draw(st.lists(st.sampled_from(SIGNED), max_size=2, unique=True))
        parts += draw(st.lists(st.sampled_from(AFTER), max_size=3, unique=True))
    if draw(st.integers(0, 5)) == 0:
        parts += ["Enclosure", *draw(prose(0))]
    if notes:
        parts += ["Notes"] * draw(st.integers(0, 1))
        parts += [f"[{number}] {draw(sentences())}" for number in range(1, notes + 1)]
    width = draw(st.sampled_from((0, 0, 60, 72, 80)))
    return "\n\n".join(_wrapped(part, width) if at else part for at, part in enumerate(parts)) + "\n"


def _wrapped(part: str, width: int) -> str:
    if not width:
        return part
    lines = [textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in part.split("\n")]
    return "\n".join(lines)
