"""What the search is told of a record: its facets, whose a paragraph is, and its words."""

from __future__ import annotations

import re

from lxml import etree

from diplomata.edition import Edition
from diplomata.publish.facts import Facts, Mention, Place, Said
from diplomata.publish.indexable import indexable
from diplomata.publish.narrowing import facets, voices
from diplomata.publish.pages import Stylesheets
from diplomata.publish.reading import read_facts
from diplomata.tei.namespace import safe_parser
from publish_samples import record

KERN, VENN = Mention("oto-kern", "Oto Kern", local="p1"), Mention("lia-venn", "Lia Venn", local="p2")
SIDE = Mention("side", "The Lake Side", "group")


def talk(*turns: tuple[str, int, int]) -> tuple[Said, ...]:
    return tuple(Said(f"t{n}", tuple(who.split()), 10, 0, (a, b)) for n, (who, a, b) in enumerate(turns, 1))


def test_a_facet_has_the_key_of_an_index_and_each_but_once() -> None:
    facts = Facts(
        id="record-1",
        title="A talk",
        when="1962-05-03",
        kind="conversation",
        original_languages=(("zh", "Chinese"), ("zh", "Mandarin"), ("", "Old Lakish")),
        archives=(Place("SAV"), Place("SAV", "State Archive of the Lake (SAV)"), Place("", "Zürich")),
        classifications=("TOP SECRET", "Top Secret", "机密"),
        people=(KERN, Mention("oto-kern", "Comrade Kern", local="p3"), VENN, SIDE),
        said=talk(("oto-kern", 1, 1), ("side", 2, 2)),
    )
    found = facets(facts)
    assert found[:7] == [
        ("year", "1962"),
        ("kind", "conversation"),
        ("language", "zh"),
        ("language", "old-lakish"),
        ("archive", "sav"),
        ("archive", "zurich"),
        ("classification", "top-secret"),
    ]
    assert found[7][1].startswith("x-")
    assert found[8:] == [("speaker", "oto-kern"), ("speaker", "~the-lake-side")]


def test_a_record_that_gives_nothing_has_no_facets() -> None:
    assert facets(Facts(id="record-1", title="A paper")) == []
    assert voices(Facts(id="record-1", title="A paper")) == ""


def test_whose_a_paragraph_is() -> None:
    turns = (("oto-kern", 2, 4), ("lia-venn oto-kern", 5, 5), ('nobody ";|', 6, 6), ("side", 0, 0))
    facts = Facts(id="record-1", title="A talk", people=(KERN, VENN, SIDE), said=talk(*turns))
    said = voices(facts)
    assert said.startswith("oto-kern|lia-venn|~nobody|~x-")
    assert said.endswith(";2-4.0 5-5.1,0 6-6.2,3")
    page = f'<span hidden data-voices="{said}"></span><p id="p1">\n<p class="x" id="p4">&lt;p id="p4"&gt;<p id="p5">'
    read = indexable(page)
    assert '<p id="p1">' in read
    assert '<p class="x" id="p4.oto-kern">&lt;p id="p4"&gt;<p id="p5.lia-venn,oto-kern">' in read


def test_whose_an_item_is() -> None:
    said = (Said("t1", ("oto-kern",), 10, 0, (1, 1)), Said("t2", ("lia-venn",), 10, 10, items=(2, 3)))
    told = voices(Facts(id="record-1", title="A talk", people=(KERN, VENN), said=said))
    assert told == "oto-kern|lia-venn;1-1.0;2-3.1"
    page = '<p id="p1"><li id="i1"><li id="i2"><li id="i3"><li id="i4"><p id="p2">'
    read = indexable(f'<span hidden data-voices="{told}"></span>{page}').partition("</span>")[2]
    assert read == '<p id="p1.oto-kern"><li id="i1"><li id="i2.lia-venn"><li id="i3.lia-venn"><li id="i4"><p id="p2">'


def test_items_are_counted_as_the_page_counts_them() -> None:
    items = "<list><item>{}</item><item>{}<list><item>{}</item></list></item></list>"
    body = (
        f'{items.format("a", "b", "c")}<sp who="#venn" xml:id="t1"><speaker>Venn:</speaker>'
        f"{items.format('d', 'e', 'f')}</sp>"
        '<sp who="#kern" xml:id="t2"><speaker>Kern:</speaker><p xml:id="p1">Yes.</p></sp>'
    )
    who = "".join(f'<person xml:id="{n.lower()}"><persName>{n}</persName></person>' for n in ("Kern", "Venn"))
    tei = etree.fromstring(record(body=body, people=who).encode())
    assert [said.items for said in read_facts(tei, "record-1").said] == [(4, 6), (0, 0)]
    page = Stylesheets(Edition()).html(tei).decode()
    assert re.findall(r'<li id="(i\d)">.*?([a-f])(?=<)', page, re.DOTALL)[3] == ("i4", "d")


def test_numbers_beyond_all_measure_cost_nothing() -> None:
    page = '<span hidden data-voices="a|b;1-999999999.0"></span><p id="p7"><p id="p1000000000">'
    assert indexable(page).endswith('<p id="p7.a"><p id="p1000000000">')
    tei = record(body=f'<sp xml:id="t1"><p xml:id="p{"9" * 5000}">Yes.</p></sp>')
    assert read_facts(etree.fromstring(tei.encode(), safe_parser(huge=True)), "record-1").said[0].paragraphs == (0, 0)


def test_what_a_record_says_is_never_taken_for_what_we_say() -> None:
    page = '<title> data-voices="a;1-2.7"</title><p id="p1">&lt;span data-voices="a;1-2.7"</p>'
    assert indexable(page) == page


def test_signs_are_parted_and_nothing_else_is() -> None:
    page = '<p lang="zh" title="北京">北京，“谈判” in 上海<ins>[边]</ins>界 の。 سناء Zürich</p>'
    parted = '<p lang="zh" title="北京"> 北  京，  “谈  判”  in  上  海 <ins> [边] </ins> 界   の。  سناء Zürich</p>'
    assert indexable(page) == parted
