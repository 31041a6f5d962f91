import type { i18n, TFunction } from "i18next";
import { useContext } from "react";
import { I18nContext } from "react-i18next";

type Words = { t: TFunction; i18n: i18n };

const known = new WeakMap<i18n, Map<string, Words>>();

/**
 * The words of a namespace (the first, where several are named; `t("other:key")` reaches the rest). The same as
 * react-i18next's hook for what this product needs: all catalogues are there from the start and an instance keeps its
 * language, so nothing is looked up or subscribed to again per component, and sentences without values are kept.
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

function remembering(t: TFunction): TFunction {
  const kept = new Map<string, string>();
  const remember = (...args: unknown[]) => {
    const [key] = args;
    if (args.length > 1 || typeof key !== "string") return (t as unknown as (...all: unknown[]) => string)(...args);
    const before = kept.get(key);
    if (before !== undefined) return before;
    const sentence = t(key);
    kept.set(key, sentence);
    return sentence;
  };
  return Object.assign(remember, { $TFunctionBrand: undefined }) as unknown as TFunction;
}
