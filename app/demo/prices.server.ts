import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import type { PriceGrade } from "#app/domains/prices/grades.ts";
import { writePrices } from "#app/domains/prices/prices.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";

const namespace = "7b3f64c6-4b1e-5a0d-8a5e-2d6a3d0e9c11";

/** What was written on the board, and how many days ago: fen per kilogram by grade. */
const written: readonly { daysAgo: number; material: MaterialCode; prices: Partial<Record<PriceGrade, number>> }[] = [
  { daysAgo: 420, material: "cardboard", prices: { A: 110, B: 80 } },
  { daysAgo: 420, material: "pet", prices: { A: 240, B: 180 } },
  { daysAgo: 420, material: "aluminium_cans", prices: { A: 850 } },
  { daysAgo: 420, material: "copper", prices: { A: 4600, B: 4100 } },
  { daysAgo: 84, material: "cardboard", prices: { A: 120, B: 90, C: 20 } },
  { daysAgo: 84, material: "newspaper", prices: { A: 140 } },
  { daysAgo: 63, material: "pet", prices: { A: 260 } },
  { daysAgo: 56, material: "glass_bottles", prices: { A: 10, C: -20 } },
  { daysAgo: 42, material: "cardboard", prices: { A: 135, B: 105 } },
  { daysAgo: 42, material: "wood", prices: { B: -30 } },
  { daysAgo: 28, material: "copper", prices: { A: 4850 } },
  { daysAgo: 21, material: "cardboard", prices: { A: 128, B: 96 } },
  { daysAgo: 21, material: "fridges", prices: { A: 80 } },
  { daysAgo: 10, material: "pet", prices: { A: 245, B: 170 } },
  { daysAgo: 7, material: "cardboard", prices: { A: 125 } },
  { daysAgo: 5, material: "clothes", prices: { A: 40, C: -10 } },
];

/** The recycler's price board with the weeks it has behind it, written on its days. */
export async function boardOfPrices(db: Database["db"], staff: Actor, now: Date): Promise<void> {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  for (const [version, { daysAgo, material, prices }] of written.entries()) {
    const day = today.minus({ days: daysAgo }).set({ hour: 8, minute: 0, second: 0, millisecond: 0 });
    must(
      await writePrices(
        db,
        staff,
        {
          quoteId: uuidv5(`quote:${version}:${now.getTime()}`, namespace),
          version,
          material,
          validFrom: day.toISODate() ?? "",
          prices: Object.entries(prices).map(([grade, minorPerKg]) => ({ grade: grade as PriceGrade, minorPerKg })),
          currency: "CNY",
        },
        { now: () => day.toJSDate() },
      ),
    );
  }
}
