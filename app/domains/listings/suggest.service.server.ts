import type { Db } from "#app/platform/db/database.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import { findTitles } from "./search.repository.server.ts";
import { synonymsBeginning } from "./search-synonyms.ts";
import { exactWording } from "./search-wording.server.ts";

/** Something to look for: words to finish the text with, a category or material of ours, or one listing. */
export type Suggestion =
  | { kind: "words"; text: string }
  | { kind: "category"; code: string; label: string }
  | { kind: "material"; code: string; label: string }
  | { kind: "listing"; id: string; title: string };

/** A category or material with its name in the reader's language, and all names it is known by. */
export type NamedChoice = { kind: "category" | "material"; code: string; label: string; names: readonly string[] };

export const shortestSuggested = 2;
const longestSuggested = 60;
const most = { words: 4, choices: 3, listings: 3 };
const titlesRead = 60;

const han = /\p{Script=Han}/u;
const lower = (text: string) => text.normalize("NFKC").toLowerCase();
let segmenter: Intl.Segmenter | undefined;

/** The text to finish, as typed and without what stands around it; null when it is too short to say anything. */
export function suggestable(text: string): string | null {
  const typed = lower(text).replace(/\s+/gu, " ").trimStart().slice(0, longestSuggested);
  const letters = [...typed.trim()];
  return letters.length >= shortestSuggested || letters.some((letter) => han.test(letter)) ? typed : null;
}

/**
 * What may be meant by an unfinished text: words as they stand in the titles of the newest matches, categories and materials
 * by any of their names, and listings. Shown words come from titles people can see, never from the kept words.
 */
export async function suggest(db: Db, input: { text: string; choices: readonly NamedChoice[]; hiddenPartyIds?: readonly string[] }): Promise<Suggestion[]> {
  const typed = suggestable(input.text);
  if (typed === null) return [];
  const wording = await exactWording(db, typed, { isBounded: true });
  const titles = wording ? await findTitles(db, { wording, hiddenPartyIds: input.hiddenPartyIds ?? [], limit: titlesRead }) : [];
  const words = finished(typed, titles.map(({ title }) => title)).slice(0, most.words);
  const named = input.choices.filter(({ names }) => names.some((name) => beginsAt(lower(name), typed.trim()))).slice(0, most.choices);
  const seen = new Set<string>();
  const listings = titles.filter(({ title }) => !seen.has(lower(title)) && seen.add(lower(title))).slice(0, most.listings);
  return [
    ...words.map((text): Suggestion => ({ kind: "words", text })),
    ...named.map(({ kind, code, label }): Suggestion => ({ kind, code, label })),
    ...listings.map(({ id, title }): Suggestion => ({ kind: "listing", id, title })),
  ];
}

/** Whether a name, or a later word of it, begins with the text. */
function beginsAt(name: string, text: string): boolean {
  return name.startsWith(text) || name.includes(` ${text}`) || (han.test(text) && name.includes(text));
}

/** The text with its last word finished by what titles have, the most frequent first; then by names we know. */
function finished(typed: string, titles: readonly string[]): string[] {
  const at = han.test(typed.at(-1) ?? "") ? lastRunStart(typed) : typed.lastIndexOf(" ") + 1;
  const [before, beginning] = [typed.slice(0, at), typed.slice(at)];
  if (beginning === "") return [];
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const word of new Set(wordsOf(title))) if (word.startsWith(beginning) && word !== beginning) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const found = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const known = synonymsBeginning(beginning).map(lower).filter((word) => word !== beginning);
  return [...new Set([...found, ...known])].map((word) => before + word);
}

function lastRunStart(typed: string): number {
  const letters = [...typed];
  let at = letters.length;
  while (at > 0 && han.test(letters[at - 1] ?? "")) at -= 1;
  return letters.slice(0, at).join("").length;
}

/** Words of a title as a person reads them; Chinese as the dictionary cuts it, and each run from each of its words on. */
function wordsOf(title: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return (lower(title).match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}][\p{L}\p{N}'’-]*/gu) ?? []).flatMap((run) => {
    if (!han.test(run)) return [run];
    const parts = [...(segmenter?.segment(run) ?? [])].map(({ segment }) => segment);
    return parts.flatMap((part, index) => [part, part + (parts[index + 1] ?? "")]).filter((word) => [...word].length > 1);
  });
}

type Kept = Map<string, { at: number; answer: Suggestion[] }>;
const keptMilliseconds = 30_000;
const keptAtMost = 1_000;

/** The same for everybody from memory for half a minute: people type the same beginnings. Hidden parties are asked for anew. */
export async function suggestKept(db: Db, input: Parameters<typeof suggest>[1] & { locale: string }, now = Date.now()): Promise<Suggestion[]> {
  const typed = suggestable(input.text);
  if (typed === null) return [];
  if (input.hiddenPartyIds && input.hiddenPartyIds.length > 0) return suggest(db, input);
  const kept = singleton<Kept>("listing-suggestions", () => new Map());
  const key = `${input.locale} ${typed}`;
  const known = kept.get(key);
  if (known && now - known.at < keptMilliseconds) return known.answer;
  const answer = await suggest(db, input);
  kept.delete(key);
  kept.set(key, { at: now, answer });
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break;
    kept.delete(oldest);
  }
  return answer;
}
