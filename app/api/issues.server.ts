import { z } from "zod";
import { translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** Where something does not fit (a JSON pointer; `#/query/...` and `#/path/...` outside the body), and why. */
export type InputIssue = { pointer: string; message: string };

type Problem = { path: readonly PropertyKey[]; message: string };

const words = { en: z.locales.en().localeError, "zh-CN": z.locales.zhCN().localeError } as const;

/** A part of a JSON pointer (RFC 6901). */
function part(key: PropertyKey): string {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Checks a value; problems are said in the caller's language, those of our own catalogue included. */
export function check(schema: z.ZodObject, value: unknown, input: { where: string; locale: Locale }): { value: Record<string, unknown> } | { issues: InputIssue[] } {
  const parsed = schema.safeParse(value, { error: words[input.locale] });
  if (parsed.success) return { value: parsed.data as Record<string, unknown> };
  return { issues: issuesOf(parsed.error.issues, input) };
}

/** Problems of a value as an answer names them: where, and a sentence in the caller's language. */
export function issuesOf(issues: readonly Problem[], input: { where: string; locale: Locale }): InputIssue[] {
  const t = translator(input.locale);
  return issues.map((issue) => ({ pointer: [input.where, ...issue.path.map(part)].join("/"), message: translateError(t, issue.message) }));
}

/** True for text PostgreSQL can keep: no NUL, and no half of a surrogate pair. Looks into lists and objects, keys included. */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !/\0|\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === "object" && value !== null) return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
  return true;
}
