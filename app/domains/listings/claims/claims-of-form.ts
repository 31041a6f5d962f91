import { fieldMessage } from "#app/shared/field-errors.ts";
import { claimKinds, type ClaimKind } from "./claims.rules.ts";
import { claimForm } from "./claims.schema.ts";

/** Names of a kind's fields in the form of a listing: its box, its share, its document. */
export const claimField = (kind: ClaimKind, part: "on" | "percent" | "document") => `claims.${kind}.${part}`;

/** The kind whose document a file field holds; null for any other field. */
export function kindOfDocument(field: string): ClaimKind | null {
  return claimKinds.find((kind) => claimField(kind, "document") === field) ?? null;
}

/** The claims ticked in the form of a listing, with what is wrong by field. */
export function claimsOfForm(form: FormData): { claims: { kind: ClaimKind; percent: number | null }[]; errors: Record<string, string[]> } {
  const claims: { kind: ClaimKind; percent: number | null }[] = [];
  const errors: Record<string, string[]> = {};
  for (const kind of claimKinds) {
    if (form.get(claimField(kind, "on")) !== "on") continue;
    const parsed = claimForm.safeParse({ kind, percent: form.get(claimField(kind, "percent")) ?? undefined });
    if (parsed.success) claims.push(parsed.data);
    else errors[claimField(kind, "percent")] = parsed.error.issues.map((issue) => issue.message);
  }
  return { claims, errors };
}

/** What is said at the document's field when its file is too large. */
export const documentTooLarge = (maxMegabytes: number) => fieldMessage("claims:form.tooLarge", { max: maxMegabytes });
