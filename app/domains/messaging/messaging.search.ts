/**
 * Words of messages, the same way when one is written and when somebody searches. Latin words lose case and accents; of a
 * run of Chinese, every pair of neighbours is a word, and its last character, so that no dictionary decides what is found.
 */

const han = /\p{Script=Han}/u;

/** Runs of Chinese characters and other words, in order. Only letters and digits get through. */
function runs(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").normalize("NFKC").toLowerCase();
  return plain.match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
}

/** The words a message is found by, each once, separated by spaces. */
export function messageWords(text: string): string {
  const found = new Set<string>();
  for (const run of runs(text)) {
    if (!han.test(run)) found.add(run);
    else {
      const characters = [...run];
      characters.forEach((character, index) => found.add(character + (characters[index + 1] ?? "")));
    }
  }
  return [...found].join(" ");
}

/** Longest search that is looked at, in characters. */
export const maxSearchLength = 100;

/**
 * A search as PostgreSQL's tsquery: every word or its beginning, every pair of Chinese neighbours. Null when there is no word in it.
 */
export function searchQuery(text: string): string | null {
  const parts = new Set<string>();
  for (const run of runs(text.slice(0, maxSearchLength))) {
    const characters = [...run];
    if (!han.test(run) || characters.length === 1) parts.add(`${run}:*`);
    else for (const [index, character] of characters.slice(1).entries()) parts.add(`${characters[index] ?? ""}${character}`);
  }
  return parts.size === 0 ? null : [...parts].join(" & ");
}
