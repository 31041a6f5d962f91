import { describe, expect, it } from "vitest";
import { bestBorder, changeAround, compare, countPractices, directionOf, gapTo, isInBest, quantile, quartilesOf, trendOf } from "./benchmarking.rules.ts";
import { emptyMonth, indicatorOf, INDICATORS, valueOver, type CommunityFacts, type Indicator, type MonthFacts } from "./indicators.ts";
import { addMonths, monthsFrom } from "./months.ts";

const indicator = (code: string): Indicator => {
  const found = indicatorOf(code);
  if (!found) throw new Error(code);
  return found;
};
const mass = indicator("mass_per_head");
const month = (name: string, more: Partial<MonthFacts> = {}): MonthFacts => ({ ...emptyMonth(name), members: 10, ...more });
const facts = (months: MonthFacts[], more: Partial<CommunityFacts> = {}): CommunityFacts => ({ months, entered: [], estimate: null, ...more });

describe("months", () => {
  it("go on over the ends of years", () => {
    expect(addMonths("2026-11", 2)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(monthsFrom("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(monthsFrom("2026-02", "2026-01")).toEqual([]);
  });
});

describe("quartiles of type 7", () => {
  it("are those of R's quantile() and of NumPy", () => {
    // R: quantile(c(2, 4, 6, 10)); the example on the page of the method.
    expect([0.25, 0.5, 0.75].map((p) => quantile([2, 4, 6, 10], p))).toEqual([3.5, 5, 7]);
    // R: quantile(c(1, 3, 3, 8, 21)).
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile([1, 3, 3, 8, 21], p))).toEqual([1, 3, 3, 8, 21]);
    expect(quantile([15, 20, 35, 40, 50, 55], 0.4)).toBe(35);
    expect(quantile([7], 0.25)).toBe(7);
  });

  it("need four values, in any order", () => {
    expect(quartilesOf([10, 2, 6])).toBeNull();
    expect(quartilesOf([10, 2, 6, 4])).toEqual({ q1: 4, median: 5, q3: 7 });
  });

  it("put the best quarter at the upper end where more is better, else at the lower", () => {
    const quartiles = { q1: 4, median: 5, q3: 7 };
    expect([bestBorder(quartiles, "more"), bestBorder(quartiles, "less")]).toEqual([7, 4]);
    expect([gapTo(5, 7, "more"), gapTo(7, 7, "more"), gapTo(9, 7, "more")]).toEqual([2, 0, 0]);
    expect([gapTo(5, 4, "less"), gapTo(4, 4, "less"), gapTo(1, 4, "less")]).toEqual([1, 0, 0]);
    expect([isInBest(7, 7, "more"), isInBest(6, 7, "more"), isInBest(4, 4, "less"), isInBest(5, 4, "less")]).toEqual([true, false, true, false]);
  });
});

describe("a value over months", () => {
  it("is the sum above the line by the sum below it, and no mean of means", () => {
    const two = facts([month("2026-01", { entries: 1, massGrams: 10_000, members: 10 }), month("2026-02", { entries: 3, massGrams: 90_000, members: 30 })]);
    expect(valueOver(mass, two, "2026-01", "2026-02")).toEqual({ value: 2500, why: null });
    expect(valueOver(mass, two, "2026-01", "2026-01").value).toBe(1000);
  });

  it("counts a month without entries beside others, and leaves out months before there were members", () => {
    const some = facts([month("2026-01", { members: 0 }), month("2026-02", { entries: 1, massGrams: 10_000 }), month("2026-03")]);
    expect(valueOver(mass, some, "2026-01", "2026-03").value).toBe(500);
  });

  it("is no data with a reason, and never zero, where nothing is known", () => {
    expect(valueOver(mass, facts([month("2026-01")]), "2026-01", "2026-01")).toEqual({ value: null, why: "nothing" });
    expect(valueOver(mass, facts([]), "2026-01", "2026-01")).toEqual({ value: null, why: "nothing" });
    const visits = facts([month("2026-01", { visits: 2, noShows: 1 })]);
    expect(valueOver(indicator("no_show_rate"), visits, "2026-01", "2026-01")).toEqual({ value: null, why: "few_cases" });
    expect(valueOver(indicator("capture_rate"), facts([month("2026-01", { entries: 1, massGrams: 5 })]), "2026-01", "2026-01")).toEqual({ value: null, why: "no_estimate" });
    expect(valueOver(indicator("residual_waste"), facts([]), "2026-01", "2026-03")).toEqual({ value: null, why: "not_entered" });
    // Nothing reused of what there was is a zero.
    expect(valueOver(indicator("reuse_share"), facts([month("2026-01", { entries: 1, massGrams: 5_000 })]), "2026-01", "2026-01").value).toBe(0);
  });

  it("follows each indicator's formula", () => {
    const full = facts(
      [month("2026-01", { members: 20, activeMembers: 5, entries: 4, massGrams: 40_000, measuredGrams: 30_000, reusedGrams: 10_000, co2eGrams: 60_000, groupGrams: { paper: 8_000 }, loads: 3, netGrams: 10_000, foreignMilligrams: 250_000, visits: 8, noShows: 2, requests: 5, answeredInDay: 4 })],
      { estimate: 240_000 },
    );
    const values = Object.fromEntries(["mass_per_head", "mass_paper", "reuse_share", "co2e_per_head", "coverage", "capture_rate", "contamination", "participation", "answered_in_day", "no_show_rate"].map((code) => [code, valueOver(indicator(code), full, "2026-01", "2026-01").value]));
    // Capture: 40 kg by 20 people at 20 kg a month each. Contamination: 250 g of 10 kg.
    expect(values).toEqual({ mass_per_head: 2000, mass_paper: 400, reuse_share: 250, co2e_per_head: 3000, coverage: 750, capture_rate: 100, contamination: 25, participation: 250, answered_in_day: 800, no_show_rate: 250 });
  });

  it("of what is entered is the figure that reaches furthest, of equal ones the last", () => {
    const figure = (value: number, fromMonth: string, toMonth: string, at: string) => ({ indicator: "residual_waste", value, fromMonth, toMonth, at });
    const entered = [figure(1, "2026-01", "2026-02", "2026-03-01"), figure(2, "2026-02", "2026-03", "2026-04-01"), figure(3, "2026-02", "2026-03", "2026-04-02"), figure(4, "2026-05", "2026-05", "2026-06-01")];
    expect(valueOver(indicator("residual_waste"), facts([], { entered }), "2026-01", "2026-03").value).toBe(3);
    expect(valueOver(indicator("residual_waste"), facts([], { entered }), "2026-01", "2026-01").value).toBe(1);
    expect(valueOver(indicator("residual_waste"), facts([], { entered }), "2026-04", "2026-04").value).toBeNull();
  });
});

describe("over time", () => {
  const rising = facts([1, 2, 3, 4, 5].map((n) => month(`2026-0${n}`, n === 2 ? {} : { entries: 1, massGrams: n * 10_000 })));

  it("a month without data is a gap", () => {
    expect(trendOf(mass, rising, "2026-01", "2026-03")).toEqual([{ month: "2026-01", value: 1000 }, { month: "2026-02", value: null }, { month: "2026-03", value: 3000 }]);
  });

  it("the later half stands against the earlier one, the way that is better", () => {
    expect(directionOf(mass, rising, "2026-01", "2026-05")).toBe("better");
    expect(directionOf({ ...mass, better: "less" }, rising, "2026-01", "2026-05")).toBe("worse");
    expect(directionOf(mass, rising, "2026-03", "2026-03")).toBe("unknown");
    expect(directionOf(mass, rising, "2025-11", "2026-02")).toBe("unknown");
    expect(directionOf(mass, facts([month("2026-01", { entries: 1, massGrams: 10_000 }), month("2026-02", { entries: 1, massGrams: 10_400 })]), "2026-01", "2026-02")).toBe("level");
  });

  it("before and after have as many months, each with data, and not the month it began in", () => {
    const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"].map((name, index) => month(name, { entries: 1, massGrams: (index + 1) * 10_000 }));
    expect(changeAround(mass, facts(months), "2026-03", "2026-06")).toEqual({ before: 1500, after: 4500, beforeFrom: "2026-01", beforeTo: "2026-02", afterFrom: "2026-04", afterTo: "2026-05" });
    expect(changeAround(mass, facts(months), "2026-03", "2026-04")).toMatchObject({ before: 2000, after: 4000 });
    expect(changeAround(mass, facts(months), "2026-06", "2026-06")).toBeNull();
    expect(changeAround(mass, facts(months.with(1, month("2026-02"))), "2026-03", "2026-06")).toBeNull();
  });
});

describe("a comparison", () => {
  const peers = [1000, 2000, null, 3000, 5000].map((value, index) => ({ communityId: String(index), value }));

  it("leaves out peers without data, and says the gap", () => {
    expect(compare(mass, { value: 2500, why: null }, peers)).toEqual({ own: { value: 2500, why: null }, peers: 4, quartiles: { q1: 1750, median: 2500, q3: 3500 }, border: 3500, gap: 1000 });
    expect(compare(mass, { value: 2500, why: null }, peers.slice(0, 4))).toMatchObject({ peers: 3, quartiles: null, border: null, gap: null });
    expect(compare(mass, { value: null, why: "nothing" }, peers)).toMatchObject({ border: 3500, gap: null });
  });

  it("counts what the best do beside what the others do", () => {
    const doing = [["a"], ["a", "b"], ["b"], ["b"], ["b", "b"]];
    const counted = countPractices(peers.map((peer, index) => ({ ...peer, practices: doing[index] ?? [] })), 3500, "more");
    expect(counted).toEqual({ best: 1, others: 3, counts: [{ practice: "b", best: 1, others: 2 }, { practice: "a", best: 0, others: 2 }] });
  });
});

it("every indicator has a formula or is entered, and what is not public never names a peer's value", () => {
  for (const one of INDICATORS) expect(one.source === "platform", one.code).toBe(one.parts !== undefined);
  expect(INDICATORS.filter((one) => one.isPublic).map((one) => one.tables).join(" ")).not.toMatch(/booking|deal|weigh_in|benchmark_value|benchmark_profile/);
});
