"""How many words a text has, as the catalogue and the pages count them."""

from __future__ import annotations

import pytest
from lxml import etree

from diplomata.publish.reading import read_facts, words_in
from publish_samples import record


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The barges wait – below.", 5),
        ("Zürich zahlt, «sagt» er.", 4),
        ("我们同意。他们不同意！", 9),
        ("三月五日，SAV F. 3号文件。", 4 + 3 + 3),
        ("他说：“是。”", 3),
        ("1962年5月3日", 6),
        ("々の字 カナ", 5),
        ("𠀀𠀁", 2),
        ("우리는 동의한다.", 2),
        ("朝鮮은 우리", 2 + 1 + 1),
        ("Mr. 林 said no", 4),
        ("“林绍文”", 3),
        ("林's U.S.-made 车", 1 + 1 + 1 + 1),
    ],
)
def test_words_are_counted_by_blanks_and_by_han_and_kana(text: str, count: int) -> None:
    assert words_in(text) == count


def test_a_chinese_record_has_as_many_words_as_characters() -> None:
    body = '<p xml:id="p1">我们同意。</p><p xml:id="p2">他们 不同意。</p>'
    facts = read_facts(etree.fromstring(record(body=body, language="zh").encode()), "record-1")
    assert facts.words == 9
