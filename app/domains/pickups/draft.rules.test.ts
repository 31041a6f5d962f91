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
