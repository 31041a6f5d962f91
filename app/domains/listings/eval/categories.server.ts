import { translator } from "#app/platform/i18n.server.ts";
import { GOODS } from "#app/shared/goods.ts";
import { searchText } from "../search-text.ts";

const wordsOf = (label: string) => searchText([label]).split(" ").filter(Boolean);
const contains = (outer: readonly string[], inner: readonly string[]) => inner.length > 0 && inner.every((word) => outer.includes(word));

/**
 * Our category of goods for a label of the file, or null. The words must be the same as those of our English name, or the
 * one must contain the other's ("Vacuum" and "Vacuum cleaner") and fit no second category as well.
 */
export function goodsCodeOf(label: string): string | null {
  const words = wordsOf(label);
  const names = GOODS.filter((entry) => entry.code !== "other").map((entry) => ({ code: entry.code, words: wordsOf(translator("en", "goods")(`names.${entry.code}`)) }));
  const same = names.find((name) => contains(name.words, words) && contains(words, name.words));
  if (same) return same.code;
  const near = names.filter((name) => contains(name.words, words) || contains(words, name.words));
  return near.length === 1 ? (near[0]?.code ?? null) : null;
}

/** The Chinese name people would type for a category. */
export function chineseNameOf(code: string): string {
  return translator("zh-CN", "goods")(`names.${code}`);
}
