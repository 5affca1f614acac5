// The search page. The index is Pagefind's; what is ours is the form, the scopes, the order of dates, and that a hit
// is a passage: every word found is brought back to the paragraph, item, turn or note that it stands in.
// Words of a record go into the page as text, never as HTML.
import { asked, joined, passages } from "./search-text.js";

const form = document.getElementById("search-form");
const list = document.getElementById("search-results");
const count = document.getElementById("search-count");
const more = document.getElementById("search-more");
const filters = document.getElementById("search-filters");
const facets = [...form.querySelectorAll("select[data-facet]")];
const language = document.documentElement.lang;
const PAGE = 10;
const PASSAGES = 4;

const make = (name, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};

const ours = async (name) => {
  const answer = await fetch(new URL(`../pagefind/${name}`, import.meta.url));
  return answer.ok ? answer.json() : null;
};

let names = {};

function shown(data, found) {
  const url = data.url.replace(/^\/?/, "").replace(/^.*records\//, "records/");
  const item = make("li", {}, make("a", { href: url, className: "what" }, make("bdi", {}, joined(data.meta.title ?? url))));
  if (data.meta.date) item.append(" ", make("bdi", { className: "when" }, data.meta.date));
  if (found.length) {
    const inner = make("ul");
    for (const passage of found.slice(0, PASSAGES)) {
      const words = make("bdi", { className: "words" });
      words.append(...passage.text.map(([text, hit]) => (hit ? make("mark", {}, text) : text)));
      const link = make("a", { href: passage.id ? `${url}#${passage.id}` : url }, words);
      const said = passage.people.map((key) => names[key]?.[0]).filter(Boolean).join(", ");
      if (said) link.prepend(make("bdi", { className: "name" }, said), ": ");
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
  const chosen = {};
  for (const facet of facets) if (facet.value) chosen[facet.dataset.facet] = facet.value;
  const scope = form.scope.value;
  const order = form.order.value;
  remember({ q: query, scope, order, ...chosen });
  form.order.closest("p").hidden = !query;
  const wanted = { ...asked(query), query, scope, speaker: chosen.speaker };
  if (!query && !Object.keys(chosen).length) {
    list.replaceChildren();
    more.replaceChildren();
    count.textContent = "";
    return;
  }
  const answer = await engine.search(query ? wanted.term : null, { filters: chosen });
  const results = order || !query ? await byDate(answer.results) : answer.results;
  if (mine !== turn) return;
  list.replaceChildren();
  await next(results, 0, mine, wanted);
  recount(answer, mine, query && wanted.term, chosen);
}

// The address says what was asked, so that it can be kept and sent; the fold says how much narrows the search.
function remember(asked) {
  const state = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
  const { q, order, ...narrowing } = asked;
  const set = Object.values(narrowing).filter(Boolean).length;
  filters.querySelector("summary span").textContent = set ? ` · ${form.dataset.set} ${set}` : "";
}

// The order of dates, undated records last. Each part of the index could sort its own alone.
let ranks;

async function byDate(results) {
  ranks ??= ours("order.json").then((names) => new Map((names ?? []).map((name, rank) => [name, rank])));
  const known = await ranks;
  const rank = ({ id }) => known.get(id) ?? known.size;
  return results.sort((a, b) => rank(a) - rank(b));
}

// How many of the records found each choice has: for that the filters of all parts are needed, which a large
// edition has many of. They are fetched when the first results are shown.
let everyFilter;
let complete = false;

async function recount(answer, mine, term, chosen) {
  everyFilter ??= engine.filters();
  const before = complete;
  await everyFilter;
  complete = true;
  const found = before ? answer : await engine.search(term || null, { filters: chosen });
  if (mine === turn) counts(found.filters);
}

// The choices of all facets: the name of each, and how many records it has in the whole edition.
async function choices() {
  const known = await ours("choices.json");
  if (known) return known;
  const named = (values) => Object.fromEntries(Object.entries(values).map(([value, n]) => [value, [value, n]]));
  return Object.fromEntries(Object.entries(await engine.filters()).map(([facet, values]) => [facet, named(values)]));
}

// One page of results. A record may have the words but not in the scope, or not as a phrase: it is passed over.
async function next(results, from, mine, wanted) {
  const strict = wanted.query && (wanted.scope || (wanted.phrases.length > 0 && !wanted.whole));
  let at = from;
  let added = 0;
  more.replaceChildren();
  while (at < results.length && added < PAGE) {
    const batch = await Promise.all(results.slice(at, at + PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    for (const data of batch) {
      at += 1;
      const found = wanted.query ? passages(data, wanted) : [];
      if (strict && !found.length) continue;
      list.append(shown(data, found));
      added += 1;
      if (added === PAGE) break;
    }
  }
  tell(strict ? list.children.length : results.length, strict && at < results.length);
  if (at < results.length) {
    const button = make("button", { type: "button" }, form.dataset.more);
    button.addEventListener("click", async () => {
      const last = list.lastElementChild;
      await next(results, at, mine, wanted);
      last?.nextElementSibling?.querySelector("a").focus();
    });
    more.append(button);
  }
}

function tell(total, open) {
  const word = total === 1 && !open ? form.dataset.recordOne : form.dataset.recordMany;
  const number = `${total.toLocaleString(language)} ${word}`;
  count.textContent = total || open ? (open ? `${form.dataset.least} ${number}` : number) : form.dataset.none;
}

// The choices of every facet, with the numbers of the present search.
function counts(found) {
  for (const facet of facets) {
    const values = found[facet.dataset.facet] ?? {};
    for (const option of facet.options) {
      if (option.value) option.textContent = `${option.dataset.name} (${values[option.value] ?? 0})`;
    }
  }
}

function fill(facet, all, asked) {
  const order = new Intl.Collator(language, { numeric: true });
  const values = Object.entries(all[facet.dataset.facet] ?? {}).sort(([, [a]], [, [b]]) => order.compare(a, b));
  for (const [value, [name, n]] of values) {
    const option = make("option", { value }, `${name} (${n})`);
    option.dataset.name = name;
    facet.append(option);
  }
  facet.closest("p").hidden = !values.length;
  facet.value = asked.get(facet.dataset.facet) ?? "";
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
  names = all.speaker ?? {};
  const address = new URLSearchParams(location.search);
  for (const facet of facets) fill(facet, all, address);
  form.q.value = address.get("q") ?? "";
  for (const name of ["scope", "order"]) form[name].value = address.get(name) ?? "";
  filters.open = matchMedia("(min-width: 821px)").matches;
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
