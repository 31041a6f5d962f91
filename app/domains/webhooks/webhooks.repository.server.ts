import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { AttemptView, DeliveryState, DeliveryView, EndpointState, EndpointView } from "./webhooks.schema.ts";

export type EndpointRow = { id: string; partyId: string; url: string; eventTypes: string[]; state: EndpointState; secretNumber: number; failingSince: Date | null; createdAt: Date; version: number };
const endpointSelect = { id: true, partyId: true, url: true, eventTypes: true, state: true, secretNumber: true, failingSince: true, createdAt: true, version: true } as const;

/** An address by its id; null when there is none. */
export async function findEndpoint(db: Db, id: string): Promise<EndpointRow | null> {
  return (await db.webhookEndpoint.findUnique({ where: { id }, select: endpointSelect })) as EndpointRow | null;
}

/** A party's addresses, oldest first. There are never more than `maxEndpoints`. */
export async function listEndpoints(db: Db, partyId: string): Promise<EndpointView[]> {
  const rows = await db.webhookEndpoint.findMany({ where: { partyId }, select: endpointSelect, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 100 });
  return (rows as EndpointRow[]).map(viewOf);
}

/** An address as pages show it. */
export function viewOf({ id, url, eventTypes, state, failingSince, createdAt, version }: EndpointRow): EndpointView {
  return { id, url, eventTypes, state, failingSince: failingSince?.toISOString() ?? null, createdAt: createdAt.toISOString(), version };
}

/** How many addresses a party has. Holds the party's row, so that two who register at once count one after the other. */
export async function countEndpoints(tx: Tx, partyId: string): Promise<number> {
  await tx.$queryRaw(sql`SELECT id FROM party WHERE id = ${partyId} FOR UPDATE`);
  return tx.webhookEndpoint.count({ where: { partyId } });
}

/** Writes an address; false when this id is there already. */
export async function insertEndpoint(tx: Tx, input: { id: string; partyId: string; url: string; eventTypes: string[]; userId: string; now: Date }): Promise<boolean> {
  const { userId, now, ...endpoint } = input;
  const { count } = await tx.webhookEndpoint.createMany({ data: [{ ...endpoint, createdByUserId: userId, createdAt: now }], skipDuplicates: true });
  return count === 1;
}

/** Changes an address if it still stands where the mover saw it; false when it does not. */
export async function changeEndpoint(tx: Tx, input: { id: string; version: number; change: { state?: EndpointState; failingSince?: null; secretNumber?: { increment: 1 } } }): Promise<boolean> {
  const { count } = await tx.webhookEndpoint.updateMany({ where: { id: input.id, version: input.version }, data: { ...input.change, version: { increment: 1 } } });
  return count === 1;
}

/** Removes an address with its log; false when it has moved. */
export async function deleteEndpoint(tx: Tx, input: { id: string; version: number }): Promise<boolean> {
  return (await tx.webhookEndpoint.deleteMany({ where: input })).count === 1;
}

/** Who changed an address, when. */
export async function insertEndpointTransition(tx: Tx, input: { endpointId: string; from: string | null; to: string; actor: Actor | null; partyId: string; at: Date }): Promise<void> {
  const { actor, endpointId, from, to, partyId, at } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: "webhook", subjectId: endpointId, fromState: from, toState: to, actorUserId: actor?.userId ?? null, actorPartyId: partyId, actorRole: actor?.role ?? "system", at },
    select: { id: true },
  });
}

/** Which of some parties have an address that is on and wants a type, registered before the event. */
export async function listListening(db: Db, input: { partyIds: readonly string[]; eventType: string; occurredAt: Date }): Promise<{ id: string }[]> {
  return db.webhookEndpoint.findMany({
    where: { partyId: { in: [...input.partyIds] }, state: "active", eventTypes: { has: input.eventType }, createdAt: { lte: input.occurredAt } },
    select: { id: true },
  });
}

/** Writes deliveries that are due at once; an event that came before changes nothing. */
export async function insertDeliveries(db: Db, rows: readonly { endpointId: string; eventId: bigint; eventType: string; body: string; now: Date }[]): Promise<void> {
  if (rows.length === 0) return;
  await db.webhookDelivery.createMany({ data: rows.map(({ now, ...row }) => ({ ...row, id: newId(), dueAt: now, createdAt: now })), skipDuplicates: true });
}

export type ClaimedDelivery = { id: string; endpointId: string; url: string; secretNumber: number; body: string; attempts: number; round: number; partyId: string; isReplay: boolean };

/**
 * Takes deliveries that are due: at most `perEndpoint` of each address and `perParty` of each party, everybody's first before anybody's
 * second, so that nobody keeps the others waiting; nothing for addresses and parties that are busy. Taken means counted as tried and due
 * again only after the lease: a process that dies leaves them to the next one.
 */
