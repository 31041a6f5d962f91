import { describe, expect, it } from "vitest";
import { RequestWindows } from "./request-windows.ts";

const rule = { windowSeconds: 60, max: 20 };

function windows() {
  const clock = { at: 1_000_000 };
  return { clock, counted: new RequestWindows(() => clock.at) };
}

describe("requests per window", () => {
  it("lets somebody who comes evenly and below the limit come for ever", () => {
    const { clock, counted } = windows();
    for (let n = 0; n < 500; n++) {
      expect(counted.consume("a", rule).allowed, `request ${n}`).toBe(true);
      clock.at += 3_001;
    }
  });

  it("refuses what is above the limit, says when the next fits, and counts no refusal", () => {
    const { clock, counted } = windows();
    for (let n = 0; n < 20; n++) {
      expect(counted.consume("a", rule).allowed).toBe(true);
      clock.at += 1_000;
    }
    expect(counted.consume("a", rule)).toEqual({ allowed: false, retryAfterSeconds: 40 });
    clock.at += 39_999;
    for (let n = 0; n < 50; n++) expect(counted.consume("a", rule)).toEqual({ allowed: false, retryAfterSeconds: 1 });
    clock.at += 1;
    expect(counted.consume("a", rule).allowed).toBe(true);
    expect(counted.consume("a", rule).allowed).toBe(false);
  });

  it("counts every sender alone, and forgets the longest unheard above a hundred thousand", () => {
    const { counted } = windows();
    for (let n = 0; n < 20; n++) counted.consume("a", rule);
    expect(counted.consume("b", rule).allowed).toBe(true);
    for (let n = 0; n < 99_999; n++) counted.consume(`c${n}`, rule);
    expect(counted.size).toBe(100_000);
    expect(counted.consume("a", rule).allowed).toBe(true);
  });
});
