import { searchText, stem } from "../search-text.ts";

/**
 * What a title is judged by, the same way when it teaches and when it asks: its words, neighbours of words, and parts of Latin
 * words, which survive slips of the keyboard and compounds. Numbers are left out: they say little, and may be somebody's telephone.
 */

const longestText = 400;
const partLength = 4;
const mostTokens = 160;

/** Words of a text in order: Latin ones stemmed, Chinese ones as the dictionary cuts them together with all pairs. */
export function wordsOf(text: string): string[] {
  const found: string[] = [];
  for (const run of text.slice(0, longestText).normalize("NFKC").toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+\p{N}*/gu) ?? []) {
    found.push(...(/\p{Script=Han}/u.test(run) ? searchText([run]).split(" ") : [stem(run)]));
  }
  return found.filter(Boolean);
}

/** The kinds of token by their first letter: a word, two neighbours, a part of a word, what the lexicon says. */
export type TokenKind = "w" | "n" | "p" | "@";

/** Tokens of a text, each once, without those of the lexicon. */
export function tokensOf(text: string): string[] {
  const words = wordsOf(text);
  const tokens = new Set<string>();
  words.forEach((word) => tokens.add(`w${word}`));
  words.slice(1).forEach((word, index) => tokens.add(`n${words[index] ?? ""} ${word}`));
  for (const word of words) {
    if (!/^[a-z]{5,30}$/.test(word)) continue;
    const marked = `^${word}$`;
    for (let at = 0; at + partLength <= marked.length; at += 1) tokens.add(`p${marked.slice(at, at + partLength)}`);
  }
  return [...tokens].slice(0, mostTokens);
}
