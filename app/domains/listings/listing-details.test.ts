import { describe, expect, it } from "vitest";
import { checklistOf } from "./grading.rules.ts";
import { changesDetails, storedDetails, weakensMark } from "./listing-details.ts";
import { listingForm, listingInput } from "./listings.schema.ts";

const best = Object.fromEntries((checklistOf("smartphone")?.questions ?? []).map(({ code, answers }) => [code, Object.keys(answers)[0] ?? ""]));
const phone = { kind: "goods", offer: "free", category: "smartphone", title: "A phone", condition: "good", placeLabel: "Mitte" };
const problems = (value: unknown, schema: typeof listingInput | typeof listingForm = listingInput) => Object.fromEntries((schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));

describe("details at the door", () => {
  it("are optional, and none where none were given", () => {
    expect(listingInput.parse(phone)).toMatchObject({ attributes: {}, gradeAnswers: {}, remanufactured: false, remanufacturer: null, warrantyMonths: null });
    expect(listingForm.parse(phone)).toMatchObject({ attributes: {}, gradeAnswers: {}, remanufactured: false });
  });

  it("each problem stands at its field, together with the others", () => {
    expect(problems({ ...phone, title: "x", attributes: { storage_gb: "many", colour: "blurple" }, gradeAnswers: { screen: "flawless" }, remanufactured: true })).toMatchObject({
      title: "errors:tooShort|min=3",
      "attributes.storage_gb": "errors:wholeNumber",
      "attributes.colour": "errors:choose",
      "gradeAnswers.battery_health": "grading:errors.answerAll",
      remanufacturer: "errors:required",
      warrantyMonths: "errors:required",
    });
    expect(problems({ ...phone, attributes: ["x"], gradeAnswers: 5 })).toMatchObject({ attributes: "errors:invalid", gradeAnswers: "errors:invalid" });
    expect(problems({ ...phone, remanufactured: "yes", remanufacturer: "Maker", warrantyMonths: "two" }, listingForm)).toEqual({ warrantyMonths: "errors:wholeNumber" });
    expect(problems({ ...phone, remanufactured: "yes", remanufacturer: "Maker", warrantyMonths: "500" }, listingForm)).toEqual({ warrantyMonths: "errors:tooLarge|max=120" });
  });

  it("a grade proposes the condition where none is chosen, and refuses one that contradicts it", () => {
    expect(listingInput.parse({ ...phone, condition: null, gradeAnswers: best }).condition).toBe("good");
    expect(listingInput.parse({ ...phone, condition: null, gradeAnswers: { ...best, account_lock: "on" } }).condition).toBe("broken");
    expect(problems({ ...phone, condition: null })).toEqual({ condition: "errors:choose" });
    expect(problems({ ...phone, condition: "broken", gradeAnswers: best })).toEqual({ condition: "grading:errors.contradicts|grade=A" });
    expect(problems({ ...phone, condition: "good", gradeAnswers: { ...best, account_lock: "on" } })).toEqual({ condition: "grading:errors.partsOnly" });
    expect(problems({ ...phone, condition: "broken", gradeAnswers: { ...best, account_lock: "on" } })).toEqual({});
  });

  it("what somebody looks for, and materials, have neither grade nor mark", () => {
    const wanted = listingInput.parse({ ...phone, offer: "wanted", condition: null, gradeAnswers: best, remanufactured: true, remanufacturer: "Maker", warrantyMonths: 1, attributes: { brand: "Any" } });
    expect(wanted).toMatchObject({ condition: null, gradeAnswers: {}, remanufactured: false, remanufacturer: null, attributes: { brand: "Any" } });
    const glass = listingInput.parse({ kind: "material", offer: "free", material: "glass_bottles", category: "smartphone", title: "Bottles", placeLabel: "Mitte", attributes: { glass_colour: "green", clean: "yes", brand: "x" }, gradeAnswers: best });
    expect(glass).toMatchObject({ attributes: { glass_colour: "green", clean: true }, gradeAnswers: {}, category: null });
    expect(glass.attributes).not.toHaveProperty("brand");
  });
});

describe("changes of details", () => {
  const mark = { remanufactured: true, remanufacturer: "Maker", warrantyMonths: 12 };
  it("grade, mark and what was stated count as terms; what is added does not", () => {
    const before = storedDetails("smartphone", { gradeAnswers: best, attributes: { brand: "A" } });
    expect(changesDetails(before, storedDetails("smartphone", { gradeAnswers: best, attributes: { brand: "A", model: "B" } }))).toBe(false);
    expect(changesDetails(before, storedDetails("smartphone", { gradeAnswers: best }))).toBe(true);
    expect(changesDetails(before, storedDetails("smartphone", { attributes: { brand: "A" } }))).toBe(true);
    expect(changesDetails(before, storedDetails("smartphone", { gradeAnswers: best, attributes: { brand: "A" }, ...mark }))).toBe(true);
  });

  it("a mark is weakened by taking it away, another maker or a shorter warranty, not by a longer one", () => {
    expect(weakensMark(mark, { ...mark, warrantyMonths: 24 })).toBe(false);
    expect(weakensMark(mark, { ...mark, warrantyMonths: 11 })).toBe(true);
    expect(weakensMark(mark, { ...mark, remanufacturer: "maker" })).toBe(true);
    expect(weakensMark(mark, { remanufactured: false, remanufacturer: null, warrantyMonths: null })).toBe(true);
    expect(weakensMark({ remanufactured: false, remanufacturer: null, warrantyMonths: null }, mark)).toBe(false);
  });
});
