import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "./listings.errors.ts";
import { isCountEstimate } from "./counted.rules.ts";
import { findEditable } from "./listing-page.repository.server.ts";
import { claim } from "./listings.service.server.ts";

/**
 * A listing as it would be written to stand as it does, for those who may edit it now: what a change of single fields starts from.
 * Its row is held until the transaction ends. Three things are never read back: a serial number, of which only a hash is kept, the
 * deadline, which an edit leaves alone unless it names a day, and a mass that only follows from a count. Errors as of an edit, LISTINGS.STALE included.
 */
export async function presentInput(tx: Tx, actor: Actor, input: { listingId: string; version: number }): Promise<Result<Record<string, unknown>, ListingsError>> {
  const opened = await claim(tx, actor, input, "edit");
  if (!opened.ok) return opened;
  const row = await findEditable(tx, input.listingId);
  if (!row) return err("LISTINGS.NOT_FOUND");
  const { gradeAnswers, expiresAt: _expiresAt, grade: _grade, gradeRule: _rule, ...said } = row;
  return ok({ ...said, gradeAnswers: gradeAnswers ?? {}, massGrams: isCountEstimate(row) ? null : row.massGrams, serialNumber: null, expiresOn: null });
}
