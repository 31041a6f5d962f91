import { expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { alikeListings } from "./alike.service.server.ts";
import { hintPrice } from "./price-hint.service.server.ts";
import { learnFromListings, suggestFor } from "./suggest/lessons.service.server.ts";

describeDatabases("suggestions from listings", (open, kind) => {
  const counts = async () => ({
    labels: await open().listingLabel.findMany({ where: { documents: { gt: 0 } }, orderBy: { label: "asc" } }),
    tokens: await open().listingToken.findMany({ where: { count: { gt: 0 } }, orderBy: [{ token: "asc" }, { label: "asc" }] }),
  });

  it("a published title teaches once, a changed category moves the lesson, a removed listing takes it back", async () => {
    const owner = await createPerson(open());
    await learnFromListings(open());
    const before = await counts();
    expect(await suggestFor(open(), "zumbelroth")).toEqual([]);
    const { id } = await createListing(open(), owner, { title: "Zumbelroth", category: "toys" });
    await createListing(open(), owner, { title: "Zumbelroth draft", category: "books", state: "draft" });
    expect(await learnFromListings(open())).toBe(1);
    expect(await learnFromListings(open())).toBe(0);
    expect((await suggestFor(open(), "old zumbelroth"))[0]).toEqual({ kind: "goods", code: "toys" });
    const taught = await counts();
    await open().listing.update({ where: { id }, data: { title: "Zumbelroth" } });
    expect(await learnFromListings(open())).toBe(1);
    expect(await counts()).toEqual(taught);
    await open().listing.update({ where: { id }, data: { category: "sports" } });
    await learnFromListings(open());
    expect((await suggestFor(open(), "old zumbelroth"))[0]).toEqual({ kind: "goods", code: "sports" });
    await open().listing.update({ where: { id }, data: { state: "removed_by_moderator" } });
    await learnFromListings(open());
    expect(await counts()).toEqual(before);
    expect(await suggestFor(open(), "zumbelroth")).toEqual([]);
  });

  it("materials are suggested beside goods", async () => {
    expect((await suggestFor(open(), "废纸箱"))[0]).toEqual({ kind: "material", code: "cardboard" });
    expect((await suggestFor(open(), "沙发"))[0]).toEqual({ kind: "goods", code: "sofa" });
  });

  if (kind === "postgresql") {
    it("two learners at once count each listing once", async () => {
      const owner = await createPerson(open());
      await learnFromListings(open());
      const documents = async () => (await counts()).labels.reduce((sum, label) => sum + label.documents, 0);
      const before = await documents();
      for (let index = 0; index < 60; index += 1) await createListing(open(), owner, { title: `Lamp of ${index % 7}`, category: index % 2 ? "lamp" : "toys" });
      await Promise.all([learnFromListings(open()), learnFromListings(open()), learnFromListings(open())]);
      expect((await documents()) - before).toBe(60);
    });
  }
});

describeDatabases("hints while listing", (open) => {
  it("own open listings alike are found; closed ones and other people's are not", async () => {
    const [owner, other] = [await createPerson(open()), await createPerson(open())];
    const same = await createListing(open(), owner, { title: "Green velvet sofa", category: "sofa" });
    await createListing(open(), owner, { title: "Green velvet sofa", category: "sofa", state: "completed" });
    await createListing(open(), other, { title: "Green velvet sofa", category: "sofa" });
    const withPhoto = await createListing(open(), owner, { title: "Bench", category: "other_furniture" });
    await open().listingPhoto.create({ data: { id: newId(), listingId: withPhoto.id, position: 0, storageKey: "k1234567", width: 1, height: 1, differenceHash: "0f3c5a7e1b2d4c6e" } });
    const draftId = newId();
    const now = new Date();
    await open().listingDraft.create({ data: { id: draftId, ownerPartyId: owner.party.id, userId: owner.userId, values: {}, expiresAt: now, updatedAt: now } });
    await open().listingDraftPhoto.create({ data: { id: newId(), draftId, userId: owner.userId, clientId: newId(), storageKey: "k7654321", width: 1, height: 1, differenceHash: "0f3c5a7e1b2d4c6f" } });
    const ask = (actor: Actor) => alikeListings(open(), actor, { draftId, title: "green velvet sofa!", what: "goods:sofa" });
    expect(await ask(owner)).toEqual([
      { id: withPhoto.id, title: "Bench", because: "photo" },
      { id: same.id, title: "Green velvet sofa", because: "title" },
    ]);
    expect((await ask(other)).map(({ because }) => because)).toEqual(["title"]);
  });

  it("prices of completed deals of the last year, of the category and currency, from three givers on", async () => {
    const givers = [await createPerson(open()), await createPerson(open()), await createPerson(open())];
    const taker = await createPerson(open());
    const now = new Date();
    const sell = async (index: number, input: { priceMinor?: number; state?: "completed" | "accepted"; monthsAgo?: number; currency?: string; condition?: string; giver?: Actor; settledMinor?: number } = {}) => {
      const giver = input.giver ?? givers[index % 3];
      if (!giver) throw new Error("a giver");
      const { id } = await createListing(open(), giver, { offer: "sale", category: "bicycle", priceMinor: input.priceMinor ?? 10_000 + index * 1_000, currency: input.currency ?? "EUR", condition: input.condition ?? "good", state: "completed" });
      await open().listing.update({ where: { id }, data: { unitsAvailable: 0, unitsHandedOver: 1 } });
      const completedAt = new Date(now.getTime() - (input.monthsAgo ?? 1) * 30 * 86_400_000);
      await open().deal.create({ data: { id: newId(), listingId: id, giverPartyId: giver.party.id, takerPartyId: taker.party.id, requesterPartyId: taker.party.id, requestedByUserId: taker.userId, state: input.state ?? "completed", respondBy: now, completedAt, settledMinor: input.settledMinor ?? null } });
    };
    const ask = (condition: string | null = null) => hintPrice(open(), { category: "bicycle", condition, currency: "EUR" });
    for (let index = 0; index < 4; index += 1) await sell(index);
    await sell(8, { monthsAgo: 13 });
    await sell(8, { currency: "CNY" });
    await sell(8, { state: "accepted" });
    expect(await ask()).toBeNull();
    await sell(4);
    expect(await ask()).toEqual({ medianMinor: 12_000, lowMinor: 11_000, highMinor: 13_000, count: 5, sameCondition: false });
    expect(await ask("good")).toMatchObject({ count: 5, sameCondition: true });
    expect(await ask("worn")).toMatchObject({ count: 5, sameCondition: false });
    // Bargained down: what was settled counts, not what was asked.
    await sell(5, { priceMinor: 90_000, settledMinor: 12_000 });
    expect(await ask()).toMatchObject({ medianMinor: 12_000, highMinor: 12_750, count: 6 });
    expect(await hintPrice(open(), { category: "e_bike", condition: null, currency: "EUR" })).toBeNull();
  });
});
