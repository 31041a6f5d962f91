import { pick, shuffled, type Random } from "#app/shared/random.ts";

export const typoKinds = ["substitute", "drop", "double", "swap"] as const;
export type TypoKind = (typeof typoKinds)[number];

/** Shorter words are left alone: one letter of three is too much to guess. */
export const shortestMisspelt = 4;

const alphabet = "abcdefghijklmnopqrstuvwxyz";

/** True for words a slip is made in: four or more letters, no digits, no Chinese. */
export function canBeMisspelt(word: string): boolean {
  return /^[^\P{L}\p{Script=Han}]+$/u.test(word) && [...word].length >= shortestMisspelt;
}

/** The word with one slip of a kind, or null where that changes nothing (the swap of two equal letters). */
export function misspell(random: Random, word: string, kind: TypoKind): string | null {
  const letters = [...word];
  const at = pick(random, kind === "swap" ? letters.length - 1 : letters.length);
  const letter = letters[at] ?? "";
  if (kind === "substitute") letters[at] = shuffled(random, [...alphabet].filter((other) => other !== letter))[0] ?? letter;
  if (kind === "drop") letters.splice(at, 1);
  if (kind === "double") letters.splice(at, 0, letter);
  if (kind === "swap") letters.splice(at, 2, letters[at + 1] ?? "", letter);
  const slipped = letters.join("");
  return slipped === word ? null : slipped;
}

/** The same words with one slip in one of them, or null when none is long enough. */
export function withTypo(random: Random, words: readonly string[]): string[] | null {
  const places = words.flatMap((word, index) => (canBeMisspelt(word) ? [index] : []));
  const place = places[pick(random, places.length)];
  if (place === undefined) return null;
  const word = words[place] ?? "";
  for (const kind of shuffled(random, typoKinds)) {
    const slipped = misspell(random, word, kind);
    if (slipped) return words.map((other, index) => (index === place ? slipped : other));
  }
  return null;
}
