import { z } from "zod";
import { listOpenProgrammes } from "#app/domains/takeback/takeback.repository.server.ts";
import type { ProgrammeRow } from "#app/domains/takeback/takeback.schema.ts";
import { viewProgramme } from "#app/domains/takeback/takeback.service.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { grams, id } from "../schemas.ts";

const programme = z
  .object({
    slug: z.string().meta({ examples: ["yunling-comes-home-00abcd"] }),
    name: z.string(),
    brand: z.string(),
    producerName: z.string(),
    categories: z.array(z.string()).meta({ description: "Codes of goods and materials that are taken." }),
    regions: z.array(z.string()).meta({ description: "Countries, ISO 3166-1 alpha-2." }),
    isOpen: z.boolean(),
  })
  .meta({ id: "TakebackProgramme", description: "A producer that takes its goods back." });

const figure = { itemCount: z.int(), massGrams: grams };
const rowOf = ({ slug, name, brand, producerName, categories, regions, isOpen }: ProgrammeRow) => ({ slug, name, brand, producerName, categories, regions, isOpen });

/** Producers' programmes and what came back. */
export const takebackOperations = [
  operation({
    method: "get",
    path: "/takeback-programmes",
    operationId: "listTakebackProgrammes",
    tag: "takeback",
    scope: "takeback:read",
    summary: "Producers' take-back programmes",
    description: "Those that are open, by brand; two hundred at most.",
    auth: "public",
    response: z.object({ items: z.array(programme) }).meta({ id: "TakebackProgrammes", description: "Open programmes." }),
    async run({ db }) {
      return ok({ items: (await listOpenProgrammes(db)).map(rowOf) });
    },
  }),
  operation({
    method: "get",
    path: "/takeback-programmes/{slug}",
    operationId: "getTakebackProgramme",
    tag: "takeback",
    scope: "takeback:read",
    summary: "A take-back programme with its figures",
    description: "What came back is summed from completed hand-overs, by UTC month and in all; nothing of it is ever entered. Closed programmes keep their page.",
    auth: "public",
    params: z.object({ slug: z.string().min(1).max(120) }),
    response: z
      .object({
        ...programme.shape,
        description: z.string(),
        recyclers: z.array(z.object({ name: z.string(), points: z.array(z.object({ id, name: z.string() })) })).meta({ description: "Who takes part, with their points." }),
        total: z.object(figure),
        months: z.array(z.object({ month: z.string().meta({ examples: ["2026-05"] }), ...figure })).meta({ description: "Newest first." }),
      })
      .meta({ id: "TakebackFigures", description: "A programme, who takes part, and what came back." }),
    errors: ["TAKEBACK.NOT_FOUND"],
    async run({ db, params }) {
      const found = await viewProgramme(db, params.slug);
      if (!found) return err("TAKEBACK.NOT_FOUND");
      return ok({ ...rowOf(found), description: found.description, recyclers: found.recyclers.map(({ name, points }) => ({ name, points })), total: found.total, months: found.months });
    },
  }),
];
