"""How fast records are validated, printed beside what is promised.

    python benchmarks/validation.py [--records N]

On one core, of records of 10 kB that are made here: what parsing, the XSD gate and the rules take of one
record; how much faster the gate is than xmlschema on the same files; what a folder costs in which one
record in a hundred is invalid, beside a clean one. Time of the processor, so that what else runs on the
machine counts little.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import islice
from typing import TYPE_CHECKING

from diplomata.validation import gate, validate_many
from diplomata.validation.explain import explainer
from diplomata.validation.parsing import Document, parse
from diplomata.validation.quick import plain_tree, surely_keeps, surely_valid
from diplomata.validation.rules import rules, stem_of

if TYPE_CHECKING:
    from collections.abc import Callable

DISTINCT = 250
"""So many records are made; they are used in turn."""

WORDS = (
    "the lock at Halm shall be opened twice in a week for barges with grain while the toll is paid in copper "
    "and both sides keep a list of the keys that were lent to the keepers of the upper gate before the flood"
).split()

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="record-{0}" xml:lang="en">
<teiHeader>
<fileDesc>
<titleStmt><title>Talks on the lock, sitting {0}</title><editor role="translator" xml:id="translator"><persName>Mira Lund</persName></editor></titleStmt>
<publicationStmt><publisher>Archive of Invented Rivers</publisher><date when="2011-04-02">2 April 2011</date><idno type="record">{0}</idno></publicationStmt>
<sourceDesc>
<bibl type="citation">"Talks on the lock, sitting {0}", Archive of Invented Rivers.</bibl>
<bibl type="source">OSA, F. 12, Dos. {0}. Translated by Mira Lund.</bibl>
<bibl type="file"><idno type="filename">{0}.txt</idno><idno type="sha256">{0:064x}</idno></bibl>
<msDesc><msIdentifier><repository>OSA</repository><idno type="archival">F. 12, Dos. {0}</idno></msIdentifier></msDesc>
</sourceDesc>
</fileDesc>
<encodingDesc>
<editorialDecl><p>Encoded from plain text.</p></editorialDecl>
<classDecl><taxonomy xml:id="genre"><category xml:id="conversation"><catDesc>Conversation</catDesc></category></taxonomy></classDecl>
<appInfo><application ident="diplomata" version="0.1.0"><label>Diplomata</label></application></appInfo>
</encodingDesc>
<profileDesc>
<creation><date when="1958-03-07">7 March 1958</date></creation>
<langUsage><language ident="en">English</language></langUsage>
<textClass><catRef scheme="#genre" target="#conversation"/></textClass>
<particDesc><listPerson><person xml:id="ada-voss"><persName>Ada Voss</persName></person><person xml:id="emil-dorn"><persName>Emil Dorn</persName></person></listPerson></particDesc>
</profileDesc>
</teiHeader>
<text xml:lang="en">
<body>
<div type="record">
<head>Talks on the lock</head>
<opener><dateline>Halm, <date when="1958-03-07">7 March 1958</date></dateline></opener>
"""  # noqa: E501 - a record as it is written
TAIL = "<closer><signed>Ada Voss</signed></closer>\n</div>\n</body>\n</text>\n</TEI>\n"


def record(number: int, size: int = 10_000) -> bytes:
    """A valid record of about ``size`` bytes; the same number gives the same record."""
    chance = random.Random(number)  # noqa: S311 - no secret
    parts, length, turn = [HEAD.format(number)], len(HEAD) + len(TAIL), 0
    while length < size:
        turn += 1
        words = " ".join(chance.choices(WORDS, k=chance.randint(25, 80)))
        who = ("ada-voss", "Voss") if turn % 2 else ("emil-dorn", "Dorn")
        part = (
            f'<sp who="#{who[0]}" xml:id="t{turn}"><speaker>{who[1]}:</speaker>\n<p xml:id="p{turn}">{words} '
            f'<supplied reason="subaudible" resp="#translator">again</supplied> and so on.</p></sp>\n'
        )
        parts.append(part)
        length += len(part)
    return "".join([*parts, TAIL]).encode()


def spoil(data: bytes) -> bytes:
    """The record with one fault."""
    return data.replace(b"</opener>", b"</opener>\n<closer/>", 1)


def each(work: dict[str, tuple[Callable[[Document], object], list[Document]]]) -> dict[str, float]:
    """Milliseconds of the processor for one document of each kind of work, each document at its best of nine rounds.

    Each round does all kinds in turn, so that a slow moment of the machine falls on all alike.
    """
    best = {name: [float("inf")] * len(documents) for name, (_, documents) in work.items()}
    for _ in range(9):
        for name, (one, documents) in work.items():
            times = best[name]
            for number, document in enumerate(documents):
                start = time.process_time()
                one(document)
                times[number] = min(times[number], time.process_time() - start)
    return {name: sum(times) / len(times) * 1000 for name, times in best.items()}


def folder(files: list[tuple[str, bytes]], records: int) -> tuple[float, float, int]:
    """Milliseconds of the processor for a record: of all, of the quickest tenth; and how many were invalid."""
    turn = (files[number % len(files)] for number in range(records))
    told = validate_many(turn)
    tenths: list[float] = []
    invalid = 0
    for _ in range(10):
        start = time.process_time()
        invalid += sum(1 for _, found in islice(told, records // 10) if found)
        tenths.append((time.process_time() - start) / (records // 10) * 1000)
    return sum(tenths) / 10, min(tenths), invalid


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--records", type=int, default=10_000, help="how many records a folder has (default 10000)")
    records: int = options.parse_args().records
    files = [(f"record-{number}.xml", record(number)) for number in range(DISTINCT)]
    size = sum(len(data) for _, data in files) / len(files)
    # First, while this process holds no more than a run of the command does.
    clean, quickest, none = folder(files, records)
    documents: list[Document] = []
    plain: list[Document] = []
    for path, data in files:
        document, root = parse(data, path), plain_tree(data)
        if not isinstance(document, Document) or rules().check(document) or root is None:
            raise SystemExit(f"{path} should be valid")
        documents.append(document)
        plain.append(Document(path, root, data))
    same = documents[:30]
    took = each(
        {
            "all": (lambda document: surely_valid(document.data, document.path), plain),
            "parse": (lambda document: plain_tree(document.data), plain),
            "gate": (lambda document: gate().check(document.root), plain),
            "rules": (lambda document: rules().check(document), documents),
            "sure": (lambda document: surely_keeps(document.root, stem_of(document.path)), plain),
            "quick": (lambda document: gate().check(document.root), same),
            "slow": (lambda document: explainer().check(document.root), same),
        }
    )
    print(f"{records:,} records of {size / 1000:.1f} kB, one core")
    print(f"  parse {took['parse']:.3f} ms, XSD gate {took['gate']:.3f} ms, rules {took['sure']:.3f} ms a record")
    print(f"  all three at once: {took['all']:.3f} ms; rules where XPath is asked: {took['rules']:.3f} ms")
    print(f"  a folder: {clean:.3f} ms a record, {quickest:.3f} in the quickest tenth; promised: 0.5 ms or less")
    print(f"  gate against xmlschema: {took['slow'] / took['quick']:.0f} times faster; promised: 100 times or more")
    mixed = [(path, spoil(data) if number % 100 == 99 else data) for number, (path, data) in enumerate(files * 2)]
    dirty, _, some = folder(mixed, records)
    print(f"  {some} of {records:,} invalid: {dirty / clean:.2f} times a clean folder; promised: 2 times or less")
    if none or some != records // 100:
        raise SystemExit("the validators did not find what they should")


if __name__ == "__main__":
    main()
