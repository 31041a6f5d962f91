import { expect, it } from "vitest";
import { stairs } from "./steps-over-time.tsx";

const day = 86_400_000;
const start = Date.parse("2026-06-01T00:00:00Z");
const x = (at: number) => (at - start) / day;
const y = (value: number) => -value;
const end = start + 10 * day;

it("holds each value until the next one and the last until the end", () => {
  expect(stairs([{ from: "2026-06-01", value: 5 }, { from: "2026-06-04", value: 8 }], x, y, { start, end })).toBe("M0 -5H3V-8H10");
});

it("leaves a gap where there is no value", () => {
  expect(stairs([{ from: "2026-06-01", value: 5 }, { from: "2026-06-02", value: null }, { from: "2026-06-05", value: 6 }], x, y, { start, end })).toBe("M0 -5H1M4 -6H10");
});

it("draws nothing of what begins after the end, and cuts what reaches beyond it", () => {
  expect(stairs([{ from: "2026-06-01", value: 5 }, { from: "2026-06-21", value: 6 }], x, y, { start, end })).toBe("M0 -5H10");
  expect(stairs([{ from: "2026-06-21", value: 6 }], x, y, { start, end })).toBe("");
});

it("begins at the left edge with what held there, and leaves out what was over before", () => {
  const steps = [{ from: "2026-01-01", value: 1 }, { from: "2026-03-01", value: 2 }, { from: "2026-06-04", value: 3 }];
  expect(stairs(steps, x, y, { start, end })).toBe("M0 -2H3V-3H10");
});
