import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import en from "#app/locales/en/grading.json" with { type: "json" };
import zh from "#app/locales/zh-CN/grading.json" with { type: "json" };
import { GOODS_CODES } from "#app/shared/goods.ts";
import { categoriesGradedBy, checklistByRule, checklistOf, checklists, conditionsFor, gradeOf, grades, proposedCondition, readAnswers, ruleId, type Allows, type Checklist, type GradeAnswers } from "./grading.rules.ts";

const all = checklists as readonly Checklist[];
const phone = all[0] as Checklist;
const rank = (allows: Allows) => ["A", "B", "C", "D", "parts"].indexOf(allows);
const best = (checklist: Checklist): GradeAnswers => Object.fromEntries(checklist.questions.map(({ code, answers }) => [code, Object.entries(answers).find(([, allows]) => allows === "A")?.[0] ?? ""]));

describe("the rule of grades", () => {
  it("gives A for the best answers of every checklist, limited by nothing", () => {
    for (const checklist of all) expect({ rule: ruleId(checklist), ...gradeOf(checklist, best(checklist)) }).toMatchObject({ rule: ruleId(checklist), grade: "A", limitedBy: [] });
  });

  it("gives what the single worse answer allows, and names it: for every answer of every checklist", () => {
    for (const checklist of all) {
      for (const { code, answers } of checklist.questions) {
        for (const [answer, allows] of Object.entries(answers)) {
          const grading = gradeOf(checklist, { ...best(checklist), [code]: answer });
          expect(grading).toEqual({ rule: ruleId(checklist), grade: allows === "parts" ? null : allows, limitedBy: allows === "A" ? [] : [{ question: code, answer }] });
        }
      }
    }
  });

  it("takes the lowest of all, and a worse answer never gives a better grade", () => {
    for (const checklist of all) {
      for (const worse of checklist.questions) {
        for (const other of checklist.questions) {
          if (worse === other) continue;
          for (const [a, allowsA] of Object.entries(worse.answers)) {
            for (const [b, allowsB] of Object.entries(other.answers)) {
              const grading = gradeOf(checklist, { ...best(checklist), [worse.code]: a, [other.code]: b });
              expect(rank(grading?.grade ?? "parts")).toBe(Math.max(rank(allowsA), rank(allowsB)));
            }
          }
        }
      }
    }
  });

  it("gives nothing for missing or foreign answers", () => {
    const { screen: _screen, ...without } = best(phone);
    expect(gradeOf(phone, without)).toBeNull();
    expect(gradeOf(phone, { ...best(phone), screen: "constructor" })).toBeNull();
    expect(gradeOf(phone, {})).toBeNull();
  });

  it("a locked phone is for parts, whatever else is fine", () => {
    expect(gradeOf(phone, { ...best(phone), account_lock: "on" })).toEqual({ rule: "phone-1", grade: null, limitedBy: [{ question: "account_lock", answer: "on" }] });
    expect(conditionsFor(null)).toEqual(["broken"]);
  });

  it("an answered edition never changes: another allowance needs another edition", () => {
    const prints = Object.fromEntries(all.map((one) => [ruleId(one), createHash("sha256").update(JSON.stringify(one.questions)).digest("hex").slice(0, 12)]));
    expect(prints).toMatchInlineSnapshot(`
      {
        "bicycle-1": "dd446902ac87",
        "clothes-1": "8533fb6d75ce",
        "computer-1": "b67656213fb6",
        "device-1": "8e391b797514",
        "display-1": "a2736c54f6ef",
        "e_bike-1": "c32cd89701c9",
        "furniture-1": "f44039329609",
        "laptop-1": "069dab39ed2f",
        "large_appliance-1": "8c1c42448292",
        "phone-1": "9a462908de21",
        "shoes-1": "bd86655b556c",
        "small_appliance-1": "dfd01f807497",
        "upholstery-1": "e9bb2c976ce9",
        "vehicle_part-1": "61dc1503b9d3",
      }
    `);
    expect(new Set(Object.keys(prints)).size).toBe(all.length);
  });
});

describe("checklists", () => {
  it("grade phones, computers, appliances, bicycles, furniture, clothes and vehicle parts", () => {
    for (const code of ["smartphone", "laptop", "desktop_computer", "fridge", "kettle", "bicycle", "e_bike", "sofa", "wooden_chair", "jeans", "shoes", "vehicle_parts"]) expect(checklistOf(code)).not.toBeNull();
    for (const code of ["books", "toys", "other", "constructor", null]) expect(checklistOf(code)).toBeNull();
    for (const code of GOODS_CODES) {
      const checklist = checklistOf(code);
      if (checklist) expect(categoriesGradedBy(checklist.code)).toContain(code);
    }
  });

  it("are found again by the stored rule", () => {
    for (const one of all) expect(checklistByRule(ruleId(one))).toBe(one);
    expect(checklistByRule("phone-999")).toBeNull();
    expect(checklistByRule(null)).toBeNull();
  });

  it("have words for each checklist, question and answer in both languages, and no others", () => {
    const asked = new Map<string, Set<string>>();
    for (const { code, answers } of all.flatMap(({ questions }) => questions)) asked.set(code, new Set([...(asked.get(code) ?? []), ...Object.keys(answers)]));
    const sorted = (codes: Iterable<string>) => [...codes].sort();
    for (const words of [en, zh]) {
      expect(sorted(Object.keys(words.checklists))).toEqual(sorted(new Set(all.map(({ code }) => code))));
      expect(sorted(Object.keys(words.questions))).toEqual(sorted(asked.keys()));
      expect(Object.fromEntries(Object.entries(words.answers).map(([code, of]) => [code, sorted(Object.keys(of))]))).toEqual(Object.fromEntries([...asked].map(([code, of]) => [code, sorted(of)])));
    }
  });

  it("propose a condition that goes with the grade", () => {
    for (const grade of [...grades, null]) expect(conditionsFor(grade)).toContain(proposedCondition(grade));
    expect(conditionsFor("A")).not.toContain("broken");
  });
});

describe("reading answers", () => {
  it("no answer is not graded; some answers are asked to be completed", () => {
    expect(readAnswers("smartphone", {})).toEqual({ grading: null, answers: {}, problems: [] });
    expect(readAnswers("smartphone", { screen: "", unheard: "of" })).toEqual({ grading: null, answers: {}, problems: [] });
    expect(readAnswers("smartphone", { screen: "flawless" }).problems).toEqual(phone.questions.map(({ code }) => code).filter((code) => code !== "screen"));
    expect(readAnswers("smartphone", { ...best(phone), screen: "diamond" })).toMatchObject({ grading: null, problems: ["screen"] });
  });

  it("complete answers are graded; those of another checklist are left out", () => {
    expect(readAnswers("smartphone", { ...best(phone), brakes: "firm" })).toEqual({ grading: { rule: "phone-1", grade: "A", limitedBy: [] }, answers: best(phone), problems: [] });
    expect(readAnswers("books", best(phone))).toEqual({ grading: null, answers: {}, problems: [] });
  });
});
