import fc from "fast-check";
import { readFileSync } from "node:fs";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { cancelNoticeMs, halfLifeMs, keptShare, outcomeFor, publishedRule, reliability, rememberedMs, weightOf, type DatedOutcome, type FinishedDeal, type Outcome } from "./reliability.rules.ts";

const now = new Date("2026-11-25T12:00:00Z");
const dayMs = 86_400_000;
const ago = (ms: number) => new Date(now.getTime() - ms);
const all: Outcome[] = ["kept", "late", "cancelled_in_time", "cancelled_late", "no_show"];
const times = (count: number, outcome: Outcome, daysAgo = 1): DatedOutcome[] => Array.from({ length: count }, () => ({ outcome, at: ago(daysAgo * dayMs) }));

const dated = fc.record({ outcome: fc.constantFrom(...all), at: fc.integer({ min: 0, max: rememberedMs - 1 }).map(ago) });
const history = fc.array(dated, { maxLength: 40 });

describe("a party's record", () => {
  it("is none below three finished deals; a cancellation in time is not one", () => {
    expect(reliability([], now)).toEqual({ known: false });
    expect(reliability([...times(2, "no_show"), ...times(9, "cancelled_in_time")], now)).toEqual({ known: false });
    expect(reliability(times(3, "kept"), now)).toMatchObject({ known: true, word: "always", kept: 3, finished: 3 });
  });

  it("counts nine of ten, and says what the tenth was", () => {
    expect(reliability([...times(9, "kept"), ...times(1, "no_show"), ...times(2, "cancelled_in_time")], now)).toEqual({
      known: true,
      word: "mostly",
      finished: 10,
      kept: 9,
      late: 0,
      cancelledLate: 0,
      noShow: 1,
      cancelledInTime: 2,
    });
  });

  it("has its words from what each outcome is worth", () => {
    const word = (outcomes: DatedOutcome[]) => {
      const record = reliability(outcomes, now);
      return record.known ? record.word : null;
    };
    expect(word(times(4, "late"))).toBe("often");
    expect(word([...times(4, "kept"), ...times(1, "late")])).toBe("always");
    expect(word([...times(4, "kept"), ...times(1, "no_show")])).toBe("mostly");
    expect(word([...times(2, "kept"), ...times(2, "no_show")])).toBe("often");
    expect(word(times(3, "cancelled_late"))).toBe("seldom");
  });

  it("one more no-show never raises it, wherever it lies", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 2 * rememberedMs }), (outcomes, age) => {
        expect(keptShare([...outcomes, { outcome: "no_show", at: ago(age) }], now)).toBeLessThanOrEqual(keptShare(outcomes, now));
      }),
    );
  });

  it("a kept hand-over never lowers it", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: rememberedMs - 1 }), (outcomes, age) => {
        expect(keptShare([...outcomes, { outcome: "kept", at: ago(age) }], now)).toBeGreaterThanOrEqual(keptShare(outcomes, now) - 1e-12);
      }),
    );
  });

  it("does not depend on the order, to the last bit", () => {
    fc.assert(
      fc.property(
        history.chain((outcomes) => fc.tuple(fc.constant(outcomes), fc.shuffledSubarray(outcomes, { minLength: outcomes.length }))),
        ([outcomes, shuffled]) => {
          expect(keptShare(shuffled, now)).toBe(keptShare(outcomes, now));
          expect(reliability(shuffled, now)).toEqual(reliability(outcomes, now));
        },
      ),
    );
  });

  it("halves a deal's weight in 180 days, forgets it after a year, and the same no-show hurts less with age", () => {
    expect(weightOf(now, now)).toBe(1);
    expect(weightOf(ago(halfLifeMs), now)).toBe(0.5);
    expect(weightOf(ago(2 * halfLifeMs), now)).toBe(0.25);
    expect(weightOf(new Date(now.getTime() + dayMs), now)).toBe(1);
    expect(keptShare([...times(1, "kept", 0), ...times(1, "no_show", 180)], now)).toBeCloseTo(2 / 3, 12);
    const shares = [1, 90, 180, 364].map((days) => keptShare([...times(5, "kept"), ...times(1, "no_show", days)], now));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(4);
    expect(keptShare([...times(5, "kept"), { outcome: "no_show", at: ago(rememberedMs) }], now)).toBe(1);
    expect(keptShare([...times(5, "kept"), { outcome: "no_show", at: ago(rememberedMs - 1) }], now)).toBeLessThan(1);
  });
});

describe("what a deal says of a side", () => {
  const base: FinishedDeal = { state: "completed", at: now, handedOverAt: now, agreedStartsAt: ago(3_600_000), agreedEndsAt: now, reportedBySide: null };

  it("on the last moment of the window it was kept, after it late, without one kept", () => {
    expect(outcomeFor(base, "giver")).toBe("kept");
    expect(outcomeFor({ ...base, agreedEndsAt: ago(1) }, "taker")).toBe("late");
    expect(outcomeFor({ ...base, agreedStartsAt: null, agreedEndsAt: null }, "giver")).toBe("kept");
  });

  it("a no-show counts for who did not come, and says nothing of who waited", () => {
    const missed: FinishedDeal = { ...base, state: "no_show", handedOverAt: null, reportedBySide: "taker" };
    expect(outcomeFor(missed, "giver")).toBe("no_show");
    expect(outcomeFor(missed, "taker")).toBeNull();
    expect(outcomeFor({ ...missed, reportedBySide: null }, "giver")).toBeNull();
  });

  it("a cancellation counts for who cancelled: exactly a day before is in time, a second later is late", () => {
    const off = (ms: number): FinishedDeal => ({ ...base, state: "cancelled_by_taker", handedOverAt: null, agreedStartsAt: new Date(now.getTime() + ms) });
    expect(outcomeFor(off(cancelNoticeMs + 1000), "taker")).toBe("cancelled_in_time");
    expect(outcomeFor(off(cancelNoticeMs), "taker")).toBe("cancelled_in_time");
    expect(outcomeFor(off(cancelNoticeMs - 1000), "taker")).toBe("cancelled_late");
    expect(outcomeFor(off(-1000), "taker")).toBe("cancelled_late");
    expect(outcomeFor(off(0), "giver")).toBeNull();
    expect(outcomeFor({ ...off(0), agreedStartsAt: null }, "taker")).toBeNull();
  });
});

describe("the rule in words", () => {
  it.each(["en", "zh-CN"])("says the numbers that are computed with [%s]", (locale) => {
    const { reliability: words } = JSON.parse(readFileSync(`app/locales/${locale}/deals.json`, "utf8")) as { reliability: { rule: Record<string, string> } };
    const said = Object.values(words.rule).map((message) => String(new IntlMessageFormat(message, locale).format(publishedRule))).join(" ");
    for (const figure of ["200", "0.75", "24", "0.25", "180", "95%", "80%", "50%", "3"]) expect(said).toContain(figure);
  });
});
