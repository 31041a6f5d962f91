import { z } from "zod";
import { lotEpcis, pointEpcis } from "#app/domains/custody/epcis.service.server.ts";
import { env } from "#app/platform/env.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { idParams, instant } from "../schemas.ts";

const event = z
  .looseObject({
    type: z.enum(["ObjectEvent", "TransformationEvent"]),
    eventID: z.string().meta({ description: "The same for the same event, however often it is asked for." }),
    eventTime: instant,
    eventTimeZoneOffset: z.string().meta({ examples: ["+08:00"] }),
    bizStep: z.string().meta({ description: "A word of the Core Business Vocabulary.", examples: ["receiving"] }),
  })
  .meta({ id: "EpcisEvent", description: "An event of EPCIS 2.0; its other fields are as that standard says. Names beginning with `rb:` are ours: differences, residue and losses of runs, corrections." });

const document = z
  .object({
    "@context": z.array(z.union([z.string(), z.record(z.string(), z.string())])),
    type: z.literal("EPCISDocument"),
    schemaVersion: z.literal("2.0"),
    creationDate: instant,
    "rb:isCut": z.literal(true).optional().meta({ description: "There where more happened than a document holds: the earliest 2000 acts are in it, the later ones are not." }),
    epcisBody: z.object({ eventList: z.array(event) }),
  })
  .meta({ id: "EpcisDocument", description: "A document of GS1 EPCIS 2.0 (JSON-LD), valid by its published schema. Lots are classes named by their addresses here, masses kilograms (KGM)." });

type Document = z.input<typeof document>;

const errors = ["CUSTODY.NOT_FOUND", "CUSTODY.NOT_ALLOWED"] as const;

export const custodyOperations = [
  operation({
    method: "get",
    path: "/custody/lots/{id}/epcis",
    operationId: "getLotEpcis",
    tag: "custody",
    scope: "custody:read",
    summary: "The history of a lot, as EPCIS 2.0",
    description: "What happened to it, to what it came from and to what came of it. For the staff of whoever had the lot in hand; of other lots that the same acts touched nothing is said. At most 2000 acts, and `rb:isCut` where there are more.",
    auth: "token",
    params: idParams,
    response: document,
    errors,
    async run({ db, actor, params, now }) {
      const made = await lotEpcis(db, actor, params.id, { origin: env().PUBLIC_URL, at: now });
      return made.ok ? ok(made.value.document as Document) : made;
    },
  }),
  operation({
    method: "get",
    path: "/custody/points/{id}/epcis",
    operationId: "getPointEpcis",
    tag: "custody",
    scope: "custody:read",
    summary: "A month of a point, as EPCIS 2.0",
    description: "Everything that was weighed in, split, merged, sent, received, sorted, weighed again or delivered there, in order; at most 2000 acts, and `rb:isCut` where there are more. A month that has not begun there is refused. For the staff of the recycler that runs it.",
    auth: "token",
    params: idParams,
    query: z.object({
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "errors:invalid").optional().meta({ description: "YYYY-MM in the point's time zone; the present one unless said otherwise.", examples: ["2026-03"] }),
    }),
    response: document,
    errors: [...errors, "CUSTODY.MONTH_INVALID"],
    async run({ db, actor, params, query, now }) {
      const made = await pointEpcis(db, actor, { pointId: params.id, month: query.month ?? null }, { origin: env().PUBLIC_URL, at: now });
      return made.ok ? ok(made.value.document as Document) : made;
    },
  }),
];
