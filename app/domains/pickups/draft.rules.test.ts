import { expect, it } from "vitest";
import { bookingDraft, draftPairs, draftParams } from "./draft.rules.ts";

it("keeps everything typed on the way through address and form", () => {
  const params = new URLSearchParams("step=3&point=p1&slot=s1&m=cardboard&m=glass_bottles&unit=jin&amount-cardboard=7,5&note=by+bike&week=2&booking=b1");
  const draft = bookingDraft(params);
  expect(draft).toMatchObject({
    step: 3,
    point: "p1",
    slot: "s1",
    unit: "jin",
    lines: [
      { material: "cardboard", declaredGrams: 3_750 },
      { material: "glass_bottles", declaredGrams: null },
    ],
    note: "by bike",
    week: 2,
    booking: "b1",
  });
  expect(bookingDraft(new URLSearchParams(draftParams(draft)))).toEqual(draft);
});

it("goes no further than what is known allows", () => {
  expect(bookingDraft(new URLSearchParams("step=3&point=p1")).step).toBe(1);
  const wrong = bookingDraft(new URLSearchParams("step=3&m=cardboard&amount-cardboard=lots"));
  expect(wrong).toMatchObject({ step: 2, wrongAmounts: ["cardboard"], amounts: { cardboard: "lots" } });
  expect(bookingDraft(new URLSearchParams("step=99&m=cardboard")).step).toBe(4);
  expect(bookingDraft(new URLSearchParams("step=x&m=cardboard&m=unobtainium&m=cardboard"))).toMatchObject({ step: 1, materials: ["cardboard"] });
});

it("leaves out what a form asks for itself", () => {
  const draft = bookingDraft(new URLSearchParams("step=2&point=p1&m=cardboard&amount-cardboard=2&note=x"));
  expect(draftPairs(draft, ["step", "amounts", "note", "unit"])).toEqual([
    ["point", "p1"],
    ["m", "cardboard"],
  ]);
});

it("takes a count where nothing was weighed, as an estimate, and asks for what has to be so", () => {
  const typed = "step=3&point=p1&m=tyres&m=pesticide_packaging&m=rubble&count-tyres=4&count-pesticide_packaging=10&so-pesticide_packaging=caps_off&amount-rubble=300&count-rubble=2&so-rubble=no_asbestos";
  const draft = bookingDraft(new URLSearchParams(typed));
  expect(draft).toMatchObject({ step: 2, unfulfilled: ["pesticide_packaging"], wrongCounts: [] });
  const done = bookingDraft(new URLSearchParams(`${typed}&so-pesticide_packaging=triple_rinsed&so-pesticide_packaging=made_up`));
  expect(done.step).toBe(3);
  expect(done.lines).toEqual([
    { material: "tyres", declaredGrams: 39_916, unit: "piece", unitCount: 400 },
    { material: "pesticide_packaging", declaredGrams: 600, unit: "piece", unitCount: 1000, conditions: ["triple_rinsed", "caps_off"] },
    { material: "rubble", declaredGrams: 300_000, conditions: ["no_asbestos"] },
  ]);
  expect(bookingDraft(new URLSearchParams(draftParams(done)))).toEqual(done);
  expect(draftPairs(done, ["amounts"]).some(([name]) => /^(count|so|amount)-/.test(name))).toBe(false);
});

it("a count that is none leads back to where it is asked", () => {
  expect(bookingDraft(new URLSearchParams("step=3&m=tyres&count-tyres=some"))).toMatchObject({ step: 2, wrongCounts: ["tyres"], counts: { tyres: "some" } });
  expect(bookingDraft(new URLSearchParams("step=2&m=tyres&count-tyres=some"))).toMatchObject({ wrongCounts: [] });
});
