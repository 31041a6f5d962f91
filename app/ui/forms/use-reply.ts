import { translateError } from "#app/shared/field-errors.ts";
import { useTranslation } from "../i18n.ts";

/** What an action gave back about a form that did not go through: messages by field, and everything typed. */
export type Reply = { error?: Record<string, string[] | null> | null | undefined; initialValue?: Record<string, unknown> | null | undefined } | null | undefined;

/** Reads a reply for the fields of its form: translated messages, and the text typed (or `usual` where nothing was). */
export function useReply(reply: Reply): { errors: (name: string) => string[]; typed: (name: string, usual?: string) => string } {
  const translate = useTranslation().t;
  return {
    errors: (name) => (reply?.error?.[name] ?? []).map((message) => translateError(translate, message)),
    typed: (name, usual = "") => {
      const value = reply?.initialValue?.[name];
      return typeof value === "string" ? value : reply?.initialValue ? "" : usual;
    },
  };
}
