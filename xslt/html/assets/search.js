// The search page. The index is Pagefind's; what is ours is the form, the scopes, and that a hit is a
// passage: every word found is brought back to the paragraph, turn or note that it stands in.
const form = document.getElementById("search-form");
const list = document.getElementById("search-results");
const count = document.getElementById("search-count");
const more = document.getElementById("search-more");
const facets = [...form.querySelectorAll("select[data-facet]")];
const PAGE = 10;
const PASSAGES = 4;
const AROUND = 14;

const make = (name, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};

// Which paragraphs are whose: "Oto Kern|Lia Venn;2-4.0 5-5.1" says that p2 to p4 are Oto Kern's.
function voices(text = "") {
  const [names, ranges = ""] = text.split(";");
  const people = names.split("|");
  return ranges.split(" ").filter(Boolean).map((range) => {
    const [span, who] = range.split(".");
    const [first, last] = span.split("-").map(Number);
    return { first, last, name: people[Number(who)] };
  });
}

const voiceOf = (spoken, id) => {
  const number = id.startsWith("p") ? Number(id.slice(1)) : 0;
  return spoken.find((turn) => turn.first <= number && number <= turn.last)?.name ?? "";
};

// The passages of a record that hold the words found, each with its anchor and a few words around.
function passages(data, scope, speaker) {
  const words = data.raw_content.split(data.raw_content.includes("\u200B") ? "\u200B" : /\s+/);
  const joint = data.raw_content.includes("\u200B") ? "" : " ";
  const anchors = data.anchors.filter((a) => /^(?:[ptn]\d+|summary|text)$/.test(a.id)).sort((a, b) => a.location - b.location);
  const spoken = voices(data.meta.voices);
  const found = new Map();
  for (const location of data.locations) {
    let at = -1;
    while (at + 1 < anchors.length && anchors[at + 1].location <= location) at += 1;
    const id = at < 0 ? "" : anchors[at].id;
    const name = voiceOf(spoken, id);
    if (scope === "voice" && (!name || (speaker && name !== speaker))) continue;
    if (scope === "notes" && !id.startsWith("n")) continue;
    if (scope === "head" && id && id !== "summary") continue;
    if (!found.has(id)) {
      const start = at < 0 ? 0 : anchors[at].location;
      const end = at + 1 < anchors.length ? anchors[at + 1].location : words.length;
      found.set(id, { id, name, start, end, hits: [] });
    }
    found.get(id).hits.push(location);
  }
  return [...found.values()].map((passage) => {
    const hit = passage.hits[0];
    const from = Math.max(passage.start, hit - AROUND);
    const to = Math.min(passage.end, hit + AROUND * 2);
    const text = make("span", { className: "words" });
    if (from > passage.start) text.append("… ");
    for (let i = from; i < to; i += 1) {
      text.append(passage.hits.includes(i) ? make("mark", {}, words[i]) : words[i], joint);
    }
    if (to < passage.end) text.append("…");
    return { ...passage, text };
  });
}

function shown(data, found) {
  const url = data.url.replace(/^\/?/, "").replace(/^.*records\//, "records/");
  const item = make("li", {}, make("a", { href: url, className: "what" }, make("bdi", {}, data.meta.title ?? url)));
  if (data.meta.date) item.append(" ", make("span", { className: "when" }, data.meta.date));
  if (found.length) {
    const inner = make("ul");
    for (const passage of found.slice(0, PASSAGES)) {
      const link = make("a", { href: passage.id ? `${url}#${passage.id}` : url }, passage.text);
      if (passage.name) link.prepend(make("span", { className: "name" }, `${passage.name}: `));
      inner.append(make("li", {}, link));
    }
    item.append(inner);
  }
  return item;
}

let engine;
let turn = 0;

async function search() {
  const mine = (turn += 1);
  const query = form.q.value.trim();
  const filters = {};
  for (const facet of facets) if (facet.value) filters[facet.dataset.facet] = facet.value;
  const scope = form.scope.value;
  const state = new URLSearchParams(Object.entries({ q: query, scope, ...filters }).filter(([, value]) => value));
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
  if (!query && !Object.keys(filters).length) {
    list.replaceChildren();
    more.replaceChildren();
    count.textContent = "";
    return;
  }
  const answer = await engine.search(query || null, { filters });
  if (mine !== turn) return;
  list.replaceChildren();
  await next(answer.results, 0, mine, { query, scope, speaker: filters.speaker });
  recount(answer, mine, query, filters);
}

// How many of the records found each choice has: for that the filters of all parts are needed, which a large
// edition has many of. They are fetched when the first results are shown.
let everyFilter;
let complete = false;

async function recount(answer, mine, query, filters) {
  everyFilter ??= engine.filters();
  const before = complete;
  await everyFilter;
  complete = true;
  const found = before ? answer : await engine.search(query || null, { filters });
  if (mine === turn) counts(found.filters);
}

// The choices of all facets, and how many records each has in the whole edition.
async function choices() {
  const answer = await fetch(new URL("../pagefind/choices.json", import.meta.url));
  return answer.ok ? answer.json() : engine.filters();
}

// One page of results. Under a scope a record may have the words but not in that scope: it is passed over.
async function next(results, from, mine, wanted) {
  let at = from;
  let added = 0;
  more.replaceChildren();
  while (at < results.length && added < PAGE) {
    const batch = await Promise.all(results.slice(at, at + PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    for (const data of batch) {
      at += 1;
      const found = wanted.query ? passages(data, wanted.scope, wanted.speaker) : [];
      if (wanted.query && wanted.scope && !found.length) continue;
      list.append(shown(data, found));
      added += 1;
      if (added === PAGE) break;
    }
  }
  const total = wanted.scope ? list.children.length : results.length;
  const open = wanted.scope && at < results.length ? "+" : "";
  const word = total === 1 ? form.dataset.recordOne : form.dataset.recordMany;
  count.textContent = total ? `${total}${open} ${word}` : form.dataset.none;
  if (at < results.length) {
    const button = make("button", { type: "button" }, form.dataset.more);
    button.addEventListener("click", () => next(results, at, mine, wanted));
    more.append(button);
  }
}

// The choices of every facet, with the numbers of the present search.
function counts(filters) {
  for (const facet of facets) {
    const values = filters[facet.dataset.facet] ?? {};
    for (const option of facet.options) {
      if (option.value) option.textContent = `${option.value} (${values[option.value] ?? 0})`;
    }
  }
}

async function start() {
  engine = await import("../pagefind/pagefind.js");
  await engine.options({ excerptLength: 1 });
  await engine.init();
  // A large edition has its index in several parts, each of some of the records; they are searched as one.
  const parts = Array.from({ length: Number(form.dataset.index) - 1 }, (_, number) => number + 1);
  await Promise.all(parts.map((part) => {
    return engine.mergeIndex(new URL(`../pagefind/${part}/`, import.meta.url).pathname, { excerptLength: 1 });
  }));
  const all = await choices();
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const asked = new URLSearchParams(location.search);
  for (const facet of facets) {
    const values = Object.entries(all[facet.dataset.facet] ?? {}).sort(([a], [b]) => order.compare(a, b));
    for (const [value, n] of values) facet.append(make("option", { value }, `${value} (${n})`));
    facet.closest("p").hidden = !values.length;
    facet.value = asked.get(facet.dataset.facet) ?? "";
  }
  form.q.value = asked.get("q") ?? "";
  form.scope.value = asked.get("scope") ?? "";
  document.getElementById("search-off").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("change", search);
  let wait;
  form.q.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 250); });
  await search();
  form.dataset.ready = "yes";
}

start();
