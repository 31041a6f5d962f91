import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { apiClient, type Json } from "#tests/factories/api.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const idsOf = (page: Json) => (page.items as Json[]).map((one) => one.id);

describeDatabases("listings by API", (open) => {
  const api = apiClient(open);
  let owner: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    [owner, stranger] = [await createPerson(open()), await createPerson(open())];
  });
  const patch = (id: string, as: Actor, body: Json, key?: string) => api.ask("PATCH", `/listings/${id}`, { as, body, headers: key ? { "Idempotency-Key": key } : {} });

  it("are found by grade, mark and what is free, as on the pages", async () => {
    const plain = await createListing(open(), owner, { title: "Zebrawood radio", searchText: "zebrawood radio" });
    const graded = await createListing(open(), owner, { title: "Zebrawood radio, graded", searchText: "zebrawood radio graded", grade: "B" });
    const marked = await createListing(open(), owner, { title: "Zebrawood radio, made again", searchText: "zebrawood radio again", remanufactured: true });
    const promised = await createListing(open(), owner, { title: "Zebrawood radio, promised", searchText: "zebrawood radio promised", unitsHeld: 1 });
    const find = async (query: string) => idsOf(await api.get(`/listings?q=zebrawood&sort=newest${query}`)).sort();
    expect(await find("&grade=B")).toEqual([graded.id]);
    expect(await find("&grade=A")).toEqual([]);
    expect(await find("&remanufactured=true")).toEqual([marked.id]);
    expect(await find("&remanufactured=false")).toContain(plain.id);
    expect(await find("&available=true")).toEqual([plain.id, graded.id, marked.id].sort());
    expect(await find("")).toContain(promised.id);
    for (const wrong of ["grade=E", "remanufactured=yes", "available=1"]) expect((await api.ask("GET", `/listings?${wrong}`)).body).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID" });
  });

  it("are changed field by field; what was not sent stays", async () => {
    const { id } = await createListing(open(), owner, { offer: "sale", priceMinor: 2_000, currency: "EUR", title: "Oak desk", massGrams: 30_000 });
    const before = await open().listing.findUniqueOrThrow({ where: { id } });
    expect((await patch(id, owner, { version: 1, priceMinor: 1_500 })).body).toEqual({ id, state: "published", version: 2 });
    const after = await open().listing.findUniqueOrThrow({ where: { id } });
    // The factory writes no coarse place and no words of its own.
    const { priceMinor, version, updatedAt: _updated, searchText: _text, coarseLatitude: _lat, coarseLongitude: _lon, ...rest } = after;
    expect([priceMinor, version]).toEqual([1_500, 2]);
    expect(before).toMatchObject(rest);
    expect((await patch(id, owner, { version: 2, description: "", massGrams: null })).body).toMatchObject({ version: 3 });
    expect(await api.get(`/listings/${id}`, owner)).toMatchObject({ title: "Oak desk", description: "", massGrams: null, priceMinor: 1_500, placeLabel: before.placeLabel });
    expect((await patch(id, owner, { version: 3, offer: "free" })).body).toMatchObject({ version: 4 });
    expect(await api.get(`/listings/${id}`)).toMatchObject({ offer: "free", priceMinor: null });
  });

  it("of counted materials say how many; a new count makes a new estimate, a weight stays one", async () => {
    const film = { kind: "material", offer: "free", material: "agricultural_film", title: "Film of two fields", placeLabel: "Chenggong", countUnit: "bag", countHundredths: 400, materialConditions: ["shaken_clean"] };
    const { id, version } = (await api.ask("POST", "/listings", { as: owner, body: film })).body as { id: string; version: number };
    const seen = () => api.get(`/listings/${id}`, owner);
    expect(await seen()).toMatchObject({ massGrams: 20_000, countUnit: "bag", countHundredths: 400, materialConditions: ["shaken_clean"] });
    const more = (await patch(id, owner, { version, countHundredths: 600 })).body as { version: number };
    expect(await seen()).toMatchObject({ massGrams: 30_000, countHundredths: 600 });
    const weighed = (await patch(id, owner, { version: more.version, massGrams: 27_500 })).body as { version: number };
    const counted = (await patch(id, owner, { version: weighed.version, countHundredths: 500 })).body as { version: number };
    expect(await seen()).toMatchObject({ massGrams: 27_500, countHundredths: 500 });
    expect((await patch(id, owner, { version: weighed.version, countHundredths: 400 })).body).toMatchObject({ status: 409, code: "LISTINGS.STALE" });
    expect((await patch(id, owner, { version: counted.version, countUnit: "piece" })).body).toMatchObject({ status: 400, errors: [{ pointer: "#/countHundredths" }] });
    expect((await patch(id, owner, { version: counted.version, material: "cardboard" })).status).toBe(200);
    expect(await seen()).toMatchObject({ countUnit: null, countHundredths: null, materialConditions: [] });
  });

  it("are judged whole, and refused at the field", async () => {
    const { id } = await createListing(open(), owner);
    const refused = async (body: Json) => ((await patch(id, owner, { version: 1, ...body })).body.errors as { pointer: string; message: string }[]).map((one) => one.pointer);
    expect(await refused({ offer: "sale" })).toEqual(["#/priceMinor", "#/currency"]);
    expect(await refused({ title: "x" })).toEqual(["#/title"]);
    expect(await refused({ attributes: { battery_percent: 3 } })).toEqual(["#/attributes/battery_percent"]);
    expect(await refused({})).toHaveLength(1);
    expect(await refused({ kind: "material", description: "Sheets" })).toHaveLength(1);
    expect((await api.ask("PATCH", `/listings/${id}`, { as: owner, body: { title: "Without its version" } })).body.errors).toMatchObject([{ pointer: "#/version" }]);
    expect((await patch(id, owner, { version: 1, title: "Hunting rifle with ammunition" })).body).toMatchObject({ code: "LISTINGS.PROHIBITED" });
    expect(await open().listing.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 1, offer: "free" });
  });

  it("belong to their party: nobody else changes them, nor a viewer, nor who acts for another", async () => {
    const { id } = await createListing(open(), owner);
    expect((await api.ask("PATCH", `/listings/${id}`, { body: { version: 1, title: "Taken over" } })).status).toBe(401);
    expect((await patch(id, stranger, { version: 1, title: "Taken over" })).body).toMatchObject({ status: 403, code: "LISTINGS.NOT_ALLOWED" });
    const hidden = await createListing(open(), owner, { state: "draft" });
    expect((await patch(hidden.id, stranger, { version: 1, title: "Taken over" })).body).toMatchObject({ status: 404, code: "LISTINGS.NOT_FOUND" });
    const recycler = await createParty(open(), "recycler");
    const theirs = await createListing(open(), await withRole(open(), recycler, "owner"));
    expect((await patch(theirs.id, await withRole(open(), recycler, "viewer"), { version: 1, title: "Looked at" })).body).toMatchObject({ code: "LISTINGS.NOT_ALLOWED" });
    const gone = await createListing(open(), owner, { state: "withdrawn" });
    expect((await patch(gone.id, owner, { version: 1, title: "Back again" })).body).toMatchObject({ status: 409, code: "LISTINGS.WRONG_STATE" });
    expect(await open().listing.count({ where: { title: "Taken over" } })).toBe(0);
  });

  it("are not changed on what has changed meanwhile; sent twice with one key, they change once", async () => {
    const { id } = await createListing(open(), owner);
    expect((await patch(id, owner, { version: 9, condition: "fair" })).body).toMatchObject({ status: 409, code: "LISTINGS.STALE", version: 1 });
    const first = await patch(id, owner, { version: 1, condition: "fair" }, "change-once");
    const again = await patch(id, owner, { version: 1, condition: "fair" }, "change-once");
    expect(first.body).toMatchObject({ version: 2 });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await patch(id, owner, { version: 1, condition: "worn" }, "change-once")).body).toMatchObject({ code: "HTTP.KEY_REUSED" });
    expect((await patch(id, owner, { version: 1, condition: "worn" })).body).toMatchObject({ code: "LISTINGS.STALE" });
    const put = await api.ask("POST", `/listings/${id}`, { as: owner, body: {} });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD, PATCH, OPTIONS"]);
  });

  it("put what was accepted to its taker again", async () => {
    const deal = await createDeal(open(), { giver: owner });
    must(await perform(open(), deal, "accept", { mover: "giver" }));
    const row = await open().listing.findUniqueOrThrow({ where: { id: deal.listingId } });
    expect((await patch(row.id, owner, { version: row.version, condition: "worn" })).status).toBe(200);
    expect(await api.get(`/deals/${deal.id}`, deal.taker)).toMatchObject({ pendingChange: [{ field: "condition", to: "worn" }] });
    expect((await patch(row.id, owner, { version: row.version + 1, offer: "wanted" })).body).toMatchObject({ code: "LISTINGS.UNITS_HELD" });
  });
});
