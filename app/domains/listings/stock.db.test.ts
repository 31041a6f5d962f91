import { expect, it } from "vitest";
import { inTransaction, type Database } from "#app/platform/db/database.server.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { handOverUnits, holdUnits, releaseUnits } from "./stock.service.server.ts";

type Db = Database["db"];
const units = (db: Db, id: string) =>
  db.listing.findUniqueOrThrow({ where: { id }, select: { state: true, unitsAvailable: true, unitsHeld: true, unitsHandedOver: true } });

describeDatabases("units of a listing", (open) => {
  it("the last unit held reserves the listing, giving it back publishes it, and both are written down", async () => {
    const db = open();
    const owner = await createPerson(db);
    const { id } = await createListing(db, owner, { units: 2 });
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1, by: owner }))).toBe("published");
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1, by: owner }))).toBe("reserved");
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1, by: owner }))).toBeNull();
    expect(await inTransaction(db, (tx) => releaseUnits(tx, { listingId: id, units: 1 }))).toBe("published");
    expect(await units(db, id)).toEqual({ state: "published", unitsAvailable: 1, unitsHeld: 1, unitsHandedOver: 0 });
    const moves = await db.transition.findMany({ where: { subjectId: id }, orderBy: { id: "asc" }, select: { fromState: true, toState: true, actorRole: true } });
    expect(moves).toEqual([
      { fromState: "published", toState: "reserved", actorRole: "owner" },
      { fromState: "reserved", toState: "published", actorRole: "system" },
    ]);
  });

  it("more is neither given back nor handed over than was held", async () => {
    const db = open();
    const { id } = await createListing(db, await createPerson(db), { units: 3 });
    expect(await inTransaction(db, (tx) => releaseUnits(tx, { listingId: id, units: 1 }))).toBeNull();
    await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 2 }));
    expect(await inTransaction(db, (tx) => handOverUnits(tx, { listingId: id, units: 3 }))).toBeNull();
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 0 }))).toBeNull();
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: -1 }))).toBeNull();
    expect(await units(db, id)).toEqual({ state: "published", unitsAvailable: 1, unitsHeld: 2, unitsHandedOver: 0 });
  });

  it("three of five chairs: the rest is available again, the last hand-over completes", async () => {
    const db = open();
    const { id } = await createListing(db, await createPerson(db), { units: 5 });
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 5 }))).toBe("reserved");
    expect(await inTransaction(db, (tx) => handOverUnits(tx, { listingId: id, units: 5, movedUnits: 3 }))).toBe("published");
    expect(await units(db, id)).toEqual({ state: "published", unitsAvailable: 2, unitsHeld: 0, unitsHandedOver: 3 });
    await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 2 }));
    expect(await inTransaction(db, (tx) => handOverUnits(tx, { listingId: id, units: 2 }))).toBe("completed");
  });

  it("a listing past its deadline is not shown again when its units come back", async () => {
    const db = open();
    const { id } = await createListing(db, await createPerson(db), { expiresAt: new Date(Date.now() - 1000) });
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1 }))).toBe("reserved");
    expect(await inTransaction(db, (tx) => releaseUnits(tx, { listingId: id, units: 1 }))).toBe("expired");
  });

  it("a withdrawn listing takes no deal, and units that come back leave it withdrawn", async () => {
    const db = open();
    const { id } = await createListing(db, await createPerson(db), { units: 2 });
    await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1 }));
    await db.listing.update({ where: { id }, data: { state: "withdrawn" } });
    expect(await inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1 }))).toBeNull();
    expect(await inTransaction(db, (tx) => releaseUnits(tx, { listingId: id, units: 1 }))).toBe("withdrawn");
  });
});

describeDatabases(
  "units under contention",
  (open) => {
    it("of twenty accepts for the last three units, three win", async () => {
      const db = open();
      const { id } = await createListing(db, await createPerson(db), { units: 3 });
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => inTransaction(db, (tx) => holdUnits(tx, { listingId: id, units: 1 }))));
      expect(outcomes.filter((state) => state !== null)).toHaveLength(3);
      expect(outcomes.filter((state) => state === "reserved")).toHaveLength(1);
      expect(await units(db, id)).toEqual({ state: "reserved", unitsAvailable: 0, unitsHeld: 3, unitsHandedOver: 0 });
      expect(await db.transition.count({ where: { subjectId: id } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
