import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { targets } from "#app/outbox/targets.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { startReceiver } from "#tests/factories/webhooks.ts";
import { serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { deliverDue, deliverer, forgetOldDeliveries } from "./deliver.service.server.ts";
import { failingLimitMs, maxEndpoints, maxTries, pauseMs } from "./webhooks.rules.ts";
import { registerEndpoint, removeEndpoint, renewSecret, replayDelivery, switchEndpoint, viewDeliveries, viewEndpoints } from "./webhooks.service.server.ts";

type Db = Database["db"];
const minute = 60_000;
const day = 86_400_000;

/** Events leave as in the product, by all targets. */
async function dispatchAll(db: Db): Promise<void> {
  while ((await dispatchOnce(db, targets)) > 0);
}

async function happen(db: Db, parties: Actor[], dealId = newId()): Promise<string> {
  await inTransaction(db, (tx) => record(tx, { type: "deals.countered", payload: { dealId, number: 2, bySide: "giver" }, topics: [`deal:${dealId}`, ...parties.map((one) => `party:${one.party.id}` as const), `user:${newId()}`] }));
  await dispatchAll(db);
  return dealId;
}

describeDatabases("webhooks", (open, kind) => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let owner: Actor;
  let now: Date;
  const clock = { now: () => now };
  const pass = (ms: number) => (now = new Date(now.getTime() + ms));

  beforeAll(async () => {
    serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-webhooks-")));
    receiver = await startReceiver();
    await dispatchAll(open());
  });
  afterAll(() => receiver.close());
  beforeEach(async () => {
    // One test's addresses get nothing in the next.
    await open().webhookEndpoint.deleteMany();
    owner = await createPerson(open());
    receiver.received.splice(0);
    Object.assign(receiver.answer, { status: 204, body: "", delayMs: 0 });
    now = new Date();
  });

  const register = async (as = owner, more: Partial<Parameters<typeof registerEndpoint>[2]> = {}) => {
    const done = must(await registerEndpoint(open(), as, { endpointId: newId(), url: receiver.url, eventTypes: ["deals.countered"], ...more }, { now: () => new Date(Date.now() - minute) }));
    receiver.secret.now = done.secret ?? "";
    return done;
  };
  const deliver = () => deliverDue(open(), { clock, random: () => 0 });
  const log = async (endpointId: string, as = owner) => must(await viewDeliveries(open(), as, { endpointId, after: null, limit: 20 }));

  it("sends what concerns a party to its address, signed, with ids and nothing else, once however often it is dispatched", async () => {
    const stranger = await createPerson(open());
    const { endpointId } = await register();
    const dealId = await happen(open(), [owner, stranger]);
    await happen(open(), [stranger]);
    await inTransaction(open(), (tx) => record(tx, { type: "deals.declined", payload: { dealId }, topics: [`party:${owner.party.id}`] }));
    await dispatchAll(open());
    // The outbox is at least once.
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await dispatchAll(open());
    now = new Date();
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    const { items } = await log(endpointId);
    expect(receiver.received).toEqual([{ id: items[0]?.id, type: "deals.countered", data: { dealId, number: 2, bySide: "giver" }, isSigned: true }]);
    expect(items).toMatchObject([{ state: "delivered", attempts: 1, dueAt: null, tries: [{ number: 1, status: 204, problem: null, snippet: "" }] }]);
  });

  it("tries again with the same id after growing pauses, keeps the answers, and forgets the failure when it is taken", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    Object.assign(receiver.answer, { status: 503, body: `busy ${"x".repeat(2_000)}` });
    expect(await deliver()).toBe(1);
    pass(9_000);
    expect(await deliver()).toBe(0);
    pass(2_000);
    expect(await deliver()).toBe(1);
    pass(25_000);
    expect(await deliver()).toBe(0);
    expect((await log(endpointId)).endpoint.failingSince).not.toBeNull();
    pass(6_000);
    Object.assign(receiver.answer, { status: 200, body: "thanks" });
    expect(await deliver()).toBe(1);
    const { items, endpoint } = await log(endpointId);
    expect(endpoint).toMatchObject({ state: "active", failingSince: null });
    expect(items[0]?.tries.map((one) => [one.number, one.status, one.problem, one.snippet.length])).toEqual([[3, 200, null, 6], [2, 503, "status", 500], [1, 503, "status", 500]]);
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
    expect(receiver.received.every((one) => one.isSigned)).toBe(true);
  });

  it("gives a delivery up after its last try, and switches an address off that has failed for days; its people are told, once", async () => {
    const { endpointId } = await register();
    const manager = await withRole(open(), owner, "manager");
    const member = await withRole(open(), owner, "member");
    await happen(open(), [owner]);
    now = new Date();
    receiver.answer.status = 500;
    const began = now.getTime();
    let tries = 0;
    while ((await log(endpointId)).endpoint.state === "active" && tries < 40) {
      tries += await deliver();
      if (tries < maxTries) pass(pauseMs(tries, 0));
    }
    expect(tries).toBe(maxTries);
    expect(now.getTime() - began).toBeGreaterThan(failingLimitMs);
    expect((await log(endpointId)).items).toMatchObject([{ state: "failed", attempts: maxTries }]);
    expect((await log(endpointId)).endpoint.state).toBe("failed");
    expect(await deliver()).toBe(0);
    await dispatchAll(open());
    await open().outboxEvent.updateMany({ where: { type: "webhooks.switched-off" }, data: { dispatchedAt: null, retryAt: null } });
    await dispatchAll(open());
    const told = await open().notification.findMany({ where: { subjectType: "webhook", subjectId: endpointId }, select: { userId: true, path: true } });
    expect(told.map((one) => one.userId).sort()).toEqual([owner.userId, manager.userId].sort());
    expect(told.map((one) => one.userId)).not.toContain(member.userId);
    expect(told[0]?.path).toBe(`/account/webhooks/${endpointId}`);
  });

  it("does not switch an address off for one answer, however long ago the last one was; nor for one delivery while others are taken", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    receiver.answer.status = 503;
    expect(await deliver()).toBe(1);
    // We ourselves were away for days, or what failed was given up and nothing happened since.
    pass(5 * day);
    expect(await deliver()).toBe(1);
    expect((await log(endpointId)).endpoint).toMatchObject({ state: "active" });
    await open().webhookDelivery.updateMany({ where: { endpointId }, data: { state: "failed" } });
    await happen(open(), [owner]);
    expect(await deliver()).toBe(1);
    expect((await log(endpointId)).endpoint).toMatchObject({ state: "active" });
    for (let n = 1; n < maxTries; n += 1) {
      pass(pauseMs(n, 0));
      // Something else was taken a day before the end.
      if (n === maxTries - 3) await open().webhookEndpoint.updateMany({ where: { id: endpointId }, data: { failingSince: null } });
      expect(await deliver()).toBe(1);
    }
    const { endpoint, items } = await log(endpointId);
    expect([endpoint.state, items[0]?.state, items[0]?.attempts]).toEqual(["active", "failed", maxTries]);
  });

  it("switches an address off at once that says it is gone; follows no redirect", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    receiver.answer.status = 302;
    await deliver();
    expect((await log(endpointId)).items[0]?.tries[0]).toMatchObject({ status: 302, problem: "redirect" });
    receiver.answer.status = 410;
    pass(minute);
    await deliver();
    const { endpoint, items } = await log(endpointId);
    expect([endpoint.state, items[0]?.state, items[0]?.tries[0]?.problem]).toEqual(["failed", "failed", "gone"]);
  });

  it("notes nothing for an address that is off, nor what was before it", async () => {
    const { endpointId } = await register();
    must(await switchEndpoint(open(), owner, { endpointId, version: 1, on: false }));
    await happen(open(), [owner]);
    must(await switchEndpoint(open(), owner, { endpointId, version: 2, on: true }));
    must(await registerEndpoint(open(), owner, { endpointId: newId(), url: receiver.url, eventTypes: ["deals.countered"] }, { now: () => new Date(Date.now() + day) }));
    await happen(open(), [owner]);
    expect(await open().webhookDelivery.count()).toBe(1);
  });

  it("sends one again by a button, with its id; twice is once, a stale button is refused", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    await deliver();
    const id = (await log(endpointId)).items[0]?.id ?? "";
    expect(must(await replayDelivery(open(), owner, { deliveryId: id, attempts: 1 }, clock))).toEqual({ deliveryId: id, changed: true });
    expect(must(await replayDelivery(open(), owner, { deliveryId: id, attempts: 1 }, clock))).toEqual({ deliveryId: id, changed: false });
    expect(await deliver()).toBe(1);
    expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
    expect(await replayDelivery(open(), owner, { deliveryId: id, attempts: 1 }, clock)).toMatchObject({ ok: false, error: "WEBHOOKS.STALE", details: { state: "delivered", version: 2 } });
    must(await switchEndpoint(open(), owner, { endpointId, version: 1, on: false }));
    expect(await replayDelivery(open(), owner, { deliveryId: id, attempts: 2 }, clock)).toMatchObject({ ok: false, error: "WEBHOOKS.WRONG_STATE" });
  });

  it("shows a secret once, and another one signs from then on", async () => {
    const endpointId = newId();
    const input = { endpointId, url: receiver.url, eventTypes: ["deals.countered" as const] };
    const { secret } = must(await registerEndpoint(open(), owner, input, { now: () => new Date(Date.now() - minute) }));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(must(await registerEndpoint(open(), owner, input))).toEqual({ endpointId, secret: null });
    const renewed = must(await renewSecret(open(), owner, { endpointId, version: 1 }));
    expect(renewed.secret).not.toBe(secret);
    receiver.secret.now = renewed.secret;
    await happen(open(), [owner]);
    now = new Date();
    await deliver();
    expect(receiver.received.map((one) => one.isSigned)).toEqual([true]);
    expect(await renewSecret(open(), owner, { endpointId, version: 1 })).toMatchObject({ ok: false, error: "WEBHOOKS.STALE" });
    expect(JSON.stringify(await open().webhookEndpoint.findMany())).not.toContain((secret ?? "").slice(6));
  });

  it("is for owners and managers of the party alone", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    await deliver();
    const deliveryId = (await log(endpointId)).items[0]?.id ?? "";
    const [stranger, manager, member] = [await createPerson(open()), await withRole(open(), owner, "manager"), await withRole(open(), owner, "staff")];
    const acts = (as: Actor) => [
      viewDeliveries(open(), as, { endpointId, after: null, limit: 20 }),
      switchEndpoint(open(), as, { endpointId, version: 1, on: false }),
      renewSecret(open(), as, { endpointId, version: 1 }),
      removeEndpoint(open(), as, { endpointId, version: 1 }),
      replayDelivery(open(), as, { deliveryId, attempts: 1 }),
    ];
    for (const act of acts(stranger)) expect(await act).toMatchObject({ ok: false, error: "WEBHOOKS.NOT_FOUND" });
    for (const act of [...acts(member), viewEndpoints(open(), member)]) expect(await act).toMatchObject({ ok: false, error: "WEBHOOKS.NOT_ALLOWED" });
    expect(await registerEndpoint(open(), member, { endpointId: newId(), url: receiver.url, eventTypes: ["deals.countered"] })).toMatchObject({ ok: false, error: "WEBHOOKS.NOT_ALLOWED" });
    // Somebody else's id does not lead to their address.
    expect(await registerEndpoint(open(), stranger, { endpointId, url: receiver.url, eventTypes: ["deals.countered"] })).toMatchObject({ ok: false, error: "WEBHOOKS.NOT_FOUND" });
    const other = await register(manager);
    expect(await replayDelivery(open(), owner, { deliveryId, attempts: 1, endpointId: other.endpointId })).toMatchObject({ ok: false, error: "WEBHOOKS.NOT_FOUND" });
    expect(must(await viewEndpoints(open(), manager)).map((one) => one.id)).toEqual([endpointId, other.endpointId]);
    expect(must(await viewEndpoints(open(), stranger))).toEqual([]);
    expect(await removeEndpoint(open(), manager, { endpointId, version: 7 })).toMatchObject({ ok: false, error: "WEBHOOKS.STALE", details: { version: 1 } });
    must(await removeEndpoint(open(), manager, { endpointId, version: 1 }));
    expect(await open().webhookAttempt.count({ where: { deliveryId } })).toBe(0);
  });

  it("takes no address inside, and no more than ten", async () => {
    for (const url of ["http://example.org/", "https://10.0.0.1/", "https://[::1%25lo]/", "https://intranet/", "https://db.internal/", "http://192.168.0.1/"]) {
      if (URL.canParse(url)) expect(await registerEndpoint(open(), owner, { endpointId: newId(), url, eventTypes: ["deals.countered"] })).toMatchObject({ ok: false, error: "WEBHOOKS.URL_INVALID" });
    }
    for (let n = 0; n < maxEndpoints; n += 1) await register();
    expect(await registerEndpoint(open(), owner, { endpointId: newId(), url: receiver.url, eventTypes: ["deals.countered"] })).toMatchObject({ ok: false, error: "WEBHOOKS.FULL" });
  });

  it("pages its log, and forgets it after a month", async () => {
    const { endpointId } = await register();
    for (let n = 0; n < 5; n += 1) await happen(open(), [owner]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof log>> & { next: string | null } = must(await viewDeliveries(open(), owner, { endpointId, after, limit: 2 }));
      seen.push(...page.items.map((one) => one.id));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(await forgetOldDeliveries(open(), new Date(Date.now() + 29 * day))).toBe(0);
    expect(await forgetOldDeliveries(open(), new Date(Date.now() + 31 * day))).toBe(5);
  });

  it("leaves to the others what a process that died had begun", async () => {
    const { endpointId } = await register();
    await happen(open(), [owner]);
    now = new Date();
    await expect(deliverDue(open(), { clock, post: () => Promise.reject(new Error("died")) })).rejects.toThrow("died");
    expect(await deliver()).toBe(0);
    pass(31_000);
    expect(await deliver()).toBe(1);
    expect((await log(endpointId)).items).toMatchObject([{ state: "delivered", attempts: 2 }]);
  });

  it("is held up by nobody who answers late: others' go out meanwhile, theirs within bounds, and what comes late is noted", async () => {
    const [slow, quick] = [owner, await createPerson(open())];
    for (let n = 0; n < 3; n += 1) await register(slow, { url: `http://localhost:1/slow-${n}` });
    const { endpointId } = await register(quick);
    for (let n = 0; n < 6; n += 1) await happen(open(), [slow]);
    await happen(open(), [quick]);
    now = new Date();
    const answers: (() => void)[] = [];
    const begun: string[] = [];
    const taken = { status: 204, snippet: "", problem: null } as const;
    const round = deliverer({
      clock,
      waitMs: 20,
      post: (input) => {
        begun.push(input.url);
        return input.url.includes("slow") ? new Promise((answer) => answers.push(() => answer(taken))) : Promise.resolve(taken);
      },
    });
    const toSlow = () => begun.filter((url) => url.includes("slow")).length;
    // Eighteen wait for the slow party, all older: eight of them go out, and the other party's first.
    expect(await round(open())).toBe(9);
    expect(toSlow()).toBe(8);
    expect((await log(endpointId, quick)).items[0]?.state).toBe("delivered");
    await happen(open(), [quick]);
    pass(minute / 60);
    expect(await round(open())).toBe(1);
    expect([toSlow(), begun.length]).toEqual([8, 10]);
    for (const answer of answers.splice(0)) answer();
    await expect.poll(() => open().webhookDelivery.count({ where: { endpoint: { partyId: slow.party.id }, state: "delivered" } })).toBe(8);
    await expect.poll(() => round(open())).toBeGreaterThan(0);
    expect(toSlow()).toBe(16);
    for (const answer of answers.splice(0)) answer();
    await expect.poll(() => open().webhookDelivery.count({ where: { endpoint: { partyId: slow.party.id }, state: "delivered" } })).toBe(16);
  });

  // One session shows no race.
  if (kind === "postgresql") it("several dispatchers at once send each delivery once; several who register at once stay within the limit", async () => {
    const { endpointId } = await register();
    for (let n = 0; n < 12; n += 1) await happen(open(), [owner]);
    now = new Date();
    receiver.answer.delayMs = 30;
    for (let n = 0; n < 8; n += 1) await Promise.all(Array.from({ length: 8 }, deliver));
    expect(receiver.received).toHaveLength(12);
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(12);
    expect(await open().webhookDelivery.count({ where: { endpointId, state: "delivered", attempts: 1 } })).toBe(12);
    // One button, pressed ten times at once.
    const id = (await log(endpointId)).items[0]?.id ?? "";
    const presses = await Promise.all(Array.from({ length: 10 }, () => replayDelivery(open(), owner, { deliveryId: id, attempts: 1 }, clock)));
    expect(presses.filter((one) => one.ok && one.value.changed)).toHaveLength(1);
    // A limit, met by twenty at once.
    await Promise.all(Array.from({ length: 20 }, () => registerEndpoint(open(), owner, { endpointId: newId(), url: receiver.url, eventTypes: ["deals.countered"] })));
    expect(must(await viewEndpoints(open(), owner))).toHaveLength(maxEndpoints);
  });
});
