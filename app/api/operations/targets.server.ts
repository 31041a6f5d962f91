import { z } from "zod";
import { viewTargets } from "#app/domains/statistics/targets/targets.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { grams } from "../schemas.ts";

const share = z.number().nullable().meta({ description: "Reached by target; 1 is all of it, null is no data.", examples: [0.915] });
const year = z.int().meta({ examples: [2025] });

/** Targets with what was reached. */
export const targetsOperations = [
  operation({
    method: "get",
    path: "/statistics/targets",
    operationId: "getTargets",
    tag: "impact",
    scope: "impact:read",
    summary: "Targets and progress",
    description: "National targets with figures of the whole country, each with its source, and apart from them targets of own scopes with the published statistics of this platform. Null is no data.",
    auth: "public",
    response: z
      .object({
        national: z.array(
          z.object({
            code: z.string().meta({ examples: ["cn-2025-waste-paper"] }),
            countryCode: z.string().meta({ description: "ISO 3166-1 alpha-2.", examples: ["CN"] }),
            subject: z.string().meta({ examples: ["waste-paper"] }),
            partOf: z.string().nullable().meta({ description: "The target it is a part of." }),
            year,
            targetGrams: grams,
            targetUrl: z.string(),
            figure: z.object({ year, grams, version: z.int(), source: z.string(), url: z.string() }).nullable().meta({ description: "The latest figure up to the target's year." }),
            share,
          }),
        ),
        own: z.array(
          z.object({
            region: z.string().meta({ description: "`all`, ISO 3166-1 or ISO 3166-2.", examples: ["CN"] }),
            material: z.string().meta({ description: "A material's code, or `all`.", examples: ["cardboard"] }),
            year,
            targetGrams: grams,
            source: z.string(),
            setBy: z.string(),
            reachedGrams: grams.nullable().meta({ description: "The sum of the year's published months." }),
            monthsShown: z.int(),
            monthsWithheld: z.int(),
            share,
          }),
        ),
        statisticsVersion: z.string(),
      })
      .meta({ id: "Targets", description: "Targets and progress." }),
    async run({ db }) {
      const { national, own, version } = await viewTargets(db, systemClock.now());
      return ok({
        national: national.map(({ code, countryCode, subject, partOf, year: of, amountGrams, source, figure, share: part }) => ({
          code, countryCode, subject, partOf, year: of, targetGrams: amountGrams, targetUrl: source.url, share: part,
          figure: figure && { year: figure.year, grams: figure.amountGrams, version: figure.version, source: figure.source, url: figure.url },
        })),
        own: own.map(({ region, material, year: of, amountGrams, source, enteredBy, reachedGrams, monthsShown, monthsWithheld, share: part }) => ({
          region, material, year: of, targetGrams: amountGrams, source, setBy: enteredBy, reachedGrams, monthsShown, monthsWithheld, share: part,
        })),
        statisticsVersion: version,
      });
    },
  }),
];
