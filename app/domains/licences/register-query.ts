import { z } from "zod";
import { findMaterial, type MaterialCode } from "#app/shared/materials.ts";
import { isLicenceBound } from "#app/shared/licences.ts";
import type { LicenceStanding } from "./licences.rules.ts";
import { isCountry, subdivisionOf } from "./licences.schema.ts";

/** As a licence may stand, in the order in which the register offers it. */
export const standings = ["valid", "not_yet", "pending", "suspended", "expired", "refused", "withdrawn"] as const satisfies readonly LicenceStanding[];

/** So many days ahead the register looks for ends. */
export const endsWithin = [30, 60, 180] as const;

/** What the register of licences is asked for. `after` is the last row of the page before. */
export type RegisterQuery = {
  standing: LicenceStanding | null;
  material: MaterialCode | null;
  /** A country, and a part of it; what holds in the whole country holds in its parts. */
  region: { countryCode: string; subdivision: string | null } | null;
  endsWithinDays: number | null;
  after: { validUntil: string; id: string } | null;
};

const query = z.object({
  state: z.enum(standings).nullable().catch(null),
  material: z.string().refine(isLicenceBound).transform((code) => findMaterial(code)?.code ?? null).nullable().catch(null),
  region: z.string().trim().max(12).catch("").default(""),
  ends: z.coerce.number().refine((days) => (endsWithin as readonly number[]).includes(days)).nullable().catch(null),
  // A date that no calendar has would fail in the database only.
  after: z.string().regex(/^(?!0000)\d{4}-\d{2}-\d{2}_[0-9a-zA-Z-]{1,64}$/).refine((after) => z.iso.date().safeParse(after.slice(0, 10)).success).nullable().catch(null),
});

/** Reads the register's address. What makes no sense is as if it were not there, except a region, which `regionProblem` speaks of. */
export function registerQueryOf(params: URLSearchParams): { query: RegisterQuery; region: string; regionProblem: boolean } {
  const read = query.parse({ state: params.get("state"), material: params.get("material"), region: params.get("region") ?? "", ends: params.get("ends") || null, after: params.get("after") });
  const typed = read.region.toUpperCase();
  const countryCode = typed.slice(0, 2);
  const subdivision = typed.length > 2 ? subdivisionOf(countryCode, typed) : null;
  const isRegion = isCountry(countryCode) && (typed.length === 2 || subdivision !== null);
  const [validUntil = "", id = ""] = read.after?.split("_") ?? [];
  return {
    query: {
      standing: read.state,
      material: read.material,
      region: isRegion ? { countryCode, subdivision } : null,
      endsWithinDays: read.ends,
      after: read.after === null ? null : { validUntil, id },
    },
    region: read.region,
    regionProblem: typed !== "" && !isRegion,
  };
}
