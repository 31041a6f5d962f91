import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { findAlike, type Alike } from "./alike.ts";
import { hashesOfDraft, listOwnOpen } from "./alike.repository.server.ts";

const comparedAtMost = 200;

/**
 * Which of the acting party's open listings may be the thing that is being listed: by the photos of the draft, and by title and
 * category (`goods:sofa`, null while not chosen). Only ever a hint.
 */
export async function alikeListings(db: Db, actor: Actor, input: { draftId: string; title: string; what: string | null }): Promise<Alike[]> {
  const [own, hashes] = await Promise.all([listOwnOpen(db, { partyId: actor.party.id, limit: comparedAtMost }), hashesOfDraft(db, { draftId: input.draftId, userId: actor.userId })]);
  return findAlike(own, { title: input.title, what: input.what, hashes });
}
