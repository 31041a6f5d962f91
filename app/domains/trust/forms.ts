import { z } from "zod";

/** A form that did not go through: everything typed comes back, with messages per field as catalogue keys, or a code of refusal. */
export type FailedForm = { intent: string; values: Record<string, string>; fields: Record<string, string[]>; error: string | null };

/** Reads a form by its schema. */
export function readForm<S extends z.ZodType>(form: FormData, schema: S): { ok: true; value: z.output<S> } | { ok: false; failed: FailedForm } {
  const parsed = schema.safeParse(typed(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, failed: { ...failedForm(form, null), fields: z.flattenError(parsed.error).fieldErrors as Record<string, string[]> } };
}

/** A form whose act was refused with a code. */
export function failedForm(form: FormData, error: string | null): FailedForm {
  return { intent: String(form.get("intent") ?? ""), values: typed(form), fields: {}, error };
}

function typed(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}
