import { z } from "zod";
import { isGoodsCode } from "#app/shared/goods.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { currencies, listingConditions, titleMax } from "./listings.schema.ts";

const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null);

/** What the form asks hints for; what is not chosen yet, or makes no sense, is null. */
export const hintsInput = z.object({
  draft: orNull(z.uuid()),
  title: z.string().catch("").transform((text) => text.slice(0, titleMax)),
  category: orNull(z.string().refine(isGoodsCode)),
  material: orNull(z.string().refine(isMaterialCode)),
  condition: orNull(z.enum(listingConditions)),
  /** Only where a price is asked. */
  currency: orNull(z.enum(currencies)),
});
