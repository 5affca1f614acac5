"""Records that Hypothesis makes: a grammar of what records hold, and damage done to records that exist."""

from __future__ import annotations

from hypothesis import strategies as st


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases that are set apart by a bar or a line end; ``~nb~`` is a no-break space."""
    return tuple(p.replace("~nb~", "\u00a0") for line in text.strip("\n").split("\n") for p in line.split(" | "))


WORDS = (
    "the bridge river lamp keeper of winter ferry has a and rope to Orlat Brask barley not was two lock their bell "
    "in 1957 office which under glass asked for no tar coat on it is Fähre мост 渡口 s'il O'Dell half-way e.g. St."
).split()
NAMES = ("Mirko Aldan", "Vera Costin", "T. Brask", "Ilan Dorn", "O'Dell", "陈平", "Алдан")
LABELS = _phrases("""
Comrade Mirko Aldan: | Mirko Aldan: | Aldan: | Cde. Brask: | MR. E.R. PELLING: | THE CHAIRMAN: | O. ALDAN.
UM: | North (ALDAN): | Premier Ilan Dorn (hereafter abbreviated Dorn): | Dorn: | Aldan and Brask: | Costin :
Алдан: | 陈平： | Question: | Time: | To: | Interviewer | Comrade Vera Costin | Aldan — |  Aldan:
Vera Costin [in Russian]:
""")
BRACKETS = _phrases("""
[that] | [Stefan] | [sic] | [illegible] | [three words illegible] | [...] | […] | [. . .] | [Kessler?] | [?]
[1] | [2] | [i] | [*] | [ ] | [] | [translator's note: a pun] | [handwritten: no] | [stamp: Received]
[NAME REDACTED] | [ispolneniie] | [зерно] | [sic!] | [Note:] | [email protected] | [he [Aldan] said] | [ | ]
[[ | ]] | [signature] | [Laughter] | [The door was opened.] | F[oreign] | [F]oreign | re[a]d | [a][b]
([a] b)
""")
ASIDES = (
    "(Laughter)",
    "(Comrade Aldan laughed.)",
    "(in the old policy)",
    "(",
    ")",
    "()",
    "((x))",
    "(He left the room.)",
    "（笑）",
    "(Aldan)",
    "(1)",
    "(a) b",
)
LINES = _phrases("""
TOP SECRET | Copy No. 3 | No. 118 | To: Comrade Aldan | From: Embassy, Orlat | Subject: The price of herring
Orlat, 12 June 1954 | 4 May 1961 | undated | Dear Comrade Brask, | With comradely greetings,
Yours sincerely, | Mirko Aldan | /A. TORVIK/ | (Brask) | [signature] | Copies: | Distribution: file | P.S.
P.S. The cup is of tin. | End | * * * | Participants: | Present: Mirko Aldan, Vera Costin
Mirko Aldan, Minister | I. THE LAKE | ITEM 2 | Enclosure | Annex 1: | Notes | Notes: | [1] See the diary.
[2] Lost. | 1 See the diary. | ¹ See the diary. | * So the keeper. | [i] Lost. | M e m o
MD J. Vitterich      Orlat, 31 October 1997 | Title: Note on the Lamp | Record: 70412 | Date: 4 May 1961
Source: OSA, F. 7, Dos. 8. Translated by Ines Quarrel. | Document Information | Skip to content
**Citation:** | Citation: | Record ID | Summary: | Source | Rights | get citation | Five copies printed | -
• | 1. | a) | [handwritten] Copy sent. | ** | ~nb~ | &amp; <p> ]]> | ---
""")
MARKERS = ("1. ", "2. ", "3) ", "(1) ", "a) ", "b) ", "- ", "• ", "1．", "I. ", "iv) ", "1.1 ", "12 ", "A. ")
ENDS = (".", ".", ".", "?", "!", ":", ",", "", "...", ".[1]", ".1", "¹", "*", ";", "—", "。", "-")
GAPS = ("\n\n", "\n\n", "\n\n", "\n", "\n\u00a0\n", "\n \n\n", "\r\n", "\n\n\n\n", "\x0c")

_pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(BRACKETS),
    st.sampled_from(ASIDES),
    st.sampled_from(NAMES),
)
_blanks = st.sampled_from((" ", " ", " ", " ", "  ", "\u00a0", "     ", "\n", "-\n", "\t", ""))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(_pieces, min_size=1, max_size=24))
    text = "".join(piece + draw(_blanks) for piece in pieces).strip()
    return text[:1].upper() + text[1:] + draw(st.sampled_from(ENDS))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(("text", "turn", "turn", "line", "item", "aside", "heading")))
    if kind == "line":
        return draw(st.sampled_from(LINES))
    if kind == "heading":
        return draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)).title()
    text = draw(sentences())
    if kind == "turn":
        label = draw(st.sampled_from(LABELS))
        return draw(st.sampled_from((f"{label} {text}", f"{label}\n\n{text}", label)))
    if kind == "item":
        return draw(st.sampled_from(MARKERS)) + text
    if kind == "aside":
        return draw(st.sampled_from(("({})", "[{}]", "({}", "{}]"))).format(text)
    return text


@st.composite
def records(draw: st.DrawFn) -> str:
    """The text of a record: paragraphs of all kinds, in any order, with gaps of all kinds between them."""
    blocks = draw(st.lists(paragraphs(), min_size=1, max_size=14))
    return "".join(block + draw(st.sampled_from(GAPS)) for block in blocks)


DAMAGE = (
    "drop",
    "double",
    "swap",
    "cut",
    "glue",
    "split",
    "bracket",
    "unbracket",
    "byte",
    "nul",
    "blank",
    "indent",
    "upper",
    "halve",
)


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[str, float, float]]:
    """What is done to a record, one after the other, and where: two places, as shares of its length."""
    share = st.floats(0, 1, exclude_max=True)
    return draw(st.lists(st.tuples(st.sampled_from(DAMAGE), share, share), min_size=1, max_size=8))


def damaged(data: bytes, done: list[tuple[str, float, float]]) -> bytes:
    """``data`` with lines dropped, doubled, swapped, cut, glued; brackets broken; its encoding damaged."""
    for what, where, other in done:
        lines = data.split(b"\n")
        a, b = int(where * len(lines)), int(other * len(lines))
        at = int(where * len(data))
        if what == "drop":
            del lines[a]
        elif what == "double":
            lines.insert(b, lines[a])
        elif what == "swap":
            lines[a], lines[b] = lines[b], lines[a]
        elif what == "cut":
            lines[a] = lines[a][: int(other * len(lines[a]))]
        elif what == "glue":
            lines[a : a + 3] = [b"".join(lines[a : a + 3])]
        elif what == "split":
            half = int(other * len(lines[a]))
            lines[a : a + 1] = [lines[a][:half], b"", lines[a][half:]]
        elif what == "blank":
            lines.insert(a, b"")
        elif what == "indent":
            lines[a] = b"    " + lines[a]
        elif what == "upper":
            lines[a] = lines[a].upper()
        elif what == "halve":
            lines = lines[: len(lines) // 2] if other < 0.5 else lines[len(lines) // 2 :]
        data = b"\n".join(lines)
        if what == "bracket":
            data = data[:at] + b"[]()"[int(other * 4) :][:1] + data[at:]
        elif what == "unbracket":
            found = data.find(b"[]()"[int(other * 4) :][:1], at)
            data = data[:found] + data[found + 1 :] if found >= 0 else data
        elif what == "byte":
            data = data[:at] + bytes([int(other * 256)]) + data[at + 1 :]
        elif what == "nul":
            data = data[:at] + b"\x00" + data[at:]
    return data
