import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partyKinds } from "#app/shared/actor.ts";
import { batteryStatuses, counts, isOver, judgeReading, mayCarryBattery, mayStartSecondLife, nextStatuses, presentHealth, riseTolerancePermille, secondLives, type BatteryStatus, type KnownReading } from "./passports.rules.ts";
import { readingInput } from "./passports.schema.ts";

const order: Record<BatteryStatus, number> = { original: 0, re_used: 0, repurposed: 0, remanufactured: 0, waste: 1, recycled: 2 };
const kind = fc.constantFrom(...partyKinds);

describe("the ways of a battery", () => {
  it("whatever is tried, in whatever order: forward only, one successor, and nothing after recycling", () => {
    const step = fc.record({ kind, want: fc.constantFrom(...batteryStatuses), isSecond: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        // The passports of one battery, first to last.
        const lives: { status: BatteryStatus; hasSuccessor: boolean }[] = [{ status: "original", hasSuccessor: false }];
        for (const { kind: by, want, isSecond } of steps) {
          const now = lives.at(-1);
          if (!now) throw new Error("no life");
          const before = { ...now };
          const isLife = (secondLives as readonly BatteryStatus[]).includes(want);
          if (isSecond && isLife && mayStartSecondLife(now, by)) {
            now.hasSuccessor = true;
            lives.push({ status: want, hasSuccessor: false });
          } else if ((nextStatuses(now, by) as readonly BatteryStatus[]).includes(want)) {
            now.status = want;
            expect(order[now.status]).toBeGreaterThan(order[before.status]);
          }
          if (before.status === "recycled" || before.hasSuccessor) expect(now).toEqual(before);
        }
        expect(lives.slice(0, -1).every((life) => life.hasSuccessor && life.status !== "recycled")).toBe(true);
        expect(lives.slice(1).every((life) => life.status !== "original")).toBe(true);
        expect(lives.filter((life) => !isOver(life)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it("only recyclers recycle, and only recyclers and producers begin another life", () => {
    const waste = { status: "waste" as const, hasSuccessor: false };
    expect(partyKinds.filter((one) => nextStatuses(waste, one).length > 0)).toEqual(["recycler"]);
    expect(partyKinds.filter((one) => mayStartSecondLife(waste, one))).toEqual(["recycler", "producer"]);
    expect(partyKinds.map((one) => nextStatuses({ status: "original", hasSuccessor: false }, one))).toEqual(partyKinds.map(() => ["waste"]));
  });

  it("is for batteries", () => {
    expect(["batteries_ev", "batteries_vehicle", "e_bike", "cardboard", null].map(mayCarryBattery)).toEqual([true, true, true, false, false]);
  });
});

let next = 0;
const reading = (healthPermille: number, more: Partial<KnownReading> = {}): KnownReading => ({ id: String(++next).padStart(6, "0"), healthPermille, isHeld: false, isConfirmed: false, confirmsId: null, measuredOn: "2026-05-01", measuredByPartyId: "a", ...more });

describe("states of health", () => {
  it("may fall as they like, and rise by no more than measuring errs", () => {
    const known = [reading(800)];
    const judge = (healthPermille: number) => judgeReading(known, { healthPermille, measuredOn: "2026-06-01", measuredByPartyId: "a" });
    expect(judge(100)).toEqual({ isHeld: false, confirmsId: null });
    expect(judge(800 + riseTolerancePermille)).toEqual({ isHeld: false, confirmsId: null });
    expect(judge(801 + riseTolerancePermille)).toEqual({ isHeld: true, confirmsId: null });
    expect(judgeReading([], { healthPermille: 1100, measuredOn: "2026-06-01", measuredByPartyId: "a" }).isHeld).toBe(true);
  });

  it("what is held counts once another party measures the same, not by repeating oneself", () => {
    const held = reading(950, { isHeld: true });
    const known = [reading(800), held];
    const again = { healthPermille: 940, measuredOn: "2026-06-02" };
    expect(judgeReading(known, { ...again, measuredByPartyId: "a" })).toEqual({ isHeld: true, confirmsId: null });
    expect(judgeReading(known, { ...again, measuredByPartyId: "b" })).toEqual({ isHeld: false, confirmsId: held.id });
    expect(judgeReading(known, { ...again, healthPermille: 1000, measuredByPartyId: "b" })).toEqual({ isHeld: true, confirmsId: null });
  });

  it("are judged by what was known on their day", () => {
    const known = [reading(900, { measuredOn: "2025-01-01" }), reading(700, { measuredOn: "2026-01-01" })];
    expect(judgeReading(known, { healthPermille: 890, measuredOn: "2025-06-01", measuredByPartyId: "a" }).isHeld).toBe(false);
    expect(presentHealth(known)?.healthPermille).toBe(700);
  });

  it("never rise by more than the tolerance without two parties, whatever is measured", () => {
    const shot = fc.record({ healthPermille: fc.integer({ min: 0, max: 1200 }), party: fc.constantFrom("a", "b") });
    fc.assert(
      fc.property(fc.array(shot, { maxLength: 30 }), (shots) => {
        const known: KnownReading[] = [];
        let before = 1000;
        for (const { healthPermille, party } of shots) {
          const judged = judgeReading(known, { healthPermille, measuredOn: "2026-05-01", measuredByPartyId: party });
          for (const one of known) if (one.id === judged.confirmsId) one.isConfirmed = true;
          known.push(reading(healthPermille, { ...judged, measuredByPartyId: party }));
          const present = presentHealth(known)?.healthPermille ?? 1000;
          const confirmed = known.find((one) => one.id === judged.confirmsId);
          if (present > before + riseTolerancePermille) expect(confirmed && confirmed.measuredByPartyId !== party).toBe(true);
          before = present;
        }
        expect(known.filter((one) => one.confirmsId !== null).every((one) => counts(one))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("are typed in percent, with a comma or a point", () => {
    const parse = (healthPermille: string) => readingInput.safeParse({ readingId: "0190b8a0-0000-7000-8000-000000000000", passportId: "p", method: "capacity_test", measuredOn: "2026-05-01", healthPermille });
    expect(parse("87,5").data?.healthPermille).toBe(875);
    expect(parse(" 100 % ").data?.healthPermille).toBe(1000);
    expect(parse("121").error?.issues[0]?.message).toBe("errors:tooLarge|max=120");
    expect(parse("many").error?.issues[0]?.message).toBe("errors:number");
  });
});
