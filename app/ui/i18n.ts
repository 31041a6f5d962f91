import type { i18n, TFunction } from "i18next";
import { useContext } from "react";
import { I18nContext } from "react-i18next";

type Words = { t: TFunction; i18n: i18n };

const known = new WeakMap<i18n, Map<string, Words>>();

/**
 * The words of a namespace (the first, where several are named; `t("other:key")` reaches the rest). The same as
 * react-i18next's hook for what this product needs: all catalogues are there from the start and an instance keeps its
 * language, so nothing is looked up or subscribed to again per component, and sentences are kept with the values they were said with.
 */
export function useTranslation(namespaces: string | readonly string[] = "common"): Words {
  const { i18n } = useContext(I18nContext);
  const namespace = typeof namespaces === "string" ? namespaces : (namespaces[0] ?? "common");
  const words = known.get(i18n) ?? new Map<string, Words>();
  known.set(i18n, words);
  const there = words.get(namespace);
  if (there) return there;
  const made = { t: remembering(i18n.getFixedT(null, namespace)), i18n };
  words.set(namespace, made);
  return made;
}

const keptAtMost = 2_000;

function remembering(t: TFunction): TFunction {
  const kept = new Map<string, string>();
  const say = t as unknown as (...all: unknown[]) => string;
  const remember = (...args: unknown[]) => {
    const name = nameOf(args);
    if (name === null) return say(...args);
    const before = kept.get(name);
    if (before !== undefined) return before;
    const sentence = say(...args);
    if (kept.size >= keptAtMost) kept.clear();
    kept.set(name, sentence);
    return sentence;
  };
  return Object.assign(remember, { $TFunctionBrand: undefined }) as unknown as TFunction;
}

/** Under what a sentence is kept: its key, and values that are words or numbers. Null where it is not. */
function nameOf([key, values, ...more]: unknown[]): string | null {
  if (typeof key !== "string" || more.length > 0) return null;
  if (values === undefined) return key;
  if (typeof values !== "object" || values === null) return null;
  let name = key;
  for (const [word, value] of Object.entries(values)) {
    // A long value is somebody's own text, which hardly comes again.
    if (typeof value === "number") name += `\n${word}:${value}`;
    else if (typeof value === "string" && value.length <= 60) name += `\n${word}="${value}`;
    else return null;
  }
  return name;
}
