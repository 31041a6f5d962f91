import { describe, expect, it } from "vitest";
import { readCursor, readListingQuery, withParams, writeCursor } from "./listings.query.ts";
import { allowedVerbs, changedTerms, dayOf, deadline, needsReview, repostRefusal } from "./listings.rules.ts";
import { listingForm } from "./listings.schema.ts";

const now = new Date("2026-03-10T22:30:00Z");

describe("the deadline of a listing", () => {
  it("is the end of the day where the listing is, a month from now", () => {
    expect(deadline({ expiresOn: null, now, timeZone: "Europe/Berlin" }).toISOString()).toBe("2026-04-09T21:59:59.999Z");
    // In Shanghai it is tomorrow already.
    expect(deadline({ expiresOn: null, now, timeZone: "Asia/Shanghai" }).toISOString()).toBe("2026-04-10T15:59:59.999Z");
  });

  it("keeps the wall clock over the change to summer time", () => {
    expect(deadline({ expiresOn: "2026-03-28", now, timeZone: "Europe/Berlin" }).toISOString()).toBe("2026-03-28T22:59:59.999Z");
    expect(deadline({ expiresOn: "2026-03-29", now, timeZone: "Europe/Berlin" }).toISOString()).toBe("2026-03-29T21:59:59.999Z");
  });

  it("is never in the past and never more than ninety days ahead", () => {
    expect(dayOf(deadline({ expiresOn: "2020-01-01", now, timeZone: "Europe/Berlin" }), "Europe/Berlin")).toBe("2026-03-10");
    expect(dayOf(deadline({ expiresOn: "2030-01-01", now, timeZone: "Europe/Berlin" }), "Europe/Berlin")).toBe("2026-06-08");
  });
});

describe("what may be done with a listing", () => {
  it("follows the state and who asks", () => {
    expect(allowedVerbs({ state: "published", mayManage: true, isOperator: false })).toEqual(["edit", "withdraw", "pause", "extend", "repost"]);
    expect(allowedVerbs({ state: "withdrawn", mayManage: true, isOperator: true })).toEqual([]);
    expect(allowedVerbs({ state: "pending_review", mayManage: false, isOperator: true })).toEqual(["approve", "reject"]);
    expect(allowedVerbs({ state: "published", mayManage: false, isOperator: false })).toEqual([]);
  });

  it("a repost waits a week, for quiet, and ends after five", () => {
    const old = new Date(now.getTime() - 8 * 86_400_000);
    expect(repostRefusal({ reposts: 0, sortAt: old, lastRequestAt: null, now })).toBeNull();
    expect(repostRefusal({ reposts: 5, sortAt: old, lastRequestAt: null, now })).toBe("LISTINGS.REPOST_LIMIT");
    expect(repostRefusal({ reposts: 0, sortAt: new Date(now.getTime() - 86_400_000), lastRequestAt: null, now })).toBe("LISTINGS.REPOST_TOO_SOON");
    expect(repostRefusal({ reposts: 0, sortAt: old, lastRequestAt: new Date(now.getTime() - 3_600_000), now })).toBe("LISTINGS.REPOST_TOO_SOON");
  });

  it("batteries go to review, cardboard and chairs do not", () => {
    expect(needsReview({ material: "batteries_vehicle" })).toBe(true);
    expect(needsReview({ material: "cardboard" })).toBe(false);
    expect(needsReview({ material: null })).toBe(false);
  });

  it("price, grade and mass are terms; words are not", () => {
    const terms = { offer: "sale", category: "bicycle", material: null, condition: "good", massGrams: 15_000, priceMinor: 4_000, currency: "EUR" } as const;
    expect(changedTerms(terms, { ...terms })).toEqual([]);
    expect(changedTerms(terms, { ...terms, priceMinor: 4_500 })).toEqual([{ field: "priceMinor", from: terms.priceMinor, to: 4_500 }]);
    expect(changedTerms(terms, { ...terms, condition: "fair" })).toEqual([{ field: "condition", from: terms.condition, to: "fair" }]);
    expect(changedTerms(terms, { ...terms, massGrams: null })).toEqual([{ field: "massGrams", from: terms.massGrams, to: null }]);
  });
});

