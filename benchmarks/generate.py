"""Records without end, for measuring: seeded, in every layout, as long and as varied as real ones, all invented.

usage: python benchmarks/generate.py COUNT FOLDER [--seed N] [--mean BYTES]
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Iterator
from pathlib import Path

FIRST = "Oto Lia Anders Mara Vera Jon Ines Peter Dora Luka Edmund Tessa Ivo Jakob Nils Rhea Boris Selma".split()
LAST = (
    "Kern Venn Holt Lund Sand Ferris Adler Hawes Klemen Vidal Thrale Brun Rask Dronov Maslov Salin Orb Quill".split()
)
RANKS = ["Comrade", "Mr.", "Miss", "Minister", "Ambassador", "Captain", "Dr.", ""]
PLACES = "Aldmere Skar Dornau Morna Sarn Lenn Vostra Velia Karran Holm Tarnak Ulm-on-Sund".split()
ARCHIVES = ["RMA Lorn {}-0{}-01, {}-{}", "AVPV, F. 0{}, Op. 1{}, D. {}, L. {}-{}", "KArch, B {}/1{}, {}-{}"]
LANGUAGES = ["Danish", "Russian", "German", "Chinese", "Albanian", "French"]
WHO = [
    "The delegation",
    "Our side",
    "The Presidium",
    "The harbour board",
    "The neighbouring government",
    "The engineer",
]
DID = ["declared", "regretted", "was told", "had expected", "did not deny", "asked again", "took note"]
WHAT = [
    "that the depth of the canal was three metres at low water",
    "that the second credit of grain could not be paid in herring",
    "that nobody had yet read Article 88 of the convention",
    "that the lighthouse would be lit from the other bank until autumn",
    "that the pilots on the lower river had been promised boots",
    "that the protocol should be kept in two languages and three drawers",
    "that the bridge was strategic only when it was closed",
]
WHY = [
    "because the ice had come early",
    "although the figures had been cut out with scissors",
    "since the minister was at a wedding",
    "as everybody in the room already knew",
    "and this was repeated after lunch",
    "without saying who had signed",
]
ASIDES = ["(Laughter.)", "(Comrade Kern agreed.)", "[sic]", "[illegible]", "[for the winter]", "[of Velia]", "[...]"]
STAGES = [
    "(The delegates went in to lunch.)",
    "(Minister Holt entered the room.)",
    "(The meeting was closed at six.)",
]
RIGHTS = "The project welcomes the reuse of these texts in teaching and research; please name the translator."


class Writer:
    """Writes one record after the other; the same seed writes the same records."""

    def __init__(self, seed: int, mean: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same records again are what is wanted
        self._mean = mean

    def records(self, count: int) -> Iterator[tuple[str, str]]:
        """Name and text of each record."""
        layouts = [
            *(self._layout_a, self._layout_b1, self._layout_b2, self._layout_b3, self._layout_b4),
            *(self._layout_c, self._layout_d, self._layout_e, self._layout_p),
        ]
        for number in range(1, count + 1):
            yield f"{number:07}.txt", self._random.choice(layouts)(number)

    def _body(self) -> list[str]:
        # Lengths of real records are skewed: most are short, a few are very long.
        left = int(min(self._random.lognormvariate(0, 0.9) * self._mean * 0.62, self._mean * 20))
        kind = self._random.choice([self._conversation, self._report, self._cable])
        parts: list[str] = []
        for part in kind():
            parts.append(part)
            left -= len(part.encode()) + 2
            if left < 0:
                break
        return parts

    def _sentence(self) -> str:
        one = self._random.choice
        text = f"{one(WHO)} {one(DID)} {one(WHAT)}, {one(WHY)}"
        if self._random.random() < 0.12:
            text += f" {one(ASIDES)}"
        return text + "."

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._random.randint(1, 6)))

    def _person(self) -> str:
        return f"{self._random.choice(FIRST)} {self._random.choice(LAST)}"

    def _conversation(self) -> Iterator[str]:
        one = self._random.choice
        rank = one(RANKS[:6])
        speakers = sorted({self._person() for _ in range(self._random.randint(2, 5))})
        yield "Participants: " + ", ".join(speakers)
        while True:
            speaker = one(speakers)
            yield f"{rank} {speaker}: {self._paragraph()}"
            if self._random.random() < 0.25:
                yield self._paragraph()
            if self._random.random() < 0.04:
                yield one(STAGES)

    def _report(self) -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield f"{number}. {self._paragraph()}" if self._random.random() < 0.3 else self._paragraph()

    def _cable(self) -> Iterator[str]:
        yield "TOP SECRET"
        yield f"To: {self._person()}"
        yield f"From: {self._person()}, {self._random.choice(PLACES)}"
        while True:
            yield self._paragraph()

    def _facts(self, number: int) -> dict[str, str]:
        one, whole = self._random.choice, self._random.randint
        date = datetime.date(1945, 1, 1) + datetime.timedelta(days=whole(0, 16000))
        topic = one(
            ["the Depth of the Canal", "Grain and Herring", "the Lighthouse", "Article 88", "the Lower River"]
        )
        kind = one(["Conversation between", "Minutes of a Meeting of", "Letter from"])
        title = f"{kind} {self._person()} and {self._person()} on {topic}"
        return {
            "date": f"{date:%B} {date.day}, {date.year}",
            "title": title,
            "source": one(ARCHIVES).format(*(whole(10, 99) for _ in range(5))) + f". Translated by {self._person()}.",
            "number": str(100000 + number),
            "language": one(LANGUAGES),
            "summary": self._sentence(),
        }

    def _citation(self, facts: dict[str, str]) -> list[str]:
        cited = f'"{facts["title"]}," {facts["date"]}, Invented Digital Archive, {facts["source"]}'
        return [cited, f"https://archive.example/document/{facts['number']}"]

    def _layout_a(self, number: int) -> str:
        facts = self._facts(number)
        citation, address = self._citation(facts)
        head = [
            f"**{facts['date']}**",
            f"**{facts['title']}**",
            "**Citation:**",
            citation,
            f"<{address}>",
            "**Original Language:**",
            facts["language"],
            "**Contents:**",
            "Translation - English",
            facts["title"],
        ]
        return "\n\n" + "\n\n".join(head + self._body()) + "\n"

    def _page(self, facts: dict[str, str], between: str) -> list[str]:
        """A page of the web up to the information on the document; ``between`` parts its paragraphs."""
        return [facts["date"], facts["title"], between.join(self._body()), facts["summary"], "Document Information"]

    @staticmethod
    def _information(facts: dict[str, str]) -> dict[str, str]:
        return {
            "Source": facts["source"],
            "Rights": RIGHTS,
            "Original Uploaded Date": "2019-03-11",
            "Language": facts["language"],
            "Record ID": facts["number"],
        }

    def _layout_b1(self, number: int) -> str:
        facts = self._facts(number)
        labelled = [part for pair in self._information(facts).items() for part in pair]
        return "\n\n".join(["Skip to content", *self._page(facts, "\n\n\xa0\n\n"), *labelled]) + "\n"

    def _layout_b2(self, number: int) -> str:
        facts = self._facts(number)
        labelled = [part for pair in self._information(facts).items() for part in pair]
        return "\n".join([*self._page(facts, "\n"), *labelled]) + "\n"

    def _layout_b3(self, number: int) -> str:
        return f"{self._sentence()}\n{self._layout_b2(number)}"

    def _layout_b4(self, number: int) -> str:
        facts = self._facts(number)
        values = self._information(facts).values()
        return "\n\n".join(["Skip to content", *self._page(facts, "\n\n"), *values]) + "\n"

    def _layout_c(self, number: int) -> str:
        facts = self._facts(number)
        head = ["ADD SEARCH FILTER", "CANCEL SEARCH FILTER", facts["date"], facts["title"].upper(), facts["summary"]]
        rest = [*self._citation(facts), "VIEW DOCUMENT IN", "English HTML", *self._body()]
        return "\n\n".join(head + rest) + "\n"

    def _layout_d(self, number: int) -> str:
        facts = self._facts(number)
        head = ["Digital Archive International History Declassified", facts["date"], facts["title"], "Citation:"]
        middle = ["Summary:", facts["summary"], "Original Language:", facts["language"], "Contents:"]
        contents = ["• English Translation", "• Scan of Original Document"]
        return "\n\n".join(head + self._citation(facts) + middle + contents + self._body()) + "\n"

    def _layout_e(self, number: int) -> str:
        facts = self._facts(number)
        lines = [facts["title"], "Key: UM = Unidentified Male"]
        voices = ["Kern", "Holt", "Venn", "UM 1", "UM 2"]
        minute = 0
        for part in self._body():
            minute += self._random.randint(0, 3)
            if self._random.random() < 0.1:
                lines.append(f"[Time stamp {minute // 60:02}:{minute % 60:02}]")
            text = part.partition(": ")[2] or part
            lines.append(f"{self._random.choice(voices)}: {text}")
        return "\n\n".join(lines) + "\n"

    def _layout_p(self, number: int) -> str:
        facts = self._facts(number)
        head = f"Title: {facts['title']}\nDate: {facts['date']}\nSource: {facts['source']}\nRecord: {facts['number']}"
        return head + "\n\n" + "\n\n".join(self._body()) + "\n"


def generate(count: int, folder: Path, *, seed: int = 1, mean: int = 10_000) -> int:
    """Write ``count`` records of ``mean`` bytes into ``folder``, a thousand a subfolder; returns their bytes."""
    total = 0
    for position, (name, text) in enumerate(Writer(seed, mean).records(count)):
        path = folder / f"{position // 1000:04}" / name
        if position % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        total += len(data)
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mean", type=int, default=10_000)
    given = parser.parse_args()
    print(f"{generate(given.count, given.folder, seed=given.seed, mean=given.mean):,} bytes")
