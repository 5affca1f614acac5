"""A folder of TEI to a folder of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplomata.errors import UsageError
from diplomata.publish.output import MANIFEST
from diplomata.publish.site import publish
from publish_samples import EDITION, full_record, record


@pytest.fixture
def xml(tmp_path: Path) -> Path:
    folder = tmp_path / "xml"
    folder.mkdir()
    (folder / "record-4711.xml").write_text(full_record())
    (folder / "record-1.xml").write_text(record("1", date='when="1961-01"', printed="January 1961", title="First"))
    (folder / "record-2.xml").write_text(record("2", date="", printed="undated", title="Last"))
    return folder


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    files = (p for p in sorted(site.rglob("*")) if p.is_file())
    return {str(p.relative_to(site)): p.read_bytes() for p in files}


def test_every_record_has_its_three_files(xml: Path, tmp_path: Path) -> None:
    report = publish(xml, tmp_path / "site", EDITION)
    assert (report.records, report.skipped, report.diagnostics) == (3, 0, ())
    for name in ("record-1", "record-2", "record-4711"):
        for suffix in (".html", ".xml", ".txt"):
            assert (tmp_path / "site" / "records" / f"{name}{suffix}").is_file()
    copy = tmp_path / "site" / "records" / "record-1.xml"
    assert copy.read_bytes() == (xml / "record-1.xml").read_bytes()


def test_neighbours_by_date_and_undated_last(xml: Path, tmp_path: Path) -> None:
    publish(xml, tmp_path / "site", EDITION)
    middle = (tmp_path / "site" / "records" / "record-4711.html").read_text()
    assert '<link rel="prev" href="record-1.html">' in middle
    assert '<link rel="next" href="record-2.html">' in middle
    assert 'rel="prev"' not in (tmp_path / "site" / "records" / "record-1.html").read_text()


def test_twice_gives_the_same_bytes_and_writes_nothing(xml: Path, tmp_path: Path) -> None:
    first = publish(xml, tmp_path / "site", EDITION)
    before = contents(tmp_path / "site")
    again = publish(xml, tmp_path / "site", EDITION)
    assert (again.written, again.removed) == (0, 0)
    assert again.unchanged == first.written
    publish(xml, tmp_path / "other", EDITION)
    assert contents(tmp_path / "other") == before == contents(tmp_path / "site")


def test_what_is_gone_is_removed_and_what_is_the_users_stays(xml: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(xml, site, EDITION)
    (site / "CNAME").write_text("example.org")
    (xml / "record-1.xml").unlink()
    report = publish(xml, site, EDITION)
    assert report.removed >= 3
    assert not (site / "records" / "record-1.html").exists()
    assert (site / "CNAME").is_file()


def test_a_manifest_cannot_remove_files_elsewhere(xml: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "precious").write_text("mine")
    (site / MANIFEST).write_text(f"../precious\n{tmp_path / 'precious'}\n")
    publish(xml, site, EDITION)
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("broken.xml", "<TEI>", "xml-malformed"),
        ("page.xml", "<html/>", "page-not-tei"),
        ("empty.xml", "", "xml-malformed"),
        ("entity.xml", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>', "xml-unsafe"),
        ("record-9.xml", record("8"), "page-id"),
        ("-x y.xml", record("8"), "record-id-unsafe"),
    ],
)
def test_a_bad_file_is_reported_and_costs_no_other_anything(
    xml: Path, tmp_path: Path, name: str, content: str, code: str
) -> None:
    (xml / name).write_text(content)
    report = publish(xml, tmp_path / "site", EDITION)
    assert (report.records, report.skipped) == (3, 1)
    assert [d.code for d in report.diagnostics] == [code]
    assert name in report.diagnostics[0].path


@pytest.mark.parametrize("count", [0, 1])
def test_an_edition_of_few(tmp_path: Path, count: int) -> None:
    folder = tmp_path / "xml"
    folder.mkdir()
    if count:
        (folder / "record-1.xml").write_text(record())
    report = publish(folder, tmp_path / "site", EDITION)
    assert report.records == count
    start = (tmp_path / "site" / "index.html").read_text()
    assert ("A talk" in start) is bool(count)
    assert ("no records yet" in start) is not bool(count)
    search = (tmp_path / "site" / "search.html").read_text()
    assert ("no records yet" in search) is not bool(count)
    assert ("The search cannot run here" in search) is bool(count)


def test_the_folder_of_the_edition_is_no_site(xml: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish(xml, xml, EDITION)
    (tmp_path / "edition.toml").write_text("")
    with pytest.raises(UsageError):
        publish(xml, tmp_path, EDITION)
    with pytest.raises(UsageError):
        publish(tmp_path / "nowhere", tmp_path / "site", EDITION)


def test_the_report_says_what_the_conversion_found(xml: Path, tmp_path: Path) -> None:
    publish(xml, tmp_path / "site", EDITION, found={"refused": 2, "review": 1203})
    about = (tmp_path / "site" / "about.html").read_text("utf-8")
    assert "Records that were refused: they are no records</th><td>2</td>" in about
    assert "Records in which a scholar must look</th><td>1,203</td>" in about
    assert "could not be encoded" not in about
