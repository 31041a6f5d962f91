import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { listingInput } from "#app/domains/listings/listings.schema.ts";
import type { ListingOutcome } from "#app/domains/listings/listings.service.server.ts";
import { presentInput } from "#app/domains/listings/present-input.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { readAttributes } from "#app/shared/attributes/attribute-values.ts";
import { err, type Result } from "#app/shared/result.ts";
import { editListing } from "./edit-listing.server.ts";

/** What does not fit, and where. */
export type PatchIssue = { path: PropertyKey[]; message: string };

type PatchListing = { listingId: string; version: number; changes: Readonly<Record<string, unknown>> };

/**
 * Changes single fields of a listing; all others stay as they are. The whole is judged as an edit is. Where the category or material
 * changes and its fields are not sent along, those of the former are dropped. Errors: HTTP.INPUT_INVALID with `issues`, and those of
 * an edit.
 */
export async function patchListing(db: Db, actor: Actor, input: PatchListing, clock: Clock = systemClock): Promise<Result<ListingOutcome, ListingsError | "HTTP.INPUT_INVALID">> {
  return transact<Result<ListingOutcome, ListingsError | "HTTP.INPUT_INVALID">>(db, async (tx) => {
    const { listingId, version, changes } = input;
    const present = await presentInput(tx, actor, { listingId, version });
    if (!present.ok) return present;
    const isAnother = (["category", "material"] as const).some((name) => name in changes && changes[name] !== present.value[name]);
    const whole = { ...present.value, ...changes };
    const { unknown } = readAttributes({ category: (whole.category ?? null) as string | null, material: (whole.material ?? null) as string | null }, (changes.attributes ?? {}) as Record<string, unknown>);
    if (unknown.length > 0) return err("HTTP.INPUT_INVALID", { issues: unknown.map((code): PatchIssue => ({ path: ["attributes", code], message: "errors:notAsked" })) });
    const parsed = listingInput.safeParse({ ...present.value, ...(isAnother ? { attributes: {}, gradeAnswers: {}, countUnit: null, countHundredths: null, materialConditions: [] } : {}), ...changes });
    if (!parsed.success) return err("HTTP.INPUT_INVALID", { issues: parsed.error.issues.map(({ path, message }): PatchIssue => ({ path: [...path], message })) });
    return editListing(tx, actor, { listingId, version, listing: parsed.data }, clock);
  });
}
