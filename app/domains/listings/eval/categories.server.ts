import { translator } from "#app/platform/i18n.server.ts";
import { GOODS } from "#app/shared/goods.ts";
import { searchText } from "../search-text.ts";

const wordsOf = (label: string) => searchText([label]).split(" ").filter(Boolean);
const contains = (outer: readonly string[], inner: readonly string[]) => inner.length > 0 && inner.every((word) => outer.includes(word));

/** Categories of a file beside ours. */
export type CategoryMap = { codeOf(label: string): string | null; chineseNameOf(code: string): string };

/**
 * Finds our category of goods for a label of the file. The words must be the same as those of our English name, or the one
 * must contain the other's ("Vacuum" and "Vacuum cleaner") and fit no second category as well.
 */
export function categoryMap(): CategoryMap {
  const [english, chinese] = [translator("en", "goods"), translator("zh-CN", "goods")];
  const names = GOODS.filter((entry) => entry.code !== "other").map(({ code }) => ({ code, words: wordsOf(english(`names.${code}`)) }));
  return {
    codeOf(label) {
      const words = wordsOf(label);
      const same = names.find((name) => contains(name.words, words) && contains(words, name.words));
      if (same) return same.code;
      const near = names.filter((name) => contains(name.words, words) || contains(words, name.words));
      return near.length === 1 ? (near[0]?.code ?? null) : null;
    },
    chineseNameOf: (code) => chinese(`names.${code}`),
  };
}
