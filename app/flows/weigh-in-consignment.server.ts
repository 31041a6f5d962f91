import type { ConsignmentMoved, ConsignmentRef } from "#app/domains/custody/consignments.service.server.ts";
import type { CustodyError } from "#app/domains/custody/custody.errors.ts";
import type { WeighedLine } from "#app/domains/custody/custody.schema.ts";
import { receiveConsignment, takeBackConsignment } from "#app/domains/custody/weigh-consignment.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { settleOrigins } from "./settle-origins.server.ts";

/**
 * Weighs a consignment in at the end of its way, or back at its beginning where it was refused, and tells the ledger of loads that were lost
 * to the last gram on it, in one transaction. Errors as the custody room's `receiveConsignment`.
 */
export async function weighInConsignment(
  db: Db,
  actor: Actor,
  input: ConsignmentRef & { lines: WeighedLine[]; verb: "receive" | "take_back" },
  clock: Clock = systemClock,
): Promise<Result<ConsignmentMoved, CustodyError>> {
  const { verb, ...weighed } = input;
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const done = await (verb === "receive" ? receiveConsignment : takeBackConsignment)(tx, actor, weighed, clock);
    if (!done.ok) return done;
    const { settled, ...moved } = done.value;
    await settleOrigins(tx, settled, clock.now());
    return ok(moved);
  });
}
