import { GOODS_CODES } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";
import { isOneSlip } from "../search-spelling.ts";
import { stem } from "../search-text.ts";
import { goodsWords } from "./lexicon-goods.ts";
import { materialCues, materialWords } from "./lexicon-materials.ts";

/** What a suggestion names: `goods:sofa` or `material:cardboard`. */
export type Label = `goods:${string}` | `material:${string}`;

/** What the lexicon finds in a text: labels with how much speaks for each, and whether the words are those of material. */
export type LexiconFinding = { labels: Map<Label, number>; isMaterial: boolean };

type Entry = { labels: Label[]; words: number };

const longestPhrase = 4;
const longestChinese = 8;
const han = /\p{Script=Han}/u;

const plain = (text: string) => text.normalize("NFKC").toLowerCase();
const latinWords = (text: string) => (plain(text).match(/[^\P{L}\p{Script=Han}]+\p{N}*/gu) ?? []).map(stem);
const keyOf = (phrase: string) => (han.test(phrase) ? plain(phrase).replace(/\s/g, "") : latinWords(phrase).join(" "));
const phrasesOf = (line: string) => line.split(",").map((phrase) => phrase.trim()).filter(Boolean);

type Compiled = { entries: Map<string, Entry>; single: Map<string, string[]>; cues: Set<string> };

let compiled: Compiled | undefined;

/** Every phrase with what it may mean; single Latin words also by their length, for slips of the keyboard. */
function lexicon(): Compiled {
  if (compiled) return compiled;
  const entries = new Map<string, Entry>();
  const put = (label: Label, line: string) => {
    for (const key of phrasesOf(line).map(keyOf)) {
      if (!key) continue;
      const entry = entries.get(key) ?? { labels: [], words: key.split(" ").length };
      if (!entry.labels.includes(label)) entry.labels.push(label);
      entries.set(key, entry);
    }
  };
  for (const code of GOODS_CODES) put(`goods:${code}`, goodsWords[code]);
  for (const code of MATERIAL_CODES) put(`material:${code}`, materialWords[code]);
  const single = new Map<string, string[]>();
  for (const key of entries.keys()) {
    if (han.test(key) || key.includes(" ") || key.length < 5) continue;
    const letter = key[0] ?? "";
    single.set(letter, [...(single.get(letter) ?? []), key]);
  }
  compiled = { entries, single, cues: new Set(phrasesOf(materialCues).map(keyOf)) };
  return compiled;
}

/** All phrases of the lexicon by label, for a model that has seen no listing yet. */
export function lexiconPhrases(): { label: Label; phrase: string }[] {
  return [
    ...GOODS_CODES.flatMap((code) => phrasesOf(goodsWords[code]).map((phrase) => ({ label: `goods:${code}` as Label, phrase }))),
    ...MATERIAL_CODES.flatMap((code) => phrasesOf(materialWords[code]).map((phrase) => ({ label: `material:${code}` as Label, phrase }))),
  ];
}

/** Where what is said beside the thing begins: after "for", "with" and the like, and after the first comma. */
const aside = /\b(?:for|with|from|in|incl|including|plus|suitable|fits|ideal)\b|[,;:(（，；：。、]/u;
/** What is named beside the thing speaks less; the last thing named before it speaks more, as a language's compounds end with what they are. */
const besideWeight = 0.5;
const headBonus = 0.75;

/** Looks a text up: the longest phrase wins over those within it. */
export function lookUp(text: string): LexiconFinding {
  const finding: LexiconFinding = { labels: new Map(), isMaterial: false };
  let isHead = true;
  for (const segment of plain(text.slice(0, 400)).split(aside)) {
    const found = (segment.match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+\p{N}*(?:[\s\-'’]+[^\P{L}\p{Script=Han}]+\p{N}*)*/gu) ?? []).flatMap((run) => lookUpRun(run, finding));
    for (const { entry, length } of found) add(finding, entry, ((isHead ? 1 : besideWeight) * (1 + 0.25 * (length - 1))) / Math.sqrt(entry.labels.length));
    const last = found.at(-1);
    if (isHead && last) add(finding, last.entry, headBonus);
    isHead &&= found.length === 0;
  }
  return finding;
}

function add({ labels }: LexiconFinding, entry: Entry, weight: number): void {
  for (const label of entry.labels) labels.set(label, (labels.get(label) ?? 0) + weight);
}

type Found = { entry: Entry; length: number };

/** The phrases of a run of Chinese, or of Latin words with nothing but spaces between them, in order. Notes cues of material on the way. */
function lookUpRun(run: string, finding: LexiconFinding): Found[] {
  const { entries, cues } = lexicon();
  const isChinese = han.test(run);
  const parts = isChinese ? [...run] : latinWords(run);
  const candidates: { at: number; length: number; entry: Entry }[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    for (let length = Math.min(isChinese ? longestChinese : longestPhrase, parts.length - at); length > 0; length -= 1) {
      const key = parts.slice(at, at + length).join(isChinese ? "" : " ");
      if (cues.has(key)) finding.isMaterial = true;
      const entry = entries.get(key) ?? (isChinese || length > 1 ? undefined : misspelt(key));
      if (entry) candidates.push({ at, length, entry });
    }
  }
  // The longest win; of two as long, the later one: Chinese and English compounds end with what they are.
  const taken: typeof candidates = [];
  for (const one of candidates.sort((a, b) => b.length - a.length || b.at - a.at)) {
    if (taken.every((other) => one.at + one.length <= other.at || other.at + other.length <= one.at)) taken.push(one);
  }
  // A Chinese word has two characters as a rule.
  return taken.sort((a, b) => a.at - b.at).map(({ entry, length }) => ({ entry, length: Math.max(1, isChinese ? length / 2 : length) }));
}

/** A word one slip away from one of the lexicon. */
function misspelt(word: string): Entry | undefined {
  if (word.length < 5) return undefined;
  const { entries, single } = lexicon();
  const found = (single.get(word[0] ?? "") ?? []).find((key) => Math.abs(key.length - word.length) <= 1 && isOneSlip(word, key));
  return found === undefined ? undefined : entries.get(found);
}
