import { createHmac } from "node:crypto";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLocalHostname, isPublicAddress } from "#app/platform/http/guarded-post.server.ts";
import { isIP } from "node:net";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { WebhooksError } from "./webhooks.errors.ts";
import { changeEndpoint, countEndpoints, deleteEndpoint, findDelivery, findEndpoint, insertEndpoint, insertEndpointTransition, listDeliveries, listEndpoints, repeatDelivery, viewOf, type EndpointRow } from "./webhooks.repository.server.ts";
import { maxEndpoints, mayManageWebhooks } from "./webhooks.rules.ts";
import { isPublicName, type DeliveryView, type EndpointView, type RegisterEndpoint } from "./webhooks.schema.ts";

type Answer<T> = Promise<Result<T, WebhooksError>>;

/** True while this installation is only for this machine: then events may go to a program beside it, without TLS. */
export function mayStayLocal(): boolean {
  return isLocalHostname(new URL(env().PUBLIC_URL).hostname);
}

/** The secret of an address, as Standard Webhooks writes it. Made anew each time from AUTH_SECRET; another number is another secret. */
export function secretOf(endpoint: { id: string; secretNumber: number }): string {
  const key = createHmac("sha256", env().AUTH_SECRET).update(`roundabout webhook secret\0${endpoint.id}\0${endpoint.secretNumber}`).digest("base64");
  return `whsec_${key}`;
}

/**
 * Registers an address for the acting party's events. The id comes from the form: a repeat finds it, and then `secret` is null, because
 * it is shown once. Errors: WEBHOOKS.NOT_ALLOWED (below manager), URL_INVALID (no https, or no public host), FULL.
 */
export async function registerEndpoint(db: Db, actor: Actor, input: RegisterEndpoint, clock: Clock = systemClock): Answer<{ endpointId: string; secret: string | null }> {
  return transact<Result<{ endpointId: string; secret: string | null }, WebhooksError>>(db, async (tx) => {
    if (!mayManageWebhooks(actor)) return err("WEBHOOKS.NOT_ALLOWED");
    if (!mayBeCalled(input.url)) return err("WEBHOOKS.URL_INVALID");
    const id = input.endpointId;
    const count = await countEndpoints(tx, actor.party.id);
    const known = await findEndpoint(tx, id);
    if (known) return known.partyId === actor.party.id ? ok({ endpointId: id, secret: null }) : err("WEBHOOKS.NOT_FOUND");
    if (count >= maxEndpoints) return err("WEBHOOKS.FULL", { max: maxEndpoints });
    const now = clock.now();
    const written = await insertEndpoint(tx, { id, partyId: actor.party.id, url: input.url, eventTypes: [...new Set(input.eventTypes)], userId: actor.userId, now });
    if (!written) return err("WEBHOOKS.NOT_FOUND");
    await tell(tx, { id, partyId: actor.party.id }, { from: null, to: "active", actor, at: now });
    return ok({ endpointId: id, secret: secretOf({ id, secretNumber: 1 }) });
  });
}

/** What names and addresses can be refused before anything is sent; where a name leads is asked each time it is called. */
function mayBeCalled(address: string): boolean {
  const url = new URL(address);
  if (mayStayLocal() && isLocalHostname(url.hostname)) return true;
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  return url.protocol === "https:" && isPublicName(url.hostname) && (isIP(literal) === 0 || isPublicAddress(literal));
}

