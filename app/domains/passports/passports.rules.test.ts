import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partyKinds } from "#app/shared/actor.ts";
import { batteryStatuses, counts, isOver, judgeReading, maxPacks, mayCarryBattery, mayStartSecondLife, nextStatuses, presentHealth, riseTolerancePermille, secondLives, type BatteryStatus, type KnownReading } from "./passports.rules.ts";
import { readingInput, secondLifeInput } from "./passports.schema.ts";

const order: Record<BatteryStatus, number> = { original: 0, re_used: 0, repurposed: 0, remanufactured: 0, waste: 1, recycled: 2 };
const kind = fc.constantFrom(...partyKinds);

describe("the ways of a battery", () => {
  it("whatever is tried, in whatever order: forward only, split from a life that is not over, and nothing after recycling", () => {
    const step = fc.record({ kind, want: fc.constantFrom(...batteryStatuses), packs: fc.integer({ min: 0, max: 4 }), at: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        // The passports of one battery with the life each came from; a split gives several.
        const lives: { status: BatteryStatus; hasSuccessor: boolean; from: number | null }[] = [{ status: "original", hasSuccessor: false, from: null }];
        for (const { kind: by, want, packs, at } of steps) {
          const index = at % lives.length;
          const now = lives[index];
          if (!now) throw new Error("no life");
          const before = { ...now };
          const isLife = (secondLives as readonly BatteryStatus[]).includes(want);
          if (packs > 0 && isLife && mayStartSecondLife(now, by)) {
            now.hasSuccessor = true;
            for (let pack = 0; pack < packs; pack++) lives.push({ status: want, hasSuccessor: false, from: index });
          } else if ((nextStatuses(now, by) as readonly BatteryStatus[]).includes(want)) {
            now.status = want;
            expect(order[now.status]).toBeGreaterThan(order[before.status]);
          }
          if (before.status === "recycled" || before.hasSuccessor) expect(now).toEqual(before);
        }
        for (const [index, life] of lives.entries()) {
          expect(life.hasSuccessor).toBe(lives.some((one) => one.from === index));
          if (life.hasSuccessor) expect(life.status).not.toBe("recycled");
          if (life.from !== null) expect(life.status).not.toBe("original");
          expect(isOver(life)).toBe(life.hasSuccessor || life.status === "recycled");
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("a split is typed a line per pack, in watt-hours", () => {
    const parse = (ratedWh: string) => secondLifeInput.safeParse({ passportId: "p", version: "1", newPassportId: "0190b8a0-0000-7000-8000-000000000000", status: "repurposed", category: "industrial", ratedWh });
    expect(parse(" 20000\r\n20000\n\n5000 ").data?.ratedWh).toEqual([20_000, 20_000, 5_000]);
    expect(parse("45000").data?.ratedWh).toEqual([45_000]);
    for (const [typed, message] of [["", "errors:required"], ["20000\nmany", "errors:wholeNumber"], ["0", "errors:tooSmall|min=1"], ["1\n".repeat(maxPacks + 1), `passports:move.tooManyPacks|max=${maxPacks}`]] as const) {
      const { error } = parse(typed);
      expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([["ratedWh", message]]);
    }
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
