import { holdAllOf, holdListing, liftAll, liftHold, removeListing } from "#app/domains/listings/holds.service.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { correctWords, restoreWords, type CorrectedWords, type Words } from "#app/domains/listings/corrected-words.service.server.ts";
import { putPhotoBack, takePhotoOff, type TakenPhoto } from "#app/domains/listings/photos.service.server.ts";
import { deleteHidden, endRestriction, insertHidden, insertRestriction } from "#app/domains/trust/restrictions.repository.server.ts";
import type { DecisionKind, SubjectKind } from "#app/domains/trust/trust.rules.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";

/** What a decision is about, as far as its effects need it. */
export type Effect = { decisionId: string; caseId: string; kind: DecisionKind; partyId: string; subjectKind: SubjectKind; subjectId: string; listingId: string | null; until: Date | null; words?: (Words & { seen: string }) | null };

type Done = Result<null, ListingsError>;

/** The hold of a case on its listing, and of a suspension on all of a party's. */
export const caseHold = (caseId: string) => `case:${caseId}`;
const suspensionHold = (decisionId: string) => `suspension:${decisionId}`;

/** What takes effect as soon as a decision is made. Removals and suspensions are holds until a second moderator agrees. */
export async function begin(tx: Tx, actor: Actor, effect: Effect, now: Date): Promise<Done> {
  switch (effect.kind) {
    case "remove": {
      if (!effect.listingId) return err("LISTINGS.NOT_FOUND");
      const held = await holdListing(tx, actor, { listingId: effect.listingId, cause: caseHold(effect.caseId), now });
      return held.ok ? ok(null) : held;
    }
    case "suspend":
      await insertRestriction(tx, { partyId: effect.partyId, kind: "suspended", decisionId: effect.decisionId, until: null, now });
      await holdAllOf(tx, actor, { partyId: effect.partyId, cause: suspensionHold(effect.decisionId), now });
      return ok(null);
    case "restrict":
      await insertRestriction(tx, { partyId: effect.partyId, kind: "restricted", decisionId: effect.decisionId, until: effect.until, now });
      return showAgain(tx, actor, effect, now);
    case "correct": {
      const corrected = await correct(tx, actor, effect, now);
      return corrected.ok ? showAgain(tx, actor, effect, now) : corrected;
    }
    case "hide":
      await hide(tx, effect, now);
      return showAgain(tx, actor, effect, now);
    default:
      return showAgain(tx, actor, effect, now);
  }
}

/** A second moderator agreed: what was held is removed, and who waited for an answer about it is told. */
export async function makeFinal(tx: Tx, actor: Actor, effect: Effect, now: Date): Promise<Done> {
  if (effect.kind === "suspend") return showAgain(tx, actor, effect, now);
  if (effect.kind !== "remove") return ok(null);
  if (!effect.listingId) return err("LISTINGS.NOT_FOUND");
  const removed = await removeListing(tx, actor, { listingId: effect.listingId, cause: caseHold(effect.caseId), now });
  if (!removed.ok) return removed;
  await closeDealRequests(tx, { listingId: effect.listingId, reason: "listing_gone", now });
  return ok(null);
}

/** A second moderator disagreed, or an appeal succeeded: everything is as it was. Deals and deadlines went on meanwhile. */
export async function undo(tx: Tx, actor: Actor, effect: Effect, now: Date): Promise<Done> {
  if (effect.kind === "suspend" || effect.kind === "restrict") {
    await endRestriction(tx, { decisionId: effect.decisionId, now });
    await liftAll(tx, actor, { cause: suspensionHold(effect.decisionId), now });
  }
  if (effect.kind === "correct" && effect.listingId) {
    const replaced = await deleteHidden(tx, effect.decisionId);
    if (replaced?.kept) await restoreWords(tx, actor, { listingId: effect.listingId, words: replaced.kept as CorrectedWords, cause: caseHold(effect.caseId) });
  }
  if (effect.kind === "hide") {
    const hidden = await deleteHidden(tx, effect.decisionId);
    if (hidden?.subjectKind === "photo" && hidden.kept) await putPhotoBack(tx, hidden.kept as TakenPhoto);
  }
  return showAgain(tx, actor, effect, now);
}

/** The case no longer keeps its listing out of sight. */
async function showAgain(tx: Tx, actor: Actor, effect: Effect, now: Date): Promise<Done> {
  if (effect.listingId) await liftHold(tx, actor, { listingId: effect.listingId, cause: caseHold(effect.caseId), now });
  return ok(null);
}

/** Replaces a listing's words and keeps both, by the decision: a listing can be corrected more than once. */
async function correct(tx: Tx, actor: Actor, effect: Effect, now: Date): Promise<Done> {
  if (!effect.listingId || !effect.words) return err("LISTINGS.NOT_FOUND");
  const written = await correctWords(tx, actor, { listingId: effect.listingId, to: { title: effect.words.title, description: effect.words.description }, seen: effect.words.seen, cause: caseHold(effect.caseId) });
  if (!written.ok) return written;
  await insertHidden(tx, { subjectKind: "words", subjectId: effect.decisionId, decisionId: effect.decisionId, kept: written.value, now });
  return ok(null);
}

async function hide(tx: Tx, effect: Effect, now: Date): Promise<void> {
  const kept = effect.subjectKind === "photo" ? await takePhotoOff(tx, effect.subjectId) : null;
  await insertHidden(tx, { subjectKind: effect.subjectKind, subjectId: effect.subjectId, decisionId: effect.decisionId, kept, now });
}
