import type { TakebackError } from "#app/domains/takeback/takeback.errors.ts";
import { listOffers, listPledges, type PledgeRow } from "#app/domains/takeback/takeback.repository.server.ts";
import type { PledgeInput } from "#app/domains/takeback/takeback.schema.ts";
import { pledge, unpledge } from "#app/domains/takeback/takeback.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { handOverOf } from "./erasure-hand-over.server.ts";

type Cause = { type: "booking" | "deal"; id: string };
type Changed = Result<{ changed: boolean }, TakebackError>;

/** Counts what a booking or deal hands over for a producer's programme. Errors as `pledge`. */
export async function pledgeTakeback(db: Db, actor: Actor, cause: Cause, input: PledgeInput, clock: Clock = systemClock): Promise<Changed> {
  return transact<Changed>(db, async (tx) => pledge(tx, actor, await handOverOf(tx, cause), input, clock.now()));
}

/** Takes that back. Errors as `unpledge`. */
export async function unpledgeTakeback(db: Db, actor: Actor, cause: Cause, input: { subject: string }, clock: Clock = systemClock): Promise<Changed> {
  return transact<Changed>(db, async (tx) => unpledge(tx, actor, await handOverOf(tx, cause), input, clock.now()));
}

/** What a hand-over's page offers: for each material or thing, the programmes that would take it, and what is counted already. Null where there is neither. */
export async function viewTakeback(db: Db, actor: Actor, cause: Cause): Promise<{ cause: Cause; offers: { subject: string; programmes: { id: string; name: string; brand: string; slug: string }[] }[]; pledges: PledgeRow[]; mayPledge: boolean } | null> {
  const handOver = await handOverOf(db, cause);
  if (!handOver || ![handOver.ownerPartyId, handOver.recyclerPartyId].includes(actor.party.id)) return null;
  const pledges = await listPledges(db, handOver);
  const mayPledge = handOver.stage === "open" && handOver.ownerPartyId === actor.party.id && hasRole(actor.role, "member");
  const found = mayPledge ? await listOffers(db, handOver) : [];
  const offers = handOver.subjects.flatMap((subject) => {
    const programmes = found.filter((one) => one.categories.includes(subject)).map(({ id, name, brand, slug }) => ({ id, name, brand, slug }));
    return programmes.length > 0 && pledges.every((one) => one.subject !== subject) ? [{ subject, programmes }] : [];
  });
  return offers.length === 0 && pledges.length === 0 ? null : { cause: { type: handOver.type, id: handOver.id }, offers, pledges, mayPledge };
}
