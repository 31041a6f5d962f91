import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/api/operations.server.ts";
import { answerApi } from "#app/api/router.server.ts";
import { insertToken, revokeToken } from "#app/domains/identity/tokens.repository.server.ts";
import { addType, openPool } from "#app/domains/packaging/packaging.service.server.ts";
import { issuePassport } from "#app/domains/passports/passports.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { readingScopes, scopes, type Scope } from "#app/shared/scopes.ts";
import { apiClient, expectProblem, type Json } from "#tests/factories/api.ts";
import { createDeal, must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { createWebhook } from "#tests/factories/webhooks.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const chair = { kind: "goods", offer: "free", category: "wooden_chair", condition: "good", title: "Chair of beech", placeLabel: "Mitte" };

/** A body each changing operation takes. */
const bodies: Record<string, (ids: { listing: string; slot: string }) => unknown> = {
  publishListing: () => chair,
  changeListing: () => ({ version: 1, title: "Taken over" }),
  withdrawListing: () => ({ reason: "broken" }),
  requestDeal: ({ listing }) => ({ listingId: listing }),
  acceptDeal: () => ({ terms: 1 }),
  counterDeal: () => ({ terms: 1 }),
  undoAcceptDeal: () => ({ reason: "broken" }),
  agreeDealChange: () => ({}),
  agreeDealTime: () => ({ startsAt: inHours(24) }),
  declineDeal: () => ({ reason: "no_time" }),
  cancelDeal: () => ({ reason: "no_time" }),
  scheduleDeal: () => ({ startsAt: inHours(24), endsAt: inHours(25), place: "At the fountain" }),
  handOverDeal: () => ({}),
  completeDeal: () => ({}),
  sendMessage: () => ({ body: "Hello" }),
  bookSlot: ({ slot }) => ({ slotId: slot, lines: [{ material: "cardboard" }] }),
  addBookingPhotos: () => onePixel(),
  cancelBooking: () => ({ reason: "ill" }),
  rescheduleBooking: ({ slot }) => ({ slotId: slot }),
  joinLine: ({ slot }) => ({ slotId: slot, lines: [{ material: "cardboard" }] }),
  leaveLine: () => ({}),
  checkInBooking: () => ({}),
  weighBooking: () => ({ readings: [{ material: "cardboard", grossGrams: 1000 }] }),
  completeBooking: () => ({}),
  registerWalkIn: () => ({ pointId: newId() }),
  refuseLoad: () => ({ kind: "unsafe", reason: "It smokes." }),
  markNoShow: () => ({}),
  reportMissed: () => ({}),
  contestMark: () => ({ words: "I was there." }),
  withdrawMark: () => ({}),
  readNotifications: () => ({}),
  quoteDeal: ({ listing }) => ({ listingId: listing, priceMinor: 500, currency: "EUR", basis: "total" }),
  extendLoan: () => ({ days: 3 }),
  handBackDeal: () => ({}),
  confirmReturn: () => ({}),
  reportLost: () => ({}),
  receiveDeal: () => ({}),
  inspectDeal: () => ({ foundMinor: 400, reasons: ["wear"] }),
  acceptRequote: () => ({}),
  refuseRequote: () => ({}),
  disputeDeal: () => ({ reason: "other" }),
  contestDeal: () => ({ reason: "other" }),
  chooseErasure: () => ({ cause: { type: "deal", id: "none" }, subject: "smartphone", deviceKind: "phone", choice: "purge" }),
  withdrawErasure: () => ({ version: 1 }),
  addPassportReading: () => ({ healthPermille: 900, method: "estimate", measuredOn: "2026-05-20" }),
  declareReturn: () => ({ poolId: "none", lines: [{ typeId: "none", count: 1 }] }),
  countReturn: () => ({ version: 1, nothingCame: true }),
  withdrawReturn: () => ({ version: 1 }),
  switchWebhook: () => ({ on: false, version: 1 }),
  replayWebhookDelivery: () => ({ attempts: 1 }),
  joinCommunity: () => ({}),
  leaveCommunity: () => ({}),
  acceptCommunityRequest: () => ({ version: 1 }),
  declineCommunityRequest: () => ({ version: 1 }),
  removeCommunityMember: () => ({ version: 1, reason: "Moved away" }),
  sendReport: ({ listing }) => ({ subject: "listing", id: listing, reason: "scam" }),
};
/** A form with the smallest picture there is. */
function onePixel(): FormData {
  const form = new FormData();
  const bytes = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  form.append("photo", new Blob([new Uint8Array(bytes)], { type: "image/png" }), "photo.png");
  return form;
}

const changing = operations.filter((one) => one.method !== "get" && one.auth !== "device");
const methodOf = ({ method }: { method: "get" | "post" | "patch" }) => method.toUpperCase() as "GET" | "POST" | "PATCH";

describeDatabases("the API's doors", (open) => {
  const api = apiClient(open);
  let giver: Actor;
  let taker: Actor;
  let stranger: Actor;
  let viewer: Actor;
  let ids = { listing: "", slot: "" };
  let subject: Record<string, string> = {};

  beforeAll(async () => {
    const db = open();
    giver = await createPerson(db);
    taker = await createPerson(db);
    stranger = await createPerson(db);
    viewer = await withRole(db, giver, "viewer");
    const { pointId, recycler } = await createOwnPoint(db);
    const [slot, other] = [await createSlot(db, { pointId, recycler, startsAt: inHours(6) }), await createSlot(db, { pointId, recycler, startsAt: inHours(7) })];
    const listing = await createListing(db, giver);
    const booking = await api.post("/bookings", taker, { slotId: slot.slotId, lines: [{ material: "cardboard" }] });
    const full = await createSlot(db, { pointId, recycler, startsAt: inHours(8), capacityVisits: 1 });
    await api.post("/bookings", giver, { slotId: full.slotId, lines: [{ material: "cardboard" }] });
    const waiting = await api.post("/waiting", taker, { slotId: full.slotId, lines: [{ material: "cardboard" }] });
    const deal = await createDeal(db, { giver, taker });
    const hook = await createWebhook(db, giver);
    const closedOwner = await createParty(db, "community", { isListed: false, joinPolicy: "invite" });
    const closed = await db.party.findUniqueOrThrow({ where: { id: closedOwner.party.id }, select: { slug: true } });
    ids = { listing: listing.id, slot: other.slotId };
    const [poolId, typeId, passportId] = [newId(), newId(), newId()];
    must(await openPool(db, recycler, { poolId, name: "Crates", currency: "EUR" }));
    must(await addType(db, recycler, { typeId, name: "Crate", depositMinor: 500 }));
    const brought = await api.post("/packaging/returns", giver, { poolId, lines: [{ typeId, count: 1 }] });
    must(await issuePassport(db, giver, { passportId, category: "ev", chemistry: "nmc", ratedWh: 60_000, maker: "Dianchi Power", model: "DP-60", madeYear: 2021, serialNumber: null }));
    const phone = await createDeal(db, { kind: "buy_back", state: "accepted", taker: recycler, listing: { category: "smartphone", title: "Phone" } });
    const erasure = await api.post("/erasures", phone.giver, { cause: { type: "deal", id: phone.id }, subject: "smartphone", deviceKind: "phone", choice: "purge" });
    subject = { listings: listing.id, deals: deal.id, bookings: String(booking.id), waiting: String(waiting.id), packaging: String(brought.id), passports: passportId, erasures: String(erasure.id), custody: newId(), webhooks: hook.endpointId, "webhook-deliveries": hook.deliveryId, communities: closed.slug };
  });

  const pathOf = (pattern: string) => pattern.replace("{userId}", taker.userId).replace(/\{(id|slug)\}/, subject[pattern.split("/")[1] ?? ""] ?? "");
  const countRows = async () => {
    const db = open();
    return [await db.transition.count(), await db.listing.count(), await db.deal.count(), await db.booking.count(), await db.message.count(), await db.outboxEvent.count()];
  };

  it("knows a body for each changing operation", () => {
    expect(Object.keys(bodies).sort()).toEqual(changing.map((one) => one.operationId).sort());
  });

  describe.each(operations.filter((one) => one.auth === "token"))("$operationId", (operation) => {
    const method = methodOf(operation);

    it("refuses callers without a token, with one of nobody, and with an ended one", async () => {
      const before = await countRows();
      const body = bodies[operation.operationId]?.(ids);
      const none = await api.ask(method, pathOf(operation.path), { body });
      expect([none.status, none.body.code, none.headers.get("www-authenticate")]).toEqual([401, "HTTP.SIGN_IN", 'Bearer realm="Roundabout"']);
      const ended = await endedToken();
      for (const token of [`rbt_${"x".repeat(32)}`, "", "x", ended]) {
        const wrong = await api.ask(method, pathOf(operation.path), { body, headers: { Authorization: `Bearer ${token}` } });
        expect([wrong.status, wrong.body.code]).toEqual([401, "HTTP.TOKEN_SIGN_IN"]);
        expect(wrong.headers.get("www-authenticate")).toContain('error="invalid_token"');
      }
      expect(await countRows()).toEqual(before);
    });
  });

  describe.each(operations.filter((one) => one.scope))("$operationId with a token that may do everything else", (operation) => {
    it("is refused, by name, and changes nothing", async () => {
      const before = await countRows();
      const others = scopes.filter((scope) => scope !== operation.scope);
      const headers = { Authorization: `Bearer ${await limitedTo(others)}`, "Idempotency-Key": newId() };
      const answer = await api.ask(methodOf(operation), somewhere(operation.path), { body: bodies[operation.operationId]?.(ids), headers });
      expect([answer.status, answer.body.code, answer.body.scope]).toEqual([403, "API.SCOPE_MISSING", operation.scope]);
      expect(answer.headers.get("www-authenticate")).toBe(`Bearer realm="Roundabout", error="insufficient_scope", scope="${String(operation.scope)}"`);
      expect(await countRows()).toEqual(before);
    });
  });

  it("lets a token that may only read read everything, and change nothing", async () => {
    const before = await countRows();
    const headers = { Authorization: `Bearer ${await limitedTo(readingScopes)}` };
    for (const operation of changing) {
      const answer = await api.ask(methodOf(operation), pathOf(operation.path), { body: bodies[operation.operationId]?.(ids), headers });
      expect([operation.operationId, answer.status, answer.body.code]).toEqual([operation.operationId, 403, "API.SCOPE_MISSING"]);
    }
    for (const operation of operations.filter((one) => one.method === "get")) {
      const answer = await api.ask("GET", somewhere(operation.path), { headers });
      expect([operation.operationId, answer.body.code]).not.toEqual([operation.operationId, "API.SCOPE_MISSING"]);
    }
    expect(await countRows()).toEqual(before);
  });

  it("lets a token do what its one scope says", async () => {
    const headers = { Authorization: `Bearer ${await limitedTo(["listings:write"])}` };
    expect((await api.ask("POST", "/listings", { body: chair, headers })).status).toBe(201);
    expect((await api.ask("GET", "/listings", { headers })).status).toBe(403);
    expect((await api.ask("GET", "/listings")).status).toBe(200);
  });

  it("refuses a token that has run out", async () => {
    const over = await api.limitedToken(giver, ["*"], new Date(Date.now() - 1));
    expect((await api.ask("GET", "/deals", { headers: { Authorization: `Bearer ${over}` } })).body.code).toBe("HTTP.TOKEN_SIGN_IN");
    const soon = await api.limitedToken(giver, ["*"], new Date(Date.now() + 60_000));
    expect((await api.ask("GET", "/deals", { headers: { Authorization: `Bearer ${soon}` } })).status).toBe(200);
  });

  /** An address of the operation, whether there is something at it or not. */
  const somewhere = (pattern: string) => pathOf(pattern).replace(/\/(?=\/|$)/g, `/${newId()}`).replace(/\{\w+\}/g, newId());
  const limitedTo = (held: readonly Scope[]) => api.limitedToken(giver, held);

  describe.each(changing.filter((one) => one.params))("$operationId", (operation) => {
    it("refuses somebody else's thing and one that is none, and changes nothing", async () => {
      const before = await countRows();
      const body = bodies[operation.operationId]?.(ids);
      const foreign = await api.ask(methodOf(operation), pathOf(operation.path), { as: stranger, body });
      // What everybody may see is refused openly; what only its sides may see does not exist for others.
      expect(foreign.status).toBe(operation.tag === "listings" ? 403 : 404);
      const none = await api.ask(methodOf(operation), operation.path.replace("{id}", newId()), { as: stranger, body });
      expect(none.status).toBe(404);
      expect(await countRows()).toEqual(before);
    });
  });

  it("lets a viewer of a party look and do nothing", async () => {
    expect((await api.ask("GET", pathOf("/deals/{id}"), { as: viewer })).body.moves).toEqual([]);
    for (const path of ["/deals/{id}/accept", "/deals/{id}/messages", "/listings"]) {
      const body = path === "/listings" ? chair : path.endsWith("messages") ? { body: "Hello" } : { terms: 1 };
      expect((await api.ask("POST", pathOf(path), { as: viewer, body })).status).toBe(403);
    }
  });

  it("keeps gate verbs from the resident, and a resident's own from the recycler's outsiders", async () => {
    for (const verb of ["check-in", "weigh", "complete"]) {
      const body = verb === "weigh" ? { readings: [{ material: "cardboard", grossGrams: 1000 }] } : {};
      expect((await api.ask("POST", pathOf(`/bookings/{id}/${verb}`), { as: taker, body })).body.code).toBe("PICKUPS.NOT_ALLOWED");
    }
    const otherRecycler = await createParty(open(), "recycler");
    expect((await api.ask("GET", pathOf("/bookings/{id}"), { as: otherRecycler })).status).toBe(404);
    expect((await api.ask("GET", "/bookings?side=staff", { as: taker })).body.code).toBe("PICKUPS.NOT_ALLOWED");
  });

  it("refuses a token whose person has left the party", async () => {
    const guest = await withRole(open(), giver, "member");
    expect((await api.ask("GET", "/deals", { as: guest })).status).toBe(200);
    await open().membership.updateMany({ where: { userId: guest.userId, partyId: giver.party.id }, data: { state: "ended", endedAt: new Date() } });
    expect((await api.ask("GET", "/deals", { as: guest })).status).toBe(401);
  });

  async function endedToken(): Promise<string> {
    const id = newId();
    const secret = await insertToken(open(), { id, userId: stranger.userId, partyId: stranger.party.id, name: "ended", scopes: ["*"], expiresAt: null });
    await revokeToken(open(), { id, userId: stranger.userId, now: new Date() });
    return secret ?? "";
  }
});

describeDatabases("the API's manners", (open) => {
  const api = apiClient(open);
  let person: Actor;
  beforeAll(async () => {
    person = await createPerson(open());
  });
  const publish = (headers: Record<string, string>, body: unknown = chair) => api.ask("POST", "/listings", { as: person, body, headers });
  const count = () => open().listing.count({ where: { ownerPartyId: person.party.id } });

  it("does a POST once per key, and refuses the key for anything else", async () => {
    const before = await count();
    const first = await publish({ "Idempotency-Key": "one" });
    const repeat = await publish({ "Idempotency-Key": "one" });
    expect([first.status, repeat.status, repeat.body]).toEqual([201, 201, first.body]);
    expect([first.headers.get("idempotency-replayed"), repeat.headers.get("idempotency-replayed")]).toEqual([null, "true"]);
    expect(await count()).toBe(before + 1);
    expect((await publish({ "Idempotency-Key": "one" }, { ...chair, title: "Another chair" })).body).toMatchObject({ status: 409, code: "HTTP.KEY_REUSED" });
    const other = await api.ask("POST", `/listings/${String(first.body.id)}/withdraw`, { as: person, body: { reason: "other" }, headers: { "Idempotency-Key": "one" } });
    expect(other.body.code).toBe("HTTP.KEY_REUSED");
    expect((await publish({ "Idempotency-Key": "x".repeat(201) })).body.code).toBe("HTTP.KEY_INVALID");
    expect(await count()).toBe(before + 1);
    expect((await publish({ "Idempotency-Key": "two" })).body.id).not.toBe(first.body.id);
  });

  it("lets a refused POST be tried again with its key", async () => {
    const mine = await createListing(open(), person);
    const headers = { "Idempotency-Key": "refused" };
    const refused = await api.ask("POST", "/deals", { as: person, body: { listingId: mine.id }, headers });
    expect(refused.body.code).toBe("DEALS.OWN_LISTING");
    expect((await api.ask("POST", "/deals", { as: person, body: { listingId: mine.id }, headers })).body.code).toBe("DEALS.OWN_LISTING");
  });

  it("counts wrong codes though they come with a key, and answers a repeated right one", async () => {
    const deal = await createDeal(open(), { state: "accepted" });
    const path = `/deals/${deal.id}/hand-over`;
    const { code } = await api.get(`/deals/${deal.id}`, deal.taker);
    const wrong = code === "123456" ? "654321" : "123456";
    const tries = [1, 2].map((n) => () => api.ask("POST", path, { as: deal.giver, body: { code: wrong }, headers: { "Idempotency-Key": `wrong-${n}` } }));
    const left: unknown[] = [];
    for (const attempt of tries) left.push((await attempt()).body.left);
    expect(left).toEqual([4, 3]);
    const ask = () => api.ask("POST", path, { as: deal.giver, body: { code }, headers: { "Idempotency-Key": "right" } });
    const [first, repeat] = [await ask(), await ask()];
    expect(first.body).toMatchObject({ state: "completed" });
    expect([repeat.status, repeat.body, repeat.headers.get("idempotency-replayed")]).toEqual([200, first.body, "true"]);
    expect(await open().ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
  });

  it("does it once when the same POST comes ten times at the same moment", async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 10 }, () => publish({ "Idempotency-Key": "at-once" })));
    expect(new Set(answers.map((one) => `${one.status} ${String(one.body.id)}`)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it("says what does not fit, where, in the caller's language", async () => {
    const body = { kind: "goods", offer: "sale", title: "ab", placeLabel: "Mitte", colour: "red" };
    const en = await publish({ "Accept-Language": "en" }, body);
    expect(en.body).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID", title: "Something in the request does not fit; see errors.", instance: "/api/v1/listings" });
    const strict = await publish({ "Accept-Language": "en" }, { ...body, colour: undefined });
    const errors = strict.body.errors as { pointer: string; message: string }[];
    expect(Object.fromEntries(errors.map((one) => [one.pointer, one.message]))).toMatchObject({
      "#/title": "Please use at least 3 characters.",
      "#/category": "Please choose one.",
      "#/priceMinor": "Please fill this in.",
    });
    const zh = await publish({ "Accept-Language": "zh-CN,zh;q=0.9" }, { ...body, units: "three", colour: undefined });
    expect(zh.headers.get("content-language")).toBe("zh-CN");
    expect(JSON.stringify(zh.body)).toMatch(/[\u4e00-\u9fff]/);
    for (const { message } of zh.body.errors as { message: string }[]) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  it("speaks the language of the token's owner when the request asks for none", async () => {
    const lin = await createPerson(open(), { locale: "zh-CN" });
    expect((await api.ask("GET", `/deals/${newId()}`, { as: lin })).headers.get("content-language")).toBe("zh-CN");
  });

  it("refuses what is no JSON, too large, or another kind of body", async () => {
    expect((await publish({}, "{")).body).toMatchObject({ status: 400, code: "HTTP.BODY_INVALID" });
    expect((await publish({}, "[]")).status).toBe(400);
    expect((await publish({}, "null")).status).toBe(400);
    expect((await publish({ "Content-Type": "text/plain" })).body).toMatchObject({ status: 415, code: "API.MEDIA_TYPE" });
    expect((await publish({}, { ...chair, description: "x".repeat(300_000) })).body).toMatchObject({ status: 413, code: "API.BODY_TOO_LARGE" });
    expect((await publish({}, `{"title":"\\u0000"}`)).body.code).toBe("HTTP.INPUT_INVALID");
  });

  it("answers unknown addresses and methods, and says what is allowed", async () => {
    const ask = async (method: string, path: string) => answerApi(new Request(`http://roundabout.test/api/v1${path}`, { method }), () => Promise.resolve(open()));
    expect((await ask("GET", "/nothing")).status).toBe(404);
    for (const [method, path, allow] of [
      ["DELETE", "/listings", "GET, HEAD, POST, OPTIONS"],
      ["POST", "/points", "GET, HEAD, OPTIONS"],
      ["GET", `/deals/${newId()}/accept`, "POST, OPTIONS"],
      ["PUT", "/openapi.json", "GET, HEAD, OPTIONS"],
    ] as const) {
      const response = await ask(method, path);
      expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
      const text = await response.text();
      expectProblem({ status: 405, headers: response.headers, text, body: JSON.parse(text) as Json });
    }
    expect((await ask("OPTIONS", "/listings")).headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    expect((await ask("HEAD", "/listings")).status).toBe(200);
  });

  it("gives the present state with a 409", async () => {
    const listing = await createListing(open(), person);
    const path = `/listings/${listing.id}/withdraw`;
    expect((await api.ask("POST", path, { as: person, body: { reason: "other", version: 7 } })).body).toMatchObject({ status: 409, code: "LISTINGS.STALE", version: 1, state: "published" });
    await api.post(path, person, { reason: "other" });
    expect((await api.ask("POST", path, { as: person, body: { reason: "other" } })).body).toMatchObject({ status: 409, code: "LISTINGS.WRONG_STATE", state: "withdrawn" });
  });

  it("tells nothing of a bug but that there was one", async () => {
    const response = await answerApi(new Request("http://roundabout.test/api/v1/points"), () => Promise.reject(new Error("password of the database")));
    const text = await response.text();
    expect([response.status, text.includes("password")]).toEqual([500, false]);
    expectProblem({ status: 500, headers: response.headers, text, body: JSON.parse(text) as Json });
  });
});
