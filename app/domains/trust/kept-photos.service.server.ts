import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findCaseOfPhoto, listKeptKeys } from "./kept-photos.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { mayModerate } from "./trust.rules.ts";

/**
 * A photo that a case keeps, for moderators; `isPrivate` when it lies on the shelf of the photos of messages. NOT_ALLOWED for
 * everybody else, NOT_FOUND for a photo that is none of this case's.
 */
export async function casePhoto(db: Db, actor: Actor, input: { caseId: string; storageKey: string }): Promise<Result<{ isPrivate: boolean }, TrustError>> {
  if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
  const found = await findCaseOfPhoto(db, input);
  return found ? ok({ isPrivate: found.subjectKind === "message" }) : err("TRUST.NOT_FOUND");
}

/** Of photos that their owner took off a listing, those whose files may go: no report keeps a copy that shows them. */
export async function forgettablePhotos(db: Db, input: { listingId: string; storageKeys: string[] }): Promise<string[]> {
  const kept = new Set(await listKeptKeys(db, input));
  return input.storageKeys.filter((key) => !kept.has(key));
}
