// What the pages do more of with JavaScript: copy a citation, cite the passage that the address points
// to, sort a table. Everything here is an addition; the pages are whole without it.
"use strict";

(() => {
  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", () => act(made));
    return made;
  }

  // Citations: a button that copies; the passage in the address is part of what is cited.
  const chicago = document.querySelector(".cite .chicago");
  if (chicago) {
    const whole = chicago.textContent;
    const url = whole.match(/https?:\/\/\S+\.html(?=\.$)/)?.[0];
    const others = [...document.querySelectorAll(".cite pre")].map((pre) => [pre, pre.textContent]);
    const cite = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      const target = /^[ptni]\d+$/.test(id) && document.getElementById(id);
      const link = target && target.querySelector(":scope > .pn, :scope > .speaker .turn, :scope > p > .n");
      const words = link ? (link.ariaLabel ?? link.textContent).trim() : "";
      const name = words.charAt(0).toLowerCase() + words.slice(1);
      const text = document.createTextNode(name ? withPassage(whole, name, id) : whole);
      chicago.replaceChild(text, chicago.firstChild);
      for (const [pre, plain] of others) pre.textContent = name && url ? plain.replaceAll(url, `${url}#${id}`) : plain;
    };
    const withPassage = (text, name, id) => {
      return url
        ? text.replace(`, ${url}.`, `, ${name}, ${url}#${id}.`)
        : text.replace(/\.$/, `, ${name}.`);
    };
    cite();
    addEventListener("hashchange", cite);
  }

  const section = document.querySelector(".cite[data-copy]");
  if (section && navigator.clipboard) {
    for (const source of section.querySelectorAll("[data-copyable]")) {
      const copy = button(section.dataset.copy, async (made) => {
        const text = [...source.childNodes].filter((n) => n !== made).map((n) => n.textContent).join("");
        await navigator.clipboard.writeText(text.trim());
        made.textContent = section.dataset.copied;
        setTimeout(() => { made.textContent = section.dataset.copy; }, 2000);
      });
      if (source.localName === "pre") source.before(copy);
      else source.append(" ", copy);
    }
  }

  // The search cannot run on a page that is opened from the disk: it is not even tried there.
  const form = document.getElementById("search-form");
  if (form?.dataset.index && location.protocol.startsWith("http")) {
    import(new URL("search.js", document.currentScript.src));
  }

  // Tables: a heading becomes a button that sorts by its column.
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    table.querySelectorAll("thead th").forEach((head, column) => {
      const sort = button(head.textContent, () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
        const rows = [...body.rows].sort((a, b) => collator.compare(key(a), key(b)));
        if (down) rows.reverse();
        body.append(...rows);
      });
      head.replaceChildren(sort);
    });
  }
})();
