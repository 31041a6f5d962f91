import type { Submission, SubmissionResult } from "@conform-to/react";
import { errorKey } from "#app/platform/http/status.ts";

type Form<T> = Submission<unknown, string[], T>;

/** Before scripts: the form comes back as it was typed, now with the fields of the chosen category. Nothing is wrong yet. */
export function asTyped<T>(submission: Form<T>): SubmissionResult<string[]> {
  const { initialValue, fields, state } = submission.reply();
  return { ...(initialValue ? { initialValue } : {}), ...(fields ? { fields } : {}), ...(state ? { state } : {}) };
}

/** What a verb refused: at the title, where a rule of prohibited things names it; else for the whole form. */
export function refusal<T>(submission: Form<T>, failure: { error: string; details?: Record<string, unknown> | undefined }): SubmissionResult<string[]> {
  if (failure.error === "LISTINGS.PROHIBITED") return submission.reply({ fieldErrors: { title: [prohibitedMessage(String(failure.details?.rule))] } as never });
  return submission.reply({ formErrors: [errorKey(failure.error)] });
}

/** The sentence at the title: which rule, why, and where it goes instead. */
export function prohibitedMessage(rule: string): string {
  return `rules:refusedBy.${rule}`;
}
