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

  // The passage to which the address of the page points: its id, and what it is called. Only a footnote has
  // a number that is printed; the others have that of the TEI.
  function passage(words) {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch { /* no id has an escape that is none */ }
    const part = target?.closest(":is(.text, .back) :is(p, .sp, .note, .footnote, [id^=i])[id]");
    if (!part) return null;
    if (/^i\d+$/.test(part.id)) {
      // An item is called as it is marked, which its link says.
      const item = (part.querySelector(":scope > .pn")?.ariaLabel ?? part.id).trim();
      return { id: part.id, name: item.charAt(0).toLowerCase() + item.slice(1) };
    }
    const kind = part.matches(".note, .footnote") ? "note" : part.matches(".sp") ? "turn" : "paragraph";
    const printed = part.querySelector(":scope > p > .n")?.lastChild.textContent.trim();
    const number = printed || (kind === "note" ? part.id : part.id.replace(/^[pt](?=\d+$)/, ""));
    return { id: part.id, name: words[kind].replace("#", () => number) };
  }

  // Reference managers keep what is said in a note of a reference; a passage is a reference of its own.
  const withPassage = {
    bibtex: (text, { id, name }) => text
      .replace(/^@\w+\{[^,]+/, (start) => `${start}-${id}`)
      .replace(/\n\}$/, () => `\n  note = {${name.replace(/[&%$#_{}]/g, "\\$&")}},\n}`),
    ris: (text, { name }) => text.replace(/\nER {2}- $/, () => `\nN1  - ${name}\nER  - `),
    csl: (text, { id, name }) => text
      .replace(/^\[\{\n {2}"id": "[^"]+/, (start) => `${start}-${id}`)
      .replace(/\n\}\]$/, () => `,\n  "note": ${JSON.stringify(name)}\n}]`),
  };

  // Citations: a button that copies; the passage in the address is part of what is cited.
  const section = document.querySelector(".cite[data-copy]");
  if (section) {
    const slot = section.querySelector(".passage");
    const address = section.querySelector(".address");
    const page = address?.textContent;
    const others = [...section.querySelectorAll("pre[data-format]")].map((pre) => [pre, pre.textContent]);
    const cite = () => {
      const found = slot && passage(section.dataset);
      if (slot) slot.textContent = found ? `, ${found.name}` : "";
      if (address) address.textContent = found ? `${page}#${found.id}` : page;
      for (const [pre, plain] of others) {
        const there = found && page ? plain.replaceAll(page, `${page}#${found.id}`) : plain;
        pre.textContent = found ? withPassage[pre.dataset.format]?.(there, found) ?? there : plain;
      }
    };
    cite();
    addEventListener("hashchange", cite);
  }

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
