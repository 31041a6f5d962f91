import fc from "fast-check";
import { expect, it } from "vitest";
import { summarise } from "./impact.random.ts";

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