/** Switches an address on or off; as it is already changes nothing. Errors: WEBHOOKS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function switchEndpoint(db: Db, actor: Actor, input: { endpointId: string; version: number; on: boolean }, clock: Clock = systemClock): Answer<EndpointView> {
  return transact<Result<EndpointView, WebhooksError>>(db, async (tx) => {
    const found = await ownEndpoint(tx, actor, input.endpointId);
    if (!found.ok) return found;
    const endpoint = found.value;
    const to = input.on ? "active" : "off";
    if (endpoint.state === to) return ok(viewOf(endpoint));
    if (!(await changeEndpoint(tx, { id: endpoint.id, version: input.version, change: { state: to, failingSince: null } }))) return stale(endpoint);
    await tell(tx, endpoint, { from: endpoint.state, to, actor, at: clock.now() });
    const now = await findEndpoint(tx, endpoint.id);
    return now ? ok(viewOf(now)) : err("WEBHOOKS.NOT_FOUND");
  });
}

/** Gives an address another secret; the former one signs nothing more. Errors: WEBHOOKS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function renewSecret(db: Db, actor: Actor, input: { endpointId: string; version: number }, clock: Clock = systemClock): Answer<{ secret: string }> {
  return transact<Result<{ secret: string }, WebhooksError>>(db, async (tx) => {
    const found = await ownEndpoint(tx, actor, input.endpointId);
    if (!found.ok) return found;
    const endpoint = found.value;
    if (!(await changeEndpoint(tx, { id: endpoint.id, version: input.version, change: { secretNumber: { increment: 1 } } }))) return stale(endpoint);
    await tell(tx, endpoint, { from: endpoint.state, to: `${endpoint.state}, new secret`, actor, at: clock.now() });
    const now = await findEndpoint(tx, endpoint.id);
    return now ? ok({ secret: secretOf(now) }) : err("WEBHOOKS.NOT_FOUND");
  });
}

/** Removes an address with its log. Errors: WEBHOOKS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function removeEndpoint(db: Db, actor: Actor, input: { endpointId: string; version: number }, clock: Clock = systemClock): Answer<{ endpointId: string }> {
  return transact<Result<{ endpointId: string }, WebhooksError>>(db, async (tx) => {
    const found = await ownEndpoint(tx, actor, input.endpointId);
    if (!found.ok) return found;
    if (!(await deleteEndpoint(tx, { id: found.value.id, version: input.version }))) return stale(found.value);
    await tell(tx, found.value, { from: found.value.state, to: "removed", actor, at: clock.now() });
    return ok({ endpointId: found.value.id });
  });
}

/**
 * Sends a finished delivery again: same id, same body. One that is on its way already, as seen, changes nothing. `attempts` is how many
 * tries the caller saw. Errors: WEBHOOKS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (the address is off), STALE (tried meanwhile).
 */
export async function replayDelivery(db: Db, actor: Actor, input: { deliveryId: string; attempts: number; endpointId?: string }, clock: Clock = systemClock): Answer<{ deliveryId: string; changed: boolean }> {
  return transact<Result<{ deliveryId: string; changed: boolean }, WebhooksError>>(db, async (tx) => {
    const delivery = await findDelivery(tx, input.deliveryId);
    if (!delivery || delivery.endpoint.partyId !== actor.party.id || (input.endpointId ?? delivery.endpointId) !== delivery.endpointId) return err("WEBHOOKS.NOT_FOUND");
    if (!mayManageWebhooks(actor)) return err("WEBHOOKS.NOT_ALLOWED");
    if (delivery.endpoint.state !== "active") return err("WEBHOOKS.WRONG_STATE", { state: delivery.endpoint.state });
    const changed = await repeatDelivery(tx, { id: delivery.id, attempts: input.attempts, userId: actor.userId, now: clock.now() });
    if (changed) return ok({ deliveryId: delivery.id, changed });
    const present = await findDelivery(tx, delivery.id);
    if (present?.state === "waiting" && present.attempts === input.attempts) return ok({ deliveryId: delivery.id, changed });
    return err("WEBHOOKS.STALE", { state: present?.state, version: present?.attempts });
  });
}

/** The acting party's addresses, for its owners and managers. WEBHOOKS.NOT_ALLOWED for everybody else. */
export async function viewEndpoints(db: Db, actor: Actor): Answer<EndpointView[]> {
  return mayManageWebhooks(actor) ? ok(await listEndpoints(db, actor.party.id)) : err("WEBHOOKS.NOT_ALLOWED");
}

/** One address with a page of its log. Errors: WEBHOOKS.NOT_FOUND, NOT_ALLOWED. */
export async function viewDeliveries(db: Db, actor: Actor, input: { endpointId: string; after: string | null; limit: number }): Answer<{ endpoint: EndpointView; items: DeliveryView[]; next: string | null }> {
  const found = await ownEndpoint(db, actor, input.endpointId);
  return found.ok ? ok({ endpoint: viewOf(found.value), ...(await listDeliveries(db, input)) }) : found;
}

async function ownEndpoint(db: Db, actor: Actor, id: string): Answer<EndpointRow> {
  const endpoint = await findEndpoint(db, id);
  if (!endpoint || endpoint.partyId !== actor.party.id) return err("WEBHOOKS.NOT_FOUND");
  return mayManageWebhooks(actor) ? ok(endpoint) : err("WEBHOOKS.NOT_ALLOWED");
}

function stale(endpoint: EndpointRow): Result<never, WebhooksError> {
  return err("WEBHOOKS.STALE", { state: endpoint.state, version: endpoint.version });
}

async function tell(tx: Tx, endpoint: { id: string; partyId: string }, move: { from: string | null; to: string; actor: Actor; at: Date }): Promise<void> {
  await insertEndpointTransition(tx, { endpointId: endpoint.id, partyId: endpoint.partyId, ...move });
  await record(tx, { type: "webhooks.changed", payload: { endpointId: endpoint.id }, topics: [`party:${endpoint.partyId}`] });
}