export async function claimDue(db: Db, input: { now: Date; leaseMs: number; perEndpoint: number; perParty: number; limit: number; busyEndpointIds: readonly string[]; busyPartyIds: readonly string[] }): Promise<ClaimedDelivery[]> {
  return db.$queryRaw<ClaimedDelivery[]>(sql`
    WITH due AS (
      SELECT d.id, d.due_at, e.party_id FROM webhook_endpoint e CROSS JOIN LATERAL (
        SELECT id, due_at FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'waiting' AND due_at <= ${input.now}::timestamptz
        ORDER BY due_at, id LIMIT ${input.perEndpoint} FOR UPDATE SKIP LOCKED) d
      WHERE e.state = 'active' AND NOT (e.id = ANY(${[...input.busyEndpointIds]}::text[])) AND NOT (e.party_id = ANY(${[...input.busyPartyIds]}::text[]))),
    ranked AS (SELECT id, due_at, row_number() OVER (PARTITION BY party_id ORDER BY due_at, id) AS place FROM due),
    picked AS (SELECT id FROM ranked WHERE place <= ${input.perParty} ORDER BY place, due_at, id LIMIT ${input.limit})
    UPDATE webhook_delivery w SET attempts = attempts + 1, round = round + 1, due_at = ${new Date(input.now.getTime() + input.leaseMs)}::timestamptz
    FROM webhook_endpoint e WHERE e.id = w.endpoint_id AND w.id IN (SELECT id FROM picked)
    RETURNING w.id, w.endpoint_id AS "endpointId", e.url, e.secret_number AS "secretNumber", w.body, w.attempts, w.round,
      e.party_id AS "partyId", w.replayed_by_user_id IS NOT NULL AS "isReplay"`);
}

/** Notes a try; false when it is noted already or the delivery is gone. */
export async function insertAttempt(tx: Tx, input: AttemptRow): Promise<boolean> {
  const written = await tx.$executeRaw(sql`
    INSERT INTO webhook_attempt (delivery_id, number, at, duration_ms, status, problem, snippet)
    SELECT id, ${input.number}::int, ${input.at}::timestamptz, ${input.durationMs}::int, ${input.status}::int, ${input.problem}::text, ${input.snippet}::text
    FROM webhook_delivery WHERE id = ${input.deliveryId} ON CONFLICT DO NOTHING`);
  return written === 1;
}
export type AttemptRow = Omit<AttemptView, "at"> & { deliveryId: string; at: Date };

/** Moves a delivery that is still at the try `attempts`; false when somebody else went on with it. */
export async function settleDelivery(tx: Tx, input: { id: string; attempts: number; state: DeliveryState; dueAt: Date }): Promise<boolean> {
  const { count } = await tx.webhookDelivery.updateMany({ where: { id: input.id, attempts: input.attempts, state: "waiting" }, data: { state: input.state, dueAt: input.dueAt } });
  return count === 1;
}

/** Notes that an address took something: whatever failed before is over. */
export async function noteTaken(tx: Tx, endpointId: string): Promise<void> {
  await tx.webhookEndpoint.updateMany({ where: { id: endpointId, failingSince: { not: null } }, data: { failingSince: null } });
}

/** Notes since when an address takes nothing. */
export async function noteFailing(tx: Tx, input: { endpointId: string; now: Date }): Promise<void> {
  await tx.webhookEndpoint.updateMany({ where: { id: input.endpointId, failingSince: null }, data: { failingSince: input.now } });
}

/** Switches an address off that has failed since `before` or earlier (or, with null, at once); its row when it was on until now. */
export async function switchOffFailing(tx: Tx, input: { endpointId: string; before: Date | null }): Promise<{ partyId: string; version: number } | null> {
  const [row] = await tx.$queryRaw<{ partyId: string; version: number }[]>(sql`
    UPDATE webhook_endpoint SET state = 'failed', version = version + 1
    WHERE id = ${input.endpointId} AND state = 'active' AND (${input.before}::timestamptz IS NULL OR failing_since <= ${input.before}::timestamptz)
    RETURNING party_id AS "partyId", version`);
  return row ?? null;
}

export type DeliveryRow = { id: string; endpointId: string; state: DeliveryState; attempts: number; endpoint: EndpointRow };

/** A delivery with its address; null when there is none. */
export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  return (await db.webhookDelivery.findUnique({ where: { id }, select: { id: true, endpointId: true, state: true, attempts: true, endpoint: { select: endpointSelect } } })) as DeliveryRow | null;
}

/** Makes a finished delivery due again if it still stands where the mover saw it. */
export async function repeatDelivery(tx: Tx, input: { id: string; attempts: number; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.webhookDelivery.updateMany({
    where: { id: input.id, attempts: input.attempts, state: { in: ["delivered", "failed"] } },
    data: { state: "waiting", round: 0, dueAt: input.now, replayedByUserId: input.userId },
  });
  return count === 1;
}

/** A page of an address's deliveries, the latest first, each with its last five tries. `after` is the id the page before ended with. */
export async function listDeliveries(db: Db, input: { endpointId: string; after: string | null; limit: number }): Promise<{ items: DeliveryView[]; next: string | null }> {
  const rows = await db.webhookDelivery.findMany({
    where: { endpointId: input.endpointId, ...(input.after ? { id: { lt: input.after } } : {}) },
    select: {
      id: true, eventType: true, state: true, attempts: true, createdAt: true, dueAt: true, body: true,
      tries: { select: { number: true, at: true, durationMs: true, status: true, problem: true, snippet: true }, orderBy: { number: "desc" }, take: 5 },
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit).map(({ createdAt, dueAt, tries, ...row }) => ({
    ...row,
    state: row.state as DeliveryState,
    createdAt: createdAt.toISOString(),
    dueAt: row.state === "waiting" ? dueAt.toISOString() : null,
    tries: tries.map((one) => ({ ...one, at: one.at.toISOString() })),
  }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Forgets deliveries made before an instant; at most `limit`. Returns how many. */
export async function deleteOldDeliveries(db: Db, input: { before: Date; limit: number }): Promise<number> {
  return db.$executeRaw(sql`
    DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery WHERE created_at < ${input.before}::timestamptz ORDER BY created_at LIMIT ${input.limit})`);
}

/** Of each address, the word of its state now. */
export async function webhookMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.webhookEndpoint.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true } });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}
