import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DRAWS, lognormalDraws, normalDraws, normalQuantile, summarise, triangularDraws, uniformStream } from "./impact.random.ts";

/** Mean and share below `bound` of a set of draws. */
function facts(draws: Float64Array, bound: number): { mean: number; below: number } {
  const all = [...draws];
  return { mean: all.reduce((sum, value) => sum + value, 0) / all.length, below: all.filter((value) => value < bound).length / all.length };
}

describe("a stream", () => {
  it("is the same for one seed, another for any other, and lies strictly between 0 and 1", () => {
    const take = (seed: string): number[] => {
      const next = uniformStream(seed);
      return Array.from({ length: 100 }, next);
    };
    expect(take("a")).toEqual(take("a"));
    const seeds = ["", "a", "b", "ab", "ba", "aa", "entry|formula@1|mass", "entry|formula@1|clean"];
    expect(new Set(seeds.map((seed) => take(seed).join())).size).toBe(seeds.length);
    for (const value of seeds.flatMap(take)) expect(value > 0 && value < 1).toBe(true);
  });

  it("never changes the numbers of a known seed", () => {
    const first = (seed: string): number[] => {
      const next = uniformStream(seed);
      return Array.from({ length: 3 }, () => Math.floor(next() * 2 ** 32));
    };
    expect([first(""), first("frozen"), first("回收")]).toMatchInlineSnapshot(`
      [
        [
          2597108365,
          270964551,
          410008543,
        ],
        [
          4142911472,
          3516204123,
          767098202,
        ],
        [
          3084785336,
          2707348139,
          3352292566,
        ],
      ]
    `);
  });

  it("takes the middles of 2^32 steps, so that neither end is ever met", () => {
    const next = uniformStream("steps");
    for (let draw = 0; draw < 100; draw += 1) expect((next() * 2 ** 32) % 1).toBe(0.5);
    const many = uniformStream("many");
    const below = Math.min(...Array.from({ length: 50_000 }, many));
    expect(below).toBeGreaterThan(0);
  });

  it("is even", () => {
    const next = uniformStream("even");
    const tenths = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const tenth = Math.floor(next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });
});

describe("the normal quantile", () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.9999, 3.719016485455709],
    [0.841344746068543, 1],
    [0.3, -0.5244005127080407],
    [0.024, -1.977368428181947],
    [0.001, -3.090232306167813],
    [1e-7, -5.199337582192817],
  ])("of %f is %f", (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 7);
  });

  it("is odd around the middle and joins its three pieces", () => {
    for (const p of [0.0001, 0.01, 0.02425, 0.1, 0.4]) expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 7);
    for (const edge of [0.02425, 1 - 0.02425]) {
      expect(normalQuantile(edge - 1e-9)).toBeCloseTo(normalQuantile(edge + 1e-9), 6);
    }
  });
});

describe("draws", () => {
  it("are ten thousand, by a stream of their own", () => {
    for (const draws of [lognormalDraws("a", 0.3), normalDraws("a", 0.1), triangularDraws("a", 0, 1, 2)]) {
      expect(draws.length).toBe(DRAWS);
      expect(new Set(draws).size).toBeGreaterThan(DRAWS - 10);
    }
    expect(DRAWS).toBe(10_000);
  });

  it("of a lognormal have the median 1 and the sigma asked for", () => {
    const draws = lognormalDraws("log", 0.3);
    expect(facts(draws, 1).below).toBeCloseTo(0.5, 1);
    const { sd } = summarise(draws.map(Math.log));
    expect(sd).toBeCloseTo(0.3, 2);
    const { low, high } = summarise(draws);
    expect(low).toBeCloseTo(Math.exp(-1.96 * 0.3), 1);
    expect(high).toBeCloseTo(Math.exp(1.96 * 0.3), 1);
  });

  it("of a weighing have the mean 1, the deviation asked for, and never go below nothing", () => {
    const draws = normalDraws("scale", 0.1);
    expect(facts(draws, 1).mean).toBeCloseTo(1, 2);
    expect(summarise(draws).sd).toBeCloseTo(0.1, 2);
    const wild = normalDraws("scale", 2);
    expect(Math.min(...wild)).toBe(0);
    expect(facts(wild, 1e-12).below).toBeCloseTo(0.309, 1);
  });

  it("of a triangle lie within it and turn at its peak", () => {
    const draws = triangularDraws("triangle", 1, 2, 5);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...draws)).toBeLessThanOrEqual(5);
    expect(facts(draws, 2).below).toBeCloseTo(0.25, 1);
    expect(facts(draws, 2).mean).toBeCloseTo(8 / 3, 1);
    expect(Math.abs(facts(draws, 1.5).below - 0.0625)).toBeLessThan(0.01);
    expect(Math.abs(facts(draws, 3.5).below - (1 - 1.5 ** 2 / 12))).toBeLessThan(0.015);
  });

  it("of a triangle without width are its peak", () => {
    expect(new Set(triangularDraws("flat", 3, 3, 3))).toEqual(new Set([3]));
    expect(new Set(triangularDraws("odd", 4, 3, 2))).toEqual(new Set([3]));
  });
});

describe("a summary", () => {
  it("summarises draws as sorting them would", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const at = (share: number) => {
          const place = share * (sorted.length - 1);
          const low = sorted[Math.floor(place)] ?? 0;
          const high = sorted[Math.floor(place) + 1] ?? low;
          return low + (high - low) * (place - Math.floor(place));
        };
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
        const found = summarise(Float64Array.from(values));
        expect(found.low).toBeCloseTo(at(0.025), 6);
        expect(found.high).toBeCloseTo(at(0.975), 6);
        expect(found.sd).toBeCloseTo(sd, 6);
      }),
    );
  });

  it("leaves the draws as they were", () => {
    const draws = Float64Array.from([3, 1, 2]);
    summarise(draws);
    expect([...draws]).toEqual([3, 1, 2]);
  });
});
