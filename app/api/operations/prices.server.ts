import { z } from "zod";
import { findRecyclerBySlug } from "#app/domains/identity/recyclers.repository.server.ts";
import { selectHistory } from "#app/domains/prices/prices.repository.server.ts";
import { priceGrades } from "#app/domains/prices/grades.ts";
import { boardOn, dayAt } from "#app/domains/prices/prices.service.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { materialCode } from "../schemas.ts";

const day = z.iso.date().meta({ description: "A date at the recycler.", examples: ["2026-05-04"] });
const grade = z.enum(priceGrades).meta({ description: "A sorted and clean, B a little mixed, C mixed." });
const minorPerKg = z.int().meta({ description: "Minor units of the currency per kilogram; negative is what the recycler asks for.", examples: [125] });

/** What a weighed material of a visit came to. */
export const settlementLine = z
  .object({ material: z.string(), grade, minorPerKg, grams: z.int().meta({ description: "Grams without contamination." }), amountMinor: z.int().meta({ description: "Minor units; negative is to be paid by the resident." }), currency: z.string(), day })
  .meta({ id: "SettlementLine", description: "What a weighed material came to, by the price board of the visit's day." });

export const priceOperations = [
  operation({
    method: "get",
    path: "/recyclers/{slug}/prices",
    operationId: "getPriceBoard",
    tag: "points",
    scope: "points:read",
    summary: "A recycler's price board",
    description: "The prices in force on a day, and how they came to be: one line per material, grade and day, oldest first.",
    auth: "public",
    params: z.object({ slug: z.string().min(1).max(200) }),
    query: z.object({ day: day.optional().meta({ description: "Today at the recycler, unless said otherwise." }), material: materialCode.optional() }),
    response: z
      .object({
        recycler: z.object({ name: z.string(), slug: z.string() }),
        day,
        currency: z.string().nullable().meta({ description: "Null while nothing was ever written on the board." }),
        prices: z.array(z.object({ material: z.string(), grade, minorPerKg, validFrom: day })),
        history: z.array(z.object({ material: z.string(), grade, minorPerKg: minorPerKg.nullable().meta({ description: "Null took the grade off the board." }), validFrom: day })),
      })
      .meta({ id: "PriceBoard", description: "What a recycler pays per kilogram." }),
    errors: ["PRICES.NOT_FOUND"],
    async run({ db, params, query, now }) {
      const recycler = await findRecyclerBySlug(db, params.slug);
      if (!recycler) return err("PRICES.NOT_FOUND");
      const on = query.day ?? dayAt(now, recycler.timeZone);
      const board = await boardOn(db, { recyclerPartyId: recycler.id, day: on });
      const wanted = (one: { material: string }) => query.material === undefined || one.material === query.material;
      return ok({
        recycler: { name: recycler.name, slug: recycler.slug },
        day: on,
        currency: board.version > 0 ? board.currency : null,
        prices: board.prices.filter(wanted).map(({ material, grade: of, minorPerKg: minor, validFrom }) => ({ material, grade: of, minorPerKg: minor, validFrom })),
        history: (await selectHistory(db, { recyclerPartyId: recycler.id, material: query.material })).map(({ material, grade: of, minorPerKg: minor, validFrom }) => ({ material, grade: of, minorPerKg: minor, validFrom })),
      });
    },
  }),
];
