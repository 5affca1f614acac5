// Text that is searched: how a query is put to Pagefind, and which passages of a record have what was asked for.
// Pagefind knows words between spaces. Chinese and kana are in its index sign by sign, so that a phrase of signs
// finds every part of a sentence; they are parted here in a query, and joined again in what is shown.
const SIGN = "\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const BESIDE = `${SIGN}\\u3000-\\u303f\\uff00-\\uffef“”‘’…—·()\\[\\]`;
const EACH = new RegExp(`[${SIGN}]`, "gu");
const PHRASES = new RegExp(`"[^"]+"|[${SIGN}]{2,}`, "gu");
const ENDS = new RegExp(`[${BESIDE}]$`, "u");
const BEGINS = new RegExp(`^[${BESIDE}]`, "u");
const ONE = new RegExp(`^[${SIGN}]+$`, "u");
const HAS = new RegExp(`[${SIGN}]`, "u");
const AROUND = 14;

const parted = (text) => text.replace(EACH, " $& ").replace(/\s+/gu, " ").trim();

// What of a word has to be the same: neither case, accents nor points.
const bare = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

// What stands between two words: nothing between two signs.
function joint(before, after) {
  return ENDS.test(before) && BEGINS.test(after) && (HAS.test(before) || HAS.test(after)) ? "" : " ";
}

export function joined(text) {
  const words = text.split(" ");
  return words.map((word, i) => (i ? joint(words[i - 1], word) + word : word)).join("");
}

// A query as Pagefind has it, and the phrases in it. Records that have a query that is a phrase as a whole Pagefind
// finds, but one place in each; a phrase beside other words it takes for so many words. So we look for phrases too.
export function asked(query) {
  const plain = query.replace(/[“”„‟«»「」『』]/gu, '"').trim();
  const whole = ONE.test(plain) || /^"[^"]+"$/.test(plain);
  const words = parted(plain.replaceAll('"', " "));
  const found = whole ? [plain] : plain.match(PHRASES) ?? [];
  const phrases = found.map((phrase) => parted(phrase).split(" ").map(bare).filter(Boolean));
  return { term: whole ? `"${words}"` : words, whole, phrases: phrases.filter((phrase) => phrase.length > (whole ? 0 : 1)) };
}

// Of the places found those that count: every phrase has to be there, and its words count in it alone. A query that
// is a phrase as a whole has been found; how, Pagefind knows better where it took an ending for another.
function inPhrases(words, locations, { phrases, whole }) {
  if (!phrases.length) return locations;
  const text = words.map(bare);
  const within = new Set();
  for (const phrase of phrases) {
    let there = false;
    for (let at = text.indexOf(phrase[0]); at >= 0; at = text.indexOf(phrase[0], at + 1)) {
      if (!phrase.every((word, i) => text[at + i] === word)) continue;
      there = true;
      phrase.forEach((_, i) => within.add(at + i));
    }
    if (!there) return whole ? locations : [];
  }
  if (whole) return [...within].sort((a, b) => a - b);
  const theirs = new Set(phrases.flat());
  return locations.filter((location) => within.has(location) || !theirs.has(text[location]));
}

// The places of a record to which a hit can lead. In the index the id of a paragraph or an item says whose it is:
// p2.oto-kern, or p2.oto-kern,lia-venn where both say it.
function placesOf(data) {
  const found = data.anchors.map(({ id, location }) => {
    const [, name, who] = /^((?:[ptin]\d+|summary|text))(?:\.(.*))?$/u.exec(id) ?? [];
    return { id: name, people: who ? who.split(",") : [], start: location };
  });
  return found.filter(({ id }) => id).sort((a, b) => a.start - b.start);
}

// The passages of a record that have what was found: the anchor of each, who speaks, and a few words around, as
// pairs of text and whether it was asked for.
export function passages(data, wanted) {
  const { scope, speaker } = wanted;
  const words = data.content.split(" ");
  const places = [{ id: "", people: [], start: 0 }, ...placesOf(data)];
  const found = new Map();
  for (const location of inPhrases(words, data.locations, wanted)) {
    let at = 0;
    while (at + 1 < places.length && places[at + 1].start <= location) at += 1;
    const { id, people, start } = places[at];
    if (scope === "voice" && !people.some((key) => !speaker || key === speaker)) continue;
    if (scope === "notes" && !id.startsWith("n")) continue;
    if (scope === "head" && id && id !== "summary") continue;
    if (!found.has(id)) {
      const end = Math.min(places[at + 1]?.start ?? words.length, words.length);
      found.set(id, { id, people, start, end, hits: [] });
    }
    found.get(id).hits.push(location);
  }
  return [...found.values()].map((passage) => ({ ...passage, text: around(words, passage) }));
}

function around(words, { start, end, hits }) {
  const from = Math.max(start, hits[0] - AROUND);
  const to = Math.min(end, hits[0] + AROUND * 2);
  const text = from > start ? [["… ", false]] : [];
  for (let i = from; i < to; i += 1) {
    text.push([words[i], hits.includes(i)], [i + 1 < to ? joint(words[i], words[i + 1]) : " ", false]);
  }
  return to < end ? [...text, ["…", false]] : text;
}
