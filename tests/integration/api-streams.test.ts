import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/api/operations.server.ts";
import { addBoxes, addType, giveOut, openPool, takeCard } from "#app/domains/packaging/packaging.service.server.ts";
import { issuePassport, startSecondLife } from "#app/domains/passports/passports.service.server.ts";
import { inviteRecycler, openProgramme, takePart } from "#app/domains/takeback/takeback.service.server.ts";
import { recordErasureDone } from "#app/flows/record-erasure.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { apiClient, type Json } from "#tests/factories/api.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const tags = ["erasure", "passports", "packaging", "takeback"];
const itemsOf = (page: Json) => page.items as Json[];

describeDatabases("special streams by API", (open) => {
  const api = apiClient(open);
  let [recycler, staff, stranger]: Actor[] = [];
  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail("nobody");
  const ask = (path: string, as: Actor | undefined, body: Json, key?: string) => api.ask("POST", path, { as, body, headers: key ? { "Idempotency-Key": key } : {} });
  const refused = async (path: string, as: Actor | undefined, body: Json) => {
    const { status, body: problem } = await ask(path, as, body);
    return [status, problem.code];
  };
  const pointersOf = async (path: string, as: Actor, body: Json) => ((await ask(path, as, body)).body.errors as { pointer: string }[]).map((one) => one.pointer);

  beforeAll(async () => {
    recycler = await createParty(open(), "recycler");
    [staff, stranger] = [await withRole(open(), recycler, "staff"), await createPerson(open())];
  });

  describe("data on devices", () => {
    const phone = (dealId: string, more: Json = {}): Json => ({ cause: { type: "deal", id: dealId }, subject: "smartphone", deviceKind: "phone", choice: "purge", serialNumber: "C02XK1AB9", ...more });
    const deal = () => createDeal(open(), { kind: "buy_back", state: "accepted", taker: by(recycler), listing: { category: "smartphone", title: "Phone" } });

    it("is chosen by the giver, once per key, taken back with the present version, and refused to others", async () => {
      const { id, giver } = await deal();
      expect(await refused("/erasures", undefined, phone(id))).toEqual([401, "HTTP.SIGN_IN"]);
      expect(await refused("/erasures", by(stranger), phone(id))).toEqual([404, "ERASURE.NOT_FOUND"]);
      expect(await refused("/erasures", await withRole(open(), giver, "viewer"), phone(id))).toEqual([403, "ERASURE.NOT_ALLOWED"]);
      expect(await refused("/erasures", by(staff), phone(id, { choice: "no_data" }))).toEqual([403, "ERASURE.NOT_ALLOWED"]);
      expect(await refused("/erasures", giver, phone(id, { subject: "laptop" }))).toEqual([422, "ERASURE.HOLDS_NO_DATA"]);
      expect(await pointersOf("/erasures", giver, phone(id, { serialNumber: "12", deviceKind: "car" }))).toEqual(["#/deviceKind"]);
      expect(await pointersOf("/erasures", giver, phone(id, { deviceCount: 2 }))).toEqual(["#/serialNumber"]);
      const first = await ask("/erasures", giver, phone(id), "erase");
      const again = await ask("/erasures", giver, phone(id), "erase");
      expect([first.status, again.body, again.headers.get("idempotency-replayed")]).toEqual([201, first.body, "true"]);
      const path = `/erasures/${String(first.body.id)}/withdraw`;
      // Newest first: what the factory chose stands behind.
      expect(itemsOf(await api.get("/erasures", giver))[0]).toMatchObject({ id: first.body.id, cause: { type: "deal", id }, choice: "purge", serialTail: "AB9", state: "chosen", certificate: null });
      expect(JSON.stringify(await api.get("/erasures", giver))).not.toMatch(/C02XK1|[0-9a-f]{64}/i);
      expect(itemsOf(await api.get("/erasures", by(stranger)))).toEqual([]);
      expect(await refused(path, by(stranger), { version: 1 })).toEqual([404, "ERASURE.NOT_FOUND"]);
      expect(await refused(path, by(staff), { version: 1 })).toEqual([403, "ERASURE.NOT_ALLOWED"]);
      expect(await refused(path, giver, { version: 2 })).toEqual([409, "ERASURE.STALE"]);
      expect(await api.post(path, giver, { version: 1 })).toMatchObject({ state: "withdrawn", version: 2 });
      expect(await refused(path, giver, { version: 2 })).toEqual([409, "ERASURE.WRONG_STATE"]);
    });

    it("has a certificate that anybody can check, and nobody can guess", async () => {
      const made = await deal();
      const { id } = await api.post("/erasures", made.giver, phone(made.id));
      must(await perform(open(), made, "enter_code", { mover: "giver" }));
      must(await recordErasureDone(open(), by(staff), { erasureId: String(id), version: 1, method: "destroy", tool: "Shredder 7" }));
      const [erased] = itemsOf(await api.get("/erasures", made.giver));
      const { number, check } = erased?.certificate as { number: string; check: string };
      const asked = (wanted: string, characters: string) => api.get(`/certificates?number=${encodeURIComponent(wanted)}&check=${encodeURIComponent(characters)}`);
      expect(await asked(number, check)).toEqual({ isValid: true, method: "destroy", erasedOn: new Date().toISOString().slice(0, 10) });
      const none = { isValid: false, method: null, erasedOn: null };
      expect([await asked(number, "0000-0000-0000-0000"), await asked("EC-2026-0000000000000000", check), await asked(number, check.slice(0, 4))]).toEqual([none, none, none]);
      expect((await api.ask("GET", "/certificates?number=x")).body).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID" });
    });
  });

  describe("battery passports", () => {
    it("say to anybody what the battery is, to its owner how it is; readings are the owner's to add, once per key", async () => {
      const passportId = newId();
      must(await issuePassport(open(), by(recycler), { passportId, category: "ev", chemistry: "nmc", ratedWh: 60_000, maker: "Dianchi Power", model: "DP-60", madeYear: 2021, serialNumber: "BAT0042XYZ" }));
      const path = `/passports/${passportId}`;
      const reading = { healthPermille: 900, method: "capacity_test", measuredOn: "2026-05-20" };
      for (const as of [undefined, by(stranger)]) expect(await api.get(path, as)).toMatchObject({ maker: "Dianchi Power", status: "original", predecessorId: null, successors: [], mine: null });
      expect(JSON.stringify(await api.get(path))).not.toMatch(/XYZ|serial/i);
      expect((await api.ask("GET", `/passports/${newId()}`)).body).toMatchObject({ status: 404, code: "PASSPORTS.NOT_FOUND" });
      expect(await refused(`${path}/readings`, undefined, reading)).toEqual([401, "HTTP.SIGN_IN"]);
      expect(await refused(`${path}/readings`, by(stranger), reading)).toEqual([404, "PASSPORTS.NOT_FOUND"]);
      expect(await refused(`${path}/readings`, await withRole(open(), by(recycler), "viewer"), reading)).toEqual([403, "PASSPORTS.NOT_ALLOWED"]);
      expect(await refused(`${path}/readings`, by(recycler), { ...reading, measuredOn: "2020-01-01" })).toEqual([400, "PASSPORTS.DATE_INVALID"]);
      expect(await pointersOf(`${path}/readings`, by(recycler), { ...reading, healthPermille: 1201, method: "guess" })).toEqual(["#/healthPermille", "#/method"]);
      const first = await ask(`${path}/readings`, by(recycler), reading, "measured");
      expect((await ask(`${path}/readings`, by(recycler), reading, "measured")).body).toEqual(first.body);
      expect(first.body).toMatchObject({ isHeld: false });
      expect(await api.get(path, by(recycler))).toMatchObject({ mine: { relation: "owner", health: { permille: 900, wattHours: 54_000 }, readings: [{ id: first.body.id }] } });
      expect(itemsOf(await api.get("/passports", by(recycler)))).toMatchObject([{ id: passportId, isOver: false }]);
      must(await startSecondLife(open(), by(recycler), { passportId, version: 1, newPassportId: newId(), status: "repurposed", category: "industrial", ratedWh: [20_000, 25_000] }));
      const split = (await api.get(path)).successors as Json[];
      expect(split.map((one) => one.ratedWh).sort()).toEqual([20_000, 25_000]);
      expect(await api.get(`/passports/${String(split[0]?.id)}`)).toMatchObject({ predecessorId: passportId, status: "repurposed" });
      expect(await refused(`${path}/readings`, by(recycler), reading)).toEqual([409, "PASSPORTS.WRONG_STATE"]);
    });
  });

  describe("boxes", () => {
    it("are declared by their holder, counted by the pool's staff, and paid once", async () => {
      const [poolId, typeId, holder] = [newId(), newId(), await createPerson(open())];
      must(await openPool(open(), by(recycler), { poolId, name: "Green crates", currency: "CNY" }));
      must(await addType(open(), by(recycler), { typeId, name: "Crate", depositMinor: 2_000 }));
      const { codes } = must(await addBoxes(open(), by(staff), { submissionId: newId(), typeId, count: 3 }));
      must(await giveOut(open(), by(staff), { issueId: newId(), card: must(await takeCard(open(), holder)).code, codes }));
      expect(await api.get("/packaging", holder)).toMatchObject({ pools: [{ id: poolId, types: [{ id: typeId, depositMinor: 2_000, codes: [...codes].sort() }] }], returns: [] });
      const bring = (count: number): Json => ({ poolId, lines: [{ typeId, count }] });
      expect(await refused("/packaging/returns", undefined, bring(3))).toEqual([401, "HTTP.SIGN_IN"]);
      expect(await refused("/packaging/returns", await withRole(open(), holder, "viewer"), bring(3))).toEqual([403, "PACKAGING.NOT_ALLOWED"]);
      expect(await refused("/packaging/returns", holder, { ...bring(3), poolId: newId() })).toEqual([404, "PACKAGING.NOT_FOUND"]);
      expect(await pointersOf("/packaging/returns", holder, bring(0))).toEqual(["#/lines/0/count"]);
      const first = await ask("/packaging/returns", holder, bring(3), "bring");
      expect((await ask("/packaging/returns", holder, bring(3), "bring")).body).toEqual(first.body);
      const path = `/packaging/returns/${String(first.body.id)}`;
      expect(await api.get(path, holder)).toMatchObject({ state: "declared", side: "holder", paidMinor: 0, lines: [{ typeName: "Crate", declaredCount: 3, countedCount: null }] });
      expect((await api.ask("GET", path, { as: by(stranger) })).status).toBe(404);

      const count: Json = { version: 1, codes };
      expect(await refused(`${path}/count`, by(stranger), count)).toEqual([404, "PACKAGING.NOT_FOUND"]);
      expect(await refused(`${path}/count`, holder, count)).toEqual([403, "PACKAGING.NOT_ALLOWED"]);
      expect(await pointersOf(`${path}/count`, by(staff), { version: 1 })).toEqual(["#/codes"]);
      expect(await pointersOf(`${path}/count`, by(staff), { ...count, nothingCame: true })).toEqual(["#/nothingCame"]);
      expect(await pointersOf(`${path}/count`, by(staff), { version: 1, codes: ["a box"] })).toEqual(["#/codes/0"]);
      expect(await refused(`${path}/count`, by(staff), { ...count, version: 4 })).toEqual([409, "PACKAGING.STALE"]);
      expect(await refused(`${path}/count`, by(staff), { ...count, codes: [...codes, "BX-ZZZZZZZZ"] })).toEqual([422, "PACKAGING.CODES_UNKNOWN"]);
      const counted = await ask(`${path}/count`, by(staff), count, "count");
      expect(counted.body).toMatchObject({ state: "matched", version: 2, paidMinor: 6_000 });
      expect((await ask(`${path}/count`, by(staff), count, "count")).body).toEqual(counted.body);
      expect(await refused(`${path}/count`, by(staff), count)).toEqual([409, "PACKAGING.WRONG_STATE"]);
      expect(await api.get(path, by(staff))).toMatchObject({ side: "receiver", state: "matched", paidMinor: 6_000 });

      const { id } = await api.post("/packaging/returns", holder, bring(1));
      expect(await refused(`/packaging/returns/${String(id)}/withdraw`, by(stranger), { version: 1 })).toEqual([404, "PACKAGING.NOT_FOUND"]);
      expect(await refused(`/packaging/returns/${String(id)}/withdraw`, holder, { version: 2 })).toEqual([409, "PACKAGING.STALE"]);
      expect(await api.post(`/packaging/returns/${String(id)}/withdraw`, holder, { version: 1 })).toMatchObject({ state: "withdrawn" });
      const last = await api.post("/packaging/returns", holder, bring(1));
      expect(await api.post(`/packaging/returns/${String(last.id)}/count`, by(staff), { version: 1, nothingCame: true })).toMatchObject({ state: "mismatch", paidMinor: 0 });
    });
  });

  it("take-back programmes are listed while open, and show figures of completed hand-overs", async () => {
    const producer = await createParty(open(), "producer");
    const programmeId = newId();
    const { slug } = must(await openProgramme(open(), producer, { programmeId, name: "Fridges come home", brand: "Yunling", description: "All of them.", categories: ["fridge"], regions: ["CN"] }));
    must(await inviteRecycler(open(), producer, { programmeId, recyclerPartyId: by(recycler).party.id }));
    expect(await api.get(`/takeback-programmes/${slug}`)).toMatchObject({ brand: "Yunling", isOpen: true, recyclers: [], total: { itemCount: 0, massGrams: 0 }, months: [] });
    must(await takePart(open(), by(recycler), { programmeId, version: 1, to: "joined" }));
    expect(itemsOf(await api.get("/takeback-programmes")).map((one) => one.slug)).toContain(slug);
    expect((await api.get(`/takeback-programmes/${slug}`)).recyclers).toMatchObject([{ name: by(recycler).party.name, points: [] }]);
    expect((await api.ask("GET", "/takeback-programmes/no-such-one")).body).toMatchObject({ status: 404, code: "TAKEBACK.NOT_FOUND" });
  });

  it("every operation of them has answered", () => {
    expect([...api.answered].filter((id) => tags.includes(operations.find((one) => one.operationId === id)?.tag ?? "")).sort()).toEqual(operations.filter((one) => tags.includes(one.tag)).map((one) => one.operationId).sort());
  });
});
