import { z } from "zod";
import { FACTORS, findFactor, setKey, setOfFactor } from "#app/domains/impact/impact.catalogue.ts";
import type { Factor } from "#app/domains/impact/factors/factor.types.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, limit, nextCursor } from "../schemas.ts";

const factor = z
  .object({
    id: z.string().meta({ description: "`edition/name/practice`, stable for ever.", examples: ["us_epa_warm@16/aluminum-cans/recycling"] }),
    edition: z.string().meta({ examples: ["us_epa_warm@16"] }),
    publisherName: z.string(),
    practice: z.string(),
    practiceLabel: z.string().meta({ description: "As the publisher writes it." }),
    value: z.number(),
    unit: z.string().meta({ examples: ["MTCO2E/short ton"] }),
    boundary: z.string(),
    gwpSet: z.string(),
    region: z.string(),
    year: z.int(),
  })
  .meta({ id: "Factor", description: "A published figure." });

const fullFactor = z
  .object({
    ...factor.shape,
    note: z.string().nullable(),
    publisher: z.string(),
    title: z.string(),
    source: z.string(),
    licence: z.string(),
    licenceUrl: z.string().nullable(),
    attribution: z.string(),
    caution: z.string().nullable(),
    pedigree: z.array(z.int()).meta({ description: "Reliability, completeness, time, geography, technology; 1 is best, 5 worst." }),
  })
  .meta({ id: "FactorWithSource", description: "A published figure with everything needed to cite it." });

function factorOf(found: Factor): z.infer<typeof factor> {
  const { publisherName, practice, practiceLabel, value, unit, boundary, gwpSet, region, year } = found;
  return { id: found.id, edition: setKey(found), publisherName, practice, practiceLabel, value, unit, boundary, gwpSet, region, year };
}

export const factorOperations = [
  operation({
    method: "get",
    path: "/impact/factors",
    operationId: "listFactors",
    tag: "impact",
    scope: "impact:read",
    summary: "The published factors",
    auth: "public",
    query: z.object({
      edition: z.string().max(80).optional().meta({ description: "A set and its edition.", examples: ["us_epa_warm@16"] }),
      q: z.string().trim().max(100).optional().meta({ description: "Part of a publisher's name." }),
      cursor,
      limit: limit(50, 200),
    }),
    response: z.object({ items: z.array(factor), nextCursor }).meta({ id: "FactorPage", description: "A page of factors." }),
    run({ query }) {
      const words = query.q?.toLowerCase();
      const wanted = FACTORS.filter((one) => (!query.edition || setKey(one) === query.edition) && (!words || one.publisherName.toLowerCase().includes(words)));
      const start = query.cursor === undefined ? 0 : wanted.findIndex((one) => one.id === query.cursor) + 1;
      const shown = wanted.slice(start, start + query.limit);
      const last = shown.at(-1);
      return Promise.resolve(ok({ items: shown.map(factorOf), nextCursor: last && start + query.limit < wanted.length ? last.id : null }));
    },
  }),
  operation({
    method: "get",
    path: "/impact/factors/{edition}/{name}/{practice}",
    operationId: "getFactor",
    tag: "impact",
    scope: "impact:read",
    summary: "One factor with its source",
    description: "A factor's `id` is the end of this path.",
    auth: "public",
    params: z.object({
      edition: z.string().max(80).meta({ examples: ["us_epa_warm@16"] }),
      name: z.string().max(200),
      practice: z.string().max(80),
    }),
    response: fullFactor,
    errors: ["API.FACTOR_NOT_FOUND"],
    run({ params }) {
      const found = findFactor(`${params.edition}/${params.name}/${params.practice}`);
      if (!found) return Promise.resolve(err("API.FACTOR_NOT_FOUND"));
      const { publisher, title, source, licence, licenceUrl, attribution, caution } = setOfFactor(found);
      const shown = { ...factorOf(found), note: found.note, publisher, title, source, licence, licenceUrl, attribution, caution, pedigree: [...found.pedigree] };
      return Promise.resolve(ok(shown));
    },
  }),
];
