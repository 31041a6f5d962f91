import { inTransaction, transact, type Db } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "./listings.errors.ts";
import { expireDue, listExpiringSoon, repostHistory } from "./listings.repository.server.ts";
import { deadline, repostRefusal } from "./listings.rules.ts";
import type { WithdrawReason } from "./listings.schema.ts";
import { claim, moveTo, standingDeadline, type ListingOutcome } from "./listings.service.server.ts";

type Outcome = Promise<Result<ListingOutcome, ListingsError>>;
type Which = { listingId: string; version?: number };

/**
 * Takes a listing back for good. "Given elsewhere" is kept as the outcome and counts nothing. Open requests are closed by the
 * flow around this verb; accepted deals run on.
 */
export async function withdrawListing(db: Db, actor: Actor, input: Which & { reason: WithdrawReason }): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "withdraw");
    if (!claimed.ok) return claimed;
    return ok(await moveTo(tx, actor, claimed.value, { to: "withdrawn", reason: input.reason, withdrawnReason: input.reason }));
  });
}

/** Hides a listing from the lists; its deadline keeps running. */
export async function pauseListing(db: Db, actor: Actor, input: Which): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "pause");
    if (!claimed.ok) return claimed;
    return ok(await moveTo(tx, actor, claimed.value, { to: "paused" }));
  });
}

/** Shows a paused listing again; as reserved when everything is held, as expired when its deadline passed meanwhile. */
export async function resumeListing(db: Db, actor: Actor, input: Which, clock = systemClock): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "resume");
    if (!claimed.ok) return claimed;
    const { expiresAt, unitsAvailable } = claimed.value;
    const isOver = expiresAt !== null && expiresAt <= clock.now();
    return ok(await moveTo(tx, actor, claimed.value, { to: isOver ? "expired" : unitsAvailable === 0 ? "reserved" : "published" }));
  });
}

/** Gives a listing a later last day (a month from now when none is named); an expired one is shown again. Its place in the list stays. */
export async function extendListing(db: Db, actor: Actor, input: Which & { expiresOn?: string | null }, clock = systemClock): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "extend");
    if (!claimed.ok) return claimed;
    const { state, timeZone, unitsAvailable } = claimed.value;
    const expiresAt = deadline({ expiresOn: input.expiresOn ?? null, now: clock.now(), timeZone });
    const to = state === "expired" ? (unitsAvailable === 0 ? "reserved" : "published") : state;
    return ok(await moveTo(tx, actor, claimed.value, { to, reason: "extended", expiresAt }));
  });
}

/** Brings a listing to the front: only its sort time moves (and its deadline, where that is nearer). Limited in number and interval. */
export async function repostListing(db: Db, actor: Actor, input: Which, clock = systemClock): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "repost");
    if (!claimed.ok) return claimed;
    const listing = claimed.value;
    if (listing.unitsAvailable === 0) return err("LISTINGS.WRONG_STATE", { state: listing.state });
    const now = clock.now();
    const refusal = repostRefusal({ ...(await repostHistory(tx, listing.id)), sortAt: listing.sortAt, now });
    if (refusal) return err(refusal);
    return ok(await moveTo(tx, actor, listing, { to: "published", reason: "reposted", sortAt: now, expiresAt: standingDeadline(listing, now) }));
  });
}

/** An operator lets a listing under review be shown. */
export async function approveListing(db: Db, actor: Actor, input: Which, clock = systemClock): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "approve");
    if (!claimed.ok) return claimed;
    const now = clock.now();
    const publishedAt = claimed.value.publishedAt ?? now;
    return ok(await moveTo(tx, actor, claimed.value, { to: "published", reason: "approved", publishedAt, sortAt: now, expiresAt: standingDeadline(claimed.value, now) }));
  });
}

/** An operator refuses it, with the reason the owner reads. */
export async function rejectListing(db: Db, actor: Actor, input: Which & { reason: string }): Outcome {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "reject");
    if (!claimed.ok) return claimed;
    return ok(await moveTo(tx, actor, claimed.value, { to: "rejected", reason: input.reason, withdrawnReason: input.reason }));
  });
}

const batch = 100;

/**
 * The timer: expires every listing whose deadline has passed, and tells its owners. Late, early or twice: the same end.
 * Open deals run on. Returns how many expired.
 */
export async function expireListings(db: Db, now: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const expired = await inTransaction(db, async (tx) => {
      const rows = await expireDue(tx, { now, limit: batch });
      for (const { id, ownerPartyId } of rows) {
        await record(tx, { type: "listings.expired", payload: { listingId: id }, topics: [`listing:${id}`, "listings", `party:${ownerPartyId}`] });
      }
      return rows.length;
    });
    total += expired;
    if (expired < batch) return total;
  }
}

/** The timer: tells owners a day ahead that a listing is about to end, once for each deadline. Returns how many were found. */
export async function warnOfExpiry(db: Db, now: Date): Promise<number> {
  const soon = await listExpiringSoon(db, { now, limit: batch });
  for (const { id, ownerPartyId } of soon) {
    await inTransaction(db, (tx) => record(tx, { type: "listings.expiring", payload: { listingId: id }, topics: [`party:${ownerPartyId}`] }));
  }
  return soon.length;
}
