import { z } from "zod";
import { GOODS_CODES } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";
import { periodKind } from "#app/shared/periods.ts";

/** Pieces that several operations' schemas are made of. */

export const id = z.string().min(1).max(80).meta({ description: "Opaque; UUID version 7 for what was made here.", examples: ["0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11"] });
export const idParams = z.object({ id });

/** The closed vocabularies. */
export const materialCode = z.enum(MATERIAL_CODES, "errors:choose").meta({ id: "MaterialCode", description: "A material, by its code.", examples: ["cardboard"] });
export const goodsCode = z.enum(GOODS_CODES, "errors:choose").meta({ id: "GoodsCode", description: "A category of goods, by its code.", examples: ["bicycle"] });

/** An instant in answers. */
export const instant = z.iso.datetime().meta({ description: "UTC.", examples: ["2026-05-04T08:30:00.000Z"] });

/** An instant in requests: any offset is understood. */
export const instantInput = z.iso.datetime({ offset: true, error: "errors:date" }).meta({ description: "With an offset, or Z.", examples: ["2026-05-04T10:30:00+02:00"] });

export const grams = z.int().meta({ description: "Grams.", examples: [24_300] });
export const co2eGrams = z.int().meta({ description: "Grams of CO2e; positive was kept out of the air.", examples: [61_000] });

/** Central estimate with its 95 % range. */
export const figures = { co2eGrams: co2eGrams.nullable(), lowGrams: co2eGrams.nullable(), highGrams: co2eGrams.nullable() };

export const nextCursor = z.string().nullable().meta({ description: "Pass it back as `cursor` with the same parameters; null on the last page." });
export const cursor = z.string().max(1000).optional().meta({ description: "`nextCursor` of the page before; opaque, and good only with the same parameters." });

/** How many rows a page has. */
export function limit(usual: number, most: number) {
  return z.coerce.number().int().min(1).max(most).default(usual).meta({ description: `Rows of a page, ${usual} unless said otherwise.`, examples: [usual] });
}

/** A place to look around. All three or none; `km` has a usual value. */
export const near = {
  lat: z.coerce.number().min(-90).max(90).optional().meta({ description: "Degrees, WGS 84; together with `lon`.", examples: [52.52] }),
  lon: z.coerce.number().min(-180).max(180).optional().meta({ examples: [13.405] }),
};

/** True or false in an address. */
export const flag = z.stringbool().meta({ override: { type: "boolean" } });

export const month = z
  .string()
  .regex(/^(all|\d{4}-(0[1-9]|1[0-2]))$/, "errors:invalid")
  .default("all")
  .meta({ description: "`all`, or a month as YYYY-MM.", examples: ["2026-03"] });

export const boardPeriod = z
  .string()
  .refine((text) => periodKind(text) !== null, "errors:invalid")
  .default("all")
  .meta({ description: "`all`, an ISO week as YYYY-Www, a month as YYYY-MM, or a season (a quarter of the calendar) as YYYY-Qn.", examples: ["2026-03", "2026-W11", "2026-Q1"] });

/** The version a caller has seen; without it only the state is compared. */
export const version = z.int().min(1).max(2_147_483_647).optional().meta({ description: "The version you saw. Another one is refused (409); leave it out to go by the state alone." });
