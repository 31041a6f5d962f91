/**
 * Finds words in what people write, in both languages. English words stand alone (with their plural, and spaces or dashes
 * between parts); Chinese ones are parts of the text, since nothing stands between its words. What an exception covers is
 * taken out first: "toy pistol" holds no pistol, 水枪 no gun.
 */
export type WordList = { en: readonly string[]; zh: readonly string[]; exceptEn?: readonly string[]; exceptZh?: readonly string[] };

export type WordFinder = (text: string) => string | null;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function englishPattern(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const forms = words.map((word) => word.split(/[\s-]+/).map(escaped).join("[ -]?")).sort((a, b) => b.length - a.length);
  return `(?<![\\p{L}\\p{N}])(?:${forms.join("|")})(?:s|es)?(?![\\p{L}\\p{N}])`;
}

function pattern(en: readonly string[], zh: readonly string[]): RegExp | null {
  const longestFirst = [...zh].sort((a, b) => b.length - a.length);
  const parts = [englishPattern(en), ...longestFirst.map(escaped)].filter((part) => part !== null);
  return parts.length === 0 ? null : new RegExp(parts.join("|"), "giu");
}

/** Makes a finder that answers with the first word found, as it was written, or null. */
export function wordFinder(list: WordList): WordFinder {
  const except = pattern(list.exceptEn ?? [], list.exceptZh ?? []);
  const words = pattern(list.en, list.zh);
  return (text) => {
    const plain = text.normalize("NFKC").replace(/\s+/gu, " ");
    const left = except ? plain.replace(except, " \u0000 ") : plain;
    return words ? (left.match(words)?.[0] ?? null) : null;
  };
}
