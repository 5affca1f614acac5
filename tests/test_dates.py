"""Dates as many languages print them: what is read, and what is not guessed."""

from __future__ import annotations

import pytest

from diplomata.dates import find_date, read_date

DAYS = {
    "Forty-first Sitting. Tuesday, the 9th of May, 1848.": "1848-05-09",
    "SESIÓN DEL DÍA 21 DE ABRIL DE 1932": "1932-04-21",
    "Acta da sessão de 3 de agosto de 1911": "1911-08-03",
    "Resoconto della seduta del 6 ottobre 1954": "1954-10-06",
    "posiedzenie z dnia 23 czerwca 1959 r.": "1959-06-23",
    "zápis ze schůze dne 6. října 1954": "1954-10-06",
    "zápisnica zo dňa 4. júna 1949": "1949-06-04",
    "Budapest, 1946. március 5.": "1946-03-05",
    "ședința din 5 martie 1946": "1946-03-05",
    "ingekomen 12 augustus 1919": "1919-08-12",
    "протокол от 5 март 1946 г.": "1946-03-05",
    "від 17 червня 1961 р.": "1961-06-17",
    "时间：1957年8月12日下午3时": "1957-08-12",
    "一九五七年八月十二日": "1957-08-12",
    "昭和二十七年九月十九日（金曜日）": "1952-09-19",
    "民國38年10月1日": "1949-10-01",
}


SHORTENED = {
    "ofício | 12 ago. 1865": "1865-08-12",
    "3 mrt 1947": "1947-03-03",
    "le 3 juil. 1944": "1944-07-03",
    "12 янв. 1940": "1940-01-12",
    "5 sty. 1950": "1950-01-05",
    "5 ott. 1950": "1950-10-05",
    "1611, marzo, 4": "1611-03-04",
}
"""Months that are printed in part, and a day behind its month."""


OF_OTHER_TONGUES = {
    "12. listopada 1962. godine": "1962-10-12",
    "12 listopada 1962 r.": "1962-11-12",
    "5. februara 1951. godine": "1951-02-05",
    "8. kolovoza 1948": "1948-08-08",
    "15 Shtator 1961": "1961-09-15",
    "3 nëntor 1959": "1959-11-03",
    "7 Ağustos 1954": "1954-08-07",
    "29 Ekim 1955": "1955-10-29",
    "15. tammikuuta 1965": "1965-01-15",
    "1965 m. kovo 5 d.": "1965-03-05",
    "5 Ιουλίου 1947": "1947-07-05",
    "22. јуна 1949. године": "1949-06-22",
    "ngày 5 tháng 3 năm 1965": "1965-03-05",
    "5 . II . 1951": "1951-02-05",
    "12.IV.1956": "1956-04-12",
    "3 XI 1948 r.": "1948-11-03",
    "21-09-1991": "1991-09-21",
    "1961년 3월 14일": "1961-03-14",
    "6 de marzo del 1952": "1952-03-06",
}


@pytest.mark.parametrize("text", ["what was set out 1950", "3 led 1990", "sie 1950"])
def test_a_word_that_may_shorten_a_month_is_none_without_a_stop(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert len(found[2].when) == len("1950")


@pytest.mark.parametrize("printed", OF_OTHER_TONGUES)
def test_months_are_read_in_many_tongues(printed: str) -> None:
    assert read_date(printed).when == OF_OTHER_TONGUES[printed]


@pytest.mark.parametrize("text", DAYS | SHORTENED)
def test_a_day_is_found_in_a_line(text: str) -> None:
    found = find_date(text, precise=True)
    assert found is not None
    assert found[2].when == (DAYS | SHORTENED)[text]
    assert text[found[0] : found[1]] == found[2].printed


@pytest.mark.parametrize(
    "text",
    ["第一年", "百年之后", "三月", "the march of 1848 men", "4/5/1961", "4-5-1961", "31 June 1961", "15/0/1961"],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert find_date(text, precise=True) is None


@pytest.mark.parametrize(
    "printed",
    ["2 January 1934 (20 December 1933, Old Style)", "20 December 1933 (2 January 1934, N.S.)"],
)
def test_of_two_calendars_the_new_style_counts(printed: str) -> None:
    assert read_date(printed).when == "1934-01-02"


def test_a_second_date_without_its_calendar_is_left_to_the_scholar() -> None:
    assert not read_date("2 January 1934 (20 December 1933)").attributes