describe("the form of a listing", () => {
  const filled = { kind: "goods", offer: "sale", category: "bicycle", title: "Touring bicycle", condition: "good", mass: "14,5", price: "120.50", currency: "EUR", placeLabel: "Mitte", units: "1" };
  const paths = (value: unknown) => {
    const parsed = listingForm.safeParse(value);
    return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  };

  it("reads mass in kilograms and price with either sign for decimals", () => {
    expect(listingForm.parse(filled)).toMatchObject({ massGrams: 14_500, priceMinor: 12_050, currency: "EUR", units: 1, expiresOn: null });
  });

  it("drops what the kind and the offer have no use for", () => {
    expect(listingForm.parse({ ...filled, kind: "material", material: "cardboard", offer: "free" })).toMatchObject({ category: null, condition: null, priceMinor: null, currency: null, material: "cardboard" });
  });

  it("names each field that needs another look", () => {
    expect(paths({ ...filled, category: "" })).toEqual(["category errors:choose"]);
    expect(paths({ ...filled, condition: "" })).toEqual(["condition errors:choose"]);
    expect(paths({ ...filled, price: "" })).toEqual(["price errors:required"]);
    expect(paths({ ...filled, price: "12,5,0" })).toEqual(["price errors:price"]);
    expect(paths({ ...filled, mass: "-3" })).toEqual(["mass errors:mass"]);
    expect(paths({ ...filled, mass: "0" })).toEqual(["mass errors:positive"]);
    expect(paths({ ...filled, mass: "4000" })).toEqual(["mass errors:tooLarge|max=300"]);
    expect(paths({ ...filled, units: "1.5" })).toEqual(["units errors:wholeNumber"]);
    expect(paths({ ...filled, latitude: "95", longitude: "13" })).toEqual(["latitude errors:invalid"]);
    expect(paths({ ...filled, expiresOn: "2026-02-31x" })).toEqual(["expiresOn errors:date"]);
  });

  it("an unknown mass is unknown, not zero", () => {
    expect(listingForm.parse({ ...filled, mass: "" }).massGrams).toBeNull();
  });
});

describe("the address of a search", () => {
  it("gives back what it was given and leaves out what does not fit", () => {
    expect(readListingQuery(new URLSearchParams("q=chair&kind=goods&group=furniture&max=50&sort=newest"))).toMatchObject({ q: "chair", kind: "goods", group: "furniture", maxPriceMinor: 5_000, sort: "newest" });
    expect(readListingQuery(new URLSearchParams("kind=people&offer=steal&lat=200&lon=3&km=-4&sort=nearest&max=free"))).toMatchObject({ kind: null, offer: null, near: null, km: 10, sort: "newest", maxPriceMinor: null });
  });

  it("a changed filter starts at the first page and keeps the rest", () => {
    expect(withParams(new URLSearchParams("q=chair&after=abc&offer=free"), { offer: null, kind: "goods" })).toBe("/listings?q=chair&kind=goods");
    expect(withParams(new URLSearchParams("offer=free"), { offer: null })).toBe("/listings");
  });

  it("a cursor survives the address; one of another sort, or a forged one, is none", () => {
    const cursor = { sort: "nearest" as const, key: 1234.56789012345, id: "0198" };
    expect(readCursor(writeCursor(cursor), "nearest")).toEqual(cursor);
    expect(readCursor(writeCursor(cursor), "newest")).toBeNull();
    expect(readCursor("%%%", "newest")).toBeNull();
    expect(readCursor(btoa('["newest","not a time","x"]'), "newest")).toBeNull();
  });
});
