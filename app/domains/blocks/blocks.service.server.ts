import type { Topic } from "#app/outbox/events.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { BlocksError } from "./blocks.errors.ts";
import { countBlocks, deleteBlock, insertBlock, insertBlockTransition, listBlocks, listPeopleOf, lockPair, partyExists } from "./blocks.repository.server.ts";
import { maxBlocks, type BlockInput, type BlockPage } from "./blocks.schema.ts";

export { hasBlocked, isBlockedBetween, listHiddenPartyIds, lockPair } from "./blocks.repository.server.ts";

const pageSize = 50;

/**
 * The acting party blocks another: from then on nothing new begins between the two. Blocking twice is blocking once;
 * `changed` tells which. Errors: BLOCKS.NOT_FOUND, NOT_ALLOWED below member, OWN_PARTY, TOO_MANY (`max`).
 */
export async function blockParty(db: Db, actor: Actor, input: BlockInput, clock: Clock = systemClock): Promise<Result<{ changed: boolean }, BlocksError>> {
  return transact<Result<{ changed: boolean }, BlocksError>>(db, async (tx) => {
    if (!hasRole(actor.role, "member")) return err("BLOCKS.NOT_ALLOWED");
    if (input.partyId === actor.party.id) return err("BLOCKS.OWN_PARTY");
    if (!(await partyExists(tx, input.partyId))) return err("BLOCKS.NOT_FOUND");
    await lockPair(tx, actor.party.id, input.partyId);
    const pair = { blockerPartyId: actor.party.id, blockedPartyId: input.partyId };
    const at = clock.now();
    if (!(await insertBlock(tx, { ...pair, at }))) return ok({ changed: false });
    if ((await countBlocks(tx, actor.party.id)) > maxBlocks) return err("BLOCKS.TOO_MANY", { max: maxBlocks });
    await tell(tx, actor, { ...pair, from: "open", to: "blocked", at });
    return ok({ changed: true });
  });
}

/** Lifts the acting party's own block. One that is not there is lifted already. Errors: BLOCKS.NOT_ALLOWED below member. */
export async function unblockParty(db: Db, actor: Actor, input: BlockInput, clock: Clock = systemClock): Promise<Result<{ changed: boolean }, BlocksError>> {
  return transact<Result<{ changed: boolean }, BlocksError>>(db, async (tx) => {
    if (!hasRole(actor.role, "member")) return err("BLOCKS.NOT_ALLOWED");
    await lockPair(tx, actor.party.id, input.partyId);
    const pair = { blockerPartyId: actor.party.id, blockedPartyId: input.partyId };
    if (!(await deleteBlock(tx, pair))) return ok({ changed: false });
    await tell(tx, actor, { ...pair, from: "blocked", to: "open", at: clock.now() });
    return ok({ changed: true });
  });
}

/** Who moved it, and that the pages of both sides look again. The event names no blocker: both ids, in order of the alphabet. */
async function tell(tx: Tx, actor: Actor, move: { blockerPartyId: string; blockedPartyId: string; from: string; to: string; at: Date }): Promise<void> {
  await insertBlockTransition(tx, { ...move, userId: actor.userId, role: actor.role });
  const [first, second] = [move.blockerPartyId, move.blockedPartyId].sort() as [string, string];
  const people = await listPeopleOf(tx, [first, second]);
  const topics: Topic[] = [`party:${first}`, `party:${second}`, ...people.map((id) => `user:${id}` as const)];
  await record(tx, { type: "blocks.changed", payload: { partyIds: [first, second] }, topics });
}

/** The acting party's own blocks, the newest first, fifty at a time. `cursor` is the `next` of the page before; an unreadable one is none. */
export async function viewBlocks(db: Db, actor: Actor, cursor: string | null): Promise<BlockPage> {
  const [at = "", partyId = ""] = (cursor ?? "").split("~");
  const instant = new Date(at);
  const before = partyId && !Number.isNaN(instant.getTime()) ? { at: instant, partyId } : null;
  const rows = await listBlocks(db, { blockerPartyId: actor.party.id, before, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    blocks: shown.map(({ createdAt, ...block }) => ({ ...block, createdAt: createdAt.toISOString() })),
    next: rows.length > pageSize && last ? `${last.createdAt.toISOString()}~${last.partyId}` : null,
  };
}
