import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as rows from "./offers.repository.server.ts";
import { findProgramme, lockProgramme, note, roleIn } from "./programmes.repository.server.ts";
import { manages, tell } from "./programmes.service.server.ts";
import type { RewardsError } from "./rewards.errors.ts";
import { phaseOf } from "./rewards.rules.ts";
import type { OfferInput, OfferState } from "./rewards.schema.ts";

type Answer<T> = Result<T, RewardsError>;

/**
 * Puts up an offer: by a manager for the community, open at once; by a manager of a recycler or verified seller for that party, proposed to a
 * listed community whose managers answer. The same id again finds it. Errors: REWARDS.NOT_FOUND, SHOP_NOT_ALLOWED, NOT_ALLOWED, ENDED_CLOSED, KEY_TAKEN.
 */
export async function makeOffer(db: Db, actor: Actor, input: OfferInput & { as: "community" | "shop" }, clock = systemClock): Promise<Answer<{ offerId: string; state: OfferState }>> {
  return transact<Answer<{ offerId: string; state: OfferState }>>(db, async (tx) => {
    const now = clock.now();
    const programme = await findProgramme(tx, { id: input.programmeId });
    if (!programme) return err("REWARDS.NOT_FOUND");
    if (input.as === "community" && !(await manages(tx, actor, programme.communityId))) return err("REWARDS.NOT_FOUND");
    if (input.as === "shop") {
      if (!hasRole(actor.role, "manager") || !(await rows.isShop(tx, { partyId: actor.party.id, now }))) return err("REWARDS.SHOP_NOT_ALLOWED");
      const isKnown = (await rows.listProgrammesToServe(tx, now)).some(({ id }) => id === programme.id);
      if (!isKnown) return err("REWARDS.NOT_FOUND");
    }
    if (phaseOf(programme.endsAt, now) !== "running") return err("REWARDS.ENDED_CLOSED");
    const offererPartyId = input.as === "community" ? programme.communityId : actor.party.id;
    const state = input.as === "community" ? "open" : "proposed";
    const { offerId, programmeId, title, words, pricePoints, stock, perHousehold } = input;
    const until = new Date(now.getTime() + input.days * 86_400_000);
    if (!(await rows.insertOffer(tx, { id: offerId, programmeId, offererPartyId, title, words, pricePoints, stock, perHousehold, until, state, userId: actor.userId, now }))) {
      const known = await rows.findOffer(tx, offerId, now);
      return known?.offererPartyId === offererPartyId && known.programmeId === programmeId && known.title === title ? ok({ offerId, state: known.state }) : err("REWARDS.KEY_TAKEN");
    }
    await note(tx, { type: "reward_offer", id: offerId, from: null, to: state, actor, at: now });
    await tell(tx, programme, [offererPartyId]);
    return ok({ offerId, state });
  });
}

/** Where an offer may go from where it is, and who leads it there: the community answers what is proposed, who put it up and the community close it. */
const leads: Record<"open" | "refused" | "closed", { from: readonly OfferState[]; byOfferer: boolean }> = {
  open: { from: ["proposed"], byOfferer: false },
  refused: { from: ["proposed"], byOfferer: false },
  closed: { from: ["proposed", "open"], byOfferer: true },
};

/** Answers or closes an offer. Codes that are out stay good. Errors: REWARDS.NOT_FOUND, NOT_ALLOWED, STALE, WRONG_STATE. */
export async function moveOffer(db: Db, actor: Actor, input: { offerId: string; version: number; to: "open" | "refused" | "closed" }, clock = systemClock): Promise<Answer<{ state: OfferState; version: number }>> {
  return transact<Answer<{ state: OfferState; version: number }>>(db, async (tx) => {
    const now = clock.now();
    const seen = await rows.findOffer(tx, input.offerId, now);
    const programme = seen ? await lockProgramme(tx, seen.programmeId) : null;
    const offer = programme ? await rows.findOffer(tx, input.offerId, now) : null;
    if (!offer || !programme) return err("REWARDS.NOT_FOUND");
    const isManager = await manages(tx, actor, programme.communityId);
    const role = await roleIn(tx, { userId: actor.userId, partyId: offer.offererPartyId });
    const isOfferer = role !== null && hasRole(role, "manager");
    if (!isManager && !isOfferer) return err("REWARDS.NOT_FOUND");
    const { from, byOfferer } = leads[input.to];
    if (!isManager && !byOfferer) return err("REWARDS.NOT_ALLOWED");
    if (offer.version !== input.version) return err("REWARDS.STALE", { state: offer.state, version: offer.version });
    if (!from.includes(offer.state)) return err("REWARDS.WRONG_STATE", { state: offer.state });
    if (!(await rows.swapOffer(tx, { id: offer.id, version: input.version, from: offer.state, to: input.to, now }))) return err("REWARDS.STALE");
    await note(tx, { type: "reward_offer", id: offer.id, from: offer.state, to: input.to, actor, at: now });
    await tell(tx, programme, [offer.offererPartyId]);
    return ok({ state: input.to, version: input.version + 1 });
  });
}
