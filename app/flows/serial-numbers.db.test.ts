import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { createListing } from "#app/domains/listings/listings.service.server.ts";
import { listingForm } from "#app/domains/listings/listings.schema.ts";
import { entryDetail } from "#app/domains/impact/entries.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { must, testClock } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { completeDeal } from "./confirm-deal.server.ts";
import { handOverDeal } from "./hand-over-deal.server.ts";
import { requestDeal } from "./request-deal.server.ts";

const typed = {
  kind: "goods", offer: "free", category: "laptop", material: "", title: "Laptop, 14 inch", description: "", condition: "good", units: "1", mass: "1.5", price: "", currency: "", loanDays: "",
  serialNumber: "c02-xk1 aB9", placeLabel: "Mitte", exactAddress: "", latitude: "", longitude: "", expiresOn: "",
};

async function passOn(db: Database["db"], owner: Actor, taker: Actor, form: Partial<typeof typed> = {}) {
  const clock = testClock();
  const listing = must(await createListing(db, owner, { listing: listingForm.parse({ ...typed, ...form }), publish: true }));
  const { dealId } = must(await requestDeal(db, taker, { listingId: listing.id, units: 1, message: "" }, clock));
  must(await acceptDeal(db, owner, { dealId, version: undefined, terms: 1 }, clock));
  must(await handOverDeal(db, taker, { dealId, version: undefined, movedUnits: undefined, measuredGrams: null, confirmDeclared: true }, clock));
  const { entryId } = must(await completeDeal(db, owner, { dealId, version: undefined }, clock));
  const entry = await entryDetail(db, entryId ?? "none", []);
  return { listingId: listing.id, life: entry?.calculation?.remainingLife, requested: entry?.requestedLife, text: JSON.stringify(entry) };
}

describeDatabases("serial numbers", (open) => {
  it("one device sold on again and again never counts more than one life, however its number is typed", async () => {
    const db = open();
    const [one, other, third] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const first = await passOn(db, one, other);
    expect(first).toMatchObject({ life: 0.7, requested: 0.7 });
    expect(await passOn(db, other, third, { serialNumber: "C02 XK1-AB9", condition: "fair" })).toMatchObject({ life: 0.3, requested: 0.5 });
    expect(await passOn(db, third, one, { serialNumber: "C02XK1AB9", condition: "fair" })).toMatchObject({ life: 0, requested: 0.5 });
    expect(await passOn(db, one, other, { serialNumber: "C02XK1AB8", condition: "fair" })).toMatchObject({ life: 0.5 });
    expect(await passOn(db, one, other, { serialNumber: "" })).toMatchObject({ life: 0.7, requested: null });
    const row = await db.listing.findUniqueOrThrow({ where: { id: first.listingId } });
    expect(row.serialHash).toMatch(/^[0-9a-f]{64}$/);
    expect(`${JSON.stringify({ ...row, serialHash: "" })} ${first.text}`).not.toMatch(/c02|xk1/i);
  });

  it("one number goes with one item, and the form says so at the field", () => {
    const parsed = listingForm.safeParse({ ...typed, units: "2" });
    expect(parsed.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([["serialNumber", "errors:oneNumberOneItem"]]);
    expect(listingForm.parse({ ...typed, kind: "material", category: "", material: "cardboard" }).serialNumber).toBeNull();
  });
});
