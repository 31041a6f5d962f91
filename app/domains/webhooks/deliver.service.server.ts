import { record } from "#app/outbox/record.server.ts";
import type { RecordedEvent } from "#app/outbox/events.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { guardedPost, type PostInput, type PostOutcome } from "#app/platform/http/guarded-post.server.ts";
import { isWebhookEventType, webhookBody } from "./webhook-events.ts";
import { claimDue, deleteOldDeliveries, insertAttempt, insertDeliveries, insertEndpointTransition, listListening, noteFailing, noteTaken, settleDelivery, switchOffFailing, type ClaimedDelivery } from "./webhooks.repository.server.ts";
import { answerWithinMs, failingLimitMs, logKeptMs, maxTries, pauseMs, problemOfStatus, signedHeaders, snippetLength } from "./webhooks.rules.ts";
import { mayStayLocal, secretOf } from "./webhooks.service.server.ts";

/** Longer than any try takes, so that nobody else begins a try that is still under way. */
const leaseMs = answerWithinMs * 3;

/** Notes an event for every address of the parties it concerns. Noted again, it changes nothing. */
export async function takeEvent(db: Db, event: RecordedEvent, clock: Clock = systemClock): Promise<void> {
  const { type } = event;
  if (!isWebhookEventType(type)) return;
  const partyIds = [...new Set(event.topics.flatMap((topic) => (topic.startsWith("party:") ? [topic.slice("party:".length)] : [])))];
  if (partyIds.length === 0) return;
  const endpoints = await listListening(db, { partyIds, eventType: type, occurredAt: event.occurredAt });
  const body = webhookBody({ type, occurredAt: event.occurredAt, payload: event.payload });
  await insertDeliveries(db, endpoints.map(({ id }) => ({ endpointId: id, eventId: event.id, eventType: type, body, now: clock.now() })));
}

export type DeliverOptions = {
  clock?: Clock;
  random?: () => number;
  post?: (input: PostInput) => Promise<PostOutcome>;
  /** How long a round waits for those who answer late, in milliseconds; they go on without it. Not given: until the last. */
  waitMs?: number;
};

/** What one process has under way at most: to an address, to a party (less than twice this), in all. */
const most = { perEndpoint: 4, perParty: 8, inAll: 80 };
/** Shorter than the timer's second: whoever answers late holds up nobody. */
const timerWaitMs = 500;

/**
 * A sender that remembers what it has under way from round to round. Each round sends what is due, several at once, and gives how many; an
 * address that still owes an answer gets nothing more meanwhile. `db` is the client, because no transaction may be open while the network
 * is waited for. Several processes share the work; one that dies leaves its part to the others after the lease.
 */
export function deliverer(options: DeliverOptions = {}): (db: Db) => Promise<number> {
  const { clock = systemClock, random = Math.random, post = guardedPost, waitMs = null } = options;
  const underWay = new Map<Promise<void>, ClaimedDelivery>();
  const failures: unknown[] = [];
  return async (db) => {
    const now = [...underWay.values()];
    const ofParty = (partyId: string) => now.filter((one) => one.partyId === partyId).length;
    const room = most.inAll - now.length;
    const claimed =
      room <= 0
        ? []
        : await claimDue(db, {
            now: clock.now(),
            leaseMs,
            perEndpoint: most.perEndpoint,
            perParty: most.perParty,
            limit: room,
            busyEndpointIds: [...new Set(now.map((one) => one.endpointId))],
            busyPartyIds: [...new Set(now.map((one) => one.partyId))].filter((partyId) => ofParty(partyId) >= most.perParty),
          });
    const sent = claimed.map((delivery) => {
      const one: Promise<void> = deliverOne(db, delivery, { clock, random, post })
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(one));
      underWay.set(one, delivery);
      return one;
    });
    await allOrAfter(sent, waitMs);
    // What could not be noted is tried again after its lease; the timer writes down why.
    const [failure] = failures.splice(0);
    if (failure !== undefined) throw failure as Error;
    return claimed.length;
  };
}

