"""Pure functions from TEI to pages: one record to HTML, one record to plain text, one catalogue to a page.

A :class:`Stylesheets` is compiled once a process and used for every record; it can be built anew in a
worker from the edition alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxml import etree

from diplomata.publish import addresses, schema_org, sheets
from diplomata.publish.catalogue import link
from diplomata.publish.context import Neighbour, c, context_of
from diplomata.publish.facts import Facts
from diplomata.publish.reading import read_facts, words_of
from diplomata.publish.sheet_faults import fault_in, wrong
from diplomata.publish.text import lay_out
from diplomata.tei.namespace import XML_ID, tei

if TYPE_CHECKING:
    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition

DOCTYPE = "<!DOCTYPE html>"
_KINDS = {
    "about": "AboutPage",
    "records": "CollectionPage",
    "search": "SearchResultsPage",
    "terms": "CollectionPage",
}
"""What schema.org calls the pages of a stylesheet; the others are pages and no more."""


class PageError(Exception):
    """A stylesheet failed on one document. ``fault`` is what is wrong with which of the edition's, if it is one."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        where = f"{self.fault.path}:{self.fault.line}" if self.fault.line else self.fault.path
        return f"{where}: {self.fault.message}"


class Stylesheets:
    """The stylesheets of an edition.

    Raises :class:`~diplomata.errors.SettingsError` when one of the edition's own is wrong.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.strings = sheets.strings(edition)
        self._there = {"root": addresses.top_of(edition), "here": "record", "described": ""}
        """Where the page of a record stands: the same for all."""
        self._quoted = _quoted(self._there)
        self._pages: dict[tuple[str, str], etree.XSLT] = {}

    def check(self) -> None:
        """Compile the stylesheets that every record needs. Raises as the class does."""
        _ = (self._record, self._text)

    @cached_property
    def _record(self) -> etree.XSLT:
        return sheets.compile_sheet(self.edition, "html/record.xsl", params=self._there)

    @cached_property
    def _text(self) -> etree.XSLT:
        return sheets.compile_sheet(self.edition, "text/record.xsl")

    def html(
        self,
        root: etree._Element,
        facts: Facts | None = None,
        *,
        previous: Neighbour | None = None,
        following: Neighbour | None = None,
    ) -> bytes:
        """The HTML page of the record whose TEI root element is ``root``, UTF-8.

        ``facts`` are those of the record (see :func:`~diplomata.publish.facts.read_facts`); without them
        they are read from ``root``. ``previous`` and ``following`` are its neighbours by date. Raises
        :class:`PageError`.
        """
        if facts is None:
            facts = read_facts(root, root.get(XML_ID) or "record")
        context = context_of(facts, self.edition, self.strings, previous, following)
        # The context stands in the tree of the record only while the page is made.
        root.append(context)
        try:
            return self._run("html/record.xsl", self._record, root, self._quoted)
        finally:
            root.remove(context)

    def text(self, root: etree._Element, width: int | None = None) -> str:
        """The text edition of a record, in lines of at most ``width`` characters (0: one line a paragraph).

        Without ``width`` they are as long as the edition's settings say.
        Raises :class:`PageError`.
        """
        return lay_out(self.blocks(root), self.edition.text_width if width is None else width)

    def blocks(self, root: etree._Element) -> list[etree._Element]:
        """The blocks of the text edition of a record, not yet in lines. Raises :class:`PageError`."""
        try:
            made = self._text(root).getroot()
        except etree.XSLTError as error:
            raise self._failed("text/record.xsl", error) from error
        return [] if made is None else list(made)

    def page(self, name: str, catalogue: etree._Element, *, root: str = "", here: str = "") -> bytes:
        """A page that ``html/<name>.xsl`` makes of a ``c:catalogue``. ``root`` leads to the top of the site.

        Raises :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong: where one page of
        an index fails, they all do.
        """
        policy = sheets.SEARCH_POLICY if name == "search" else sheets.CONTENT_POLICY
        sheet = self._pages.get((name, policy))
        if sheet is None:
            sheet = self._pages[name, policy] = sheets.compile_sheet(self.edition, f"html/{name}.xsl", policy=policy)
        link(catalogue, self.edition)
        described = self._described(name, catalogue)
        params = _quoted({"root": root, "here": here, "described": described})
        try:
            return self._run(f"html/{name}.xsl", sheet, catalogue, params)
        except PageError as error:
            raise wrong([error.fault]) from error

    def _described(self, name: str, document: etree._Element) -> str:
        """What schema.org calls a page, in JSON; empty for one that describes the edition or a person."""
        if document.find(c("json")) is not None:
            return ""
        # The page of an address that is not there is none about the edition.
        kind = "WebPage" if document.get("missing") else _KINDS.get(name, "WebPage")
        headings = {"schema": words_of(next(document.iter(tei("title")), None)), "search": self.strings["nav-search"]}
        heading = str(document.get("heading") or headings.get(name, ""))
        return schema_org.page(kind, heading, str(document.get("url") or ""), self.edition)

    def _run(self, name: str, sheet: etree.XSLT, tree: etree._Element, params: dict[str, Any]) -> bytes:
        try:
            page = sheet(tree, **params)
        except etree.XSLTError as error:
            raise self._failed(name, error) from error
        if page.getroot() is None:
            raise self._failed(name, etree.XSLTError("the stylesheet made no page"))
        # A stylesheet that does not exclude its prefixes would declare them on every element.
        etree.cleanup_namespaces(page)
        made = etree.tostring(page, method="html", encoding="utf-8", doctype=DOCTYPE)
        return made if made.endswith(b"\n") else made + b"\n"

    def _failed(self, name: str, error: etree.XSLTError) -> PageError:
        return PageError(fault_in(error, sheets.own_sheets(self.edition, name)))


def _quoted(params: dict[str, str]) -> dict[str, Any]:
    """The parameters of a stylesheet as XPath has them."""
    return {name: etree.XSLT.strparam(value) for name, value in params.items()}