async function allOrAfter(promises: readonly Promise<void>[], waitMs: number | null): Promise<void> {
  if (waitMs === null || promises.length === 0) return void (await Promise.all(promises));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((go) => (timer = setTimeout(go, waitMs)));
  await Promise.race([Promise.all(promises), late]);
  clearTimeout(timer);
}

/** One round, until the last answer. */
export function deliverDue(db: Db, options: DeliverOptions = {}): Promise<number> {
  return deliverer(options)(db);
}

/** The timer's sender, which waits for nobody who answers late. */
export const timedDeliverer = (): ((db: Db) => Promise<number>) => deliverer({ waitMs: timerWaitMs });

async function deliverOne(db: Db, delivery: ClaimedDelivery, { clock, random, post }: Required<Omit<DeliverOptions, "waitMs">>): Promise<void> {
  const at = clock.now();
  const began = performance.now();
  const signed = signedHeaders({ id: delivery.id, at, body: delivery.body, secret: secretOf({ id: delivery.endpointId, secretNumber: delivery.secretNumber }) });
  const outcome = await post({
    url: delivery.url,
    headers: { ...signed, "Content-Type": "application/json; charset=utf-8", "User-Agent": "Roundabout-Webhooks/1" },
    body: delivery.body,
    timeoutMs: answerWithinMs,
    snippetBytes: snippetLength,
    allowLocal: mayStayLocal(),
  });
  const durationMs = Math.round(performance.now() - began);
  const problem = outcome.status === null ? outcome.problem : problemOfStatus(outcome.status);
  await inTransaction(db, async (tx) => {
    const noted = await insertAttempt(tx, { deliveryId: delivery.id, number: delivery.attempts, at, durationMs, status: outcome.status, problem, snippet: outcome.snippet });
    if (!noted) return;
    // Somebody is waiting to see what comes of it.
    if (delivery.isReplay) await record(tx, { type: "webhooks.changed", payload: { endpointId: delivery.endpointId }, topics: [`party:${delivery.partyId}`] });
    if (problem === null) {
      await settleDelivery(tx, { id: delivery.id, attempts: delivery.attempts, state: "delivered", dueAt: at });
      await noteTaken(tx, delivery.endpointId);
      return;
    }
    const isLast = delivery.round >= maxTries || problem === "gone";
    const dueAt = new Date(clock.now().getTime() + pauseMs(delivery.round, random()));
    await settleDelivery(tx, { id: delivery.id, attempts: delivery.attempts, state: isLast ? "failed" : "waiting", dueAt });
    await noteFailing(tx, { endpointId: delivery.endpointId, now: at });
    // Only a delivery that was tried all the time shows that nothing was taken: where nothing was sent, one answer says little.
    if (isLast) await switchOff(tx, { endpointId: delivery.endpointId, now: at, atOnce: problem === "gone" });
  });
}

/** Switches an address off that says it is gone, or has taken nothing for days; its people are told by the event. */
async function switchOff(tx: Tx, input: { endpointId: string; now: Date; atOnce: boolean }): Promise<void> {
  const off = await switchOffFailing(tx, { endpointId: input.endpointId, before: input.atOnce ? null : new Date(input.now.getTime() - failingLimitMs) });
  if (!off) return;
  await insertEndpointTransition(tx, { endpointId: input.endpointId, partyId: off.partyId, from: "active", to: "failed", actor: null, at: input.now });
  await record(tx, { type: "webhooks.switched-off", payload: { endpointId: input.endpointId, version: off.version }, topics: [`party:${off.partyId}`] });
}

/** The timer: forgets what is older than the log is kept. Returns how many deliveries. */
export async function forgetOldDeliveries(db: Db, now: Date): Promise<number> {
  return deleteOldDeliveries(db, { before: new Date(now.getTime() - logKeptMs), limit: 10_000 });
}
