import { z } from "zod";
import { deviceKinds, erasureCauses, erasureChoices, erasureMethods } from "#app/domains/erasure/erasure.rules.ts";
import { chooseInput } from "#app/domains/erasure/erasure.schema.ts";
import { myErasures, verifyCertificate, type ErasureMoved } from "#app/domains/erasure/erasure.service.server.ts";
import type { ErasureError } from "#app/domains/erasure/erasure.errors.ts";
import { chooseErasureFor } from "#app/flows/choose-erasure.server.ts";
import { withdrawErasureChoice } from "#app/flows/withdraw-erasure.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, goodsCode, id, idParams, instant, materialCode, nextCursor, version } from "../schemas.ts";

const states = ["chosen", "erased", "withdrawn"] as const;
const choice = z.enum(erasureChoices, "errors:choose").meta({ description: "`self_erased` and `no_data` are the giver's own statements; `clear`, `purge`, `destroy` are wishes in the words of NIST SP 800-88 Rev. 1." });
const cause = z.object({ type: z.enum(erasureCauses, "errors:choose"), id });

const outcome = z.object({ id, state: z.enum(states), version: z.int() }).meta({ id: "ErasureOutcome", description: "Where a choice about data stands after a verb." });

const erasure = z
  .object({
    id,
    cause,
    subject: z.string().meta({ description: "The material or category of goods that changes hands." }),
    deviceKind: z.enum(deviceKinds),
    deviceCount: z.int(),
    choice: z.enum(erasureChoices),
    serialTail: z.string().nullable().meta({ description: "The last characters of the serial number; the number itself is not kept." }),
    recyclerName: z.string(),
    state: z.enum(states),
    version: z.int(),
    createdAt: instant,
    certificate: z.object({ number: z.string(), check: z.string(), method: z.enum(erasureMethods), erasedAt: instant }).nullable().meta({ description: "Once the recycler has erased; number and check characters together can be verified by anybody." }),
  })
  .meta({ id: "Erasure", description: "What becomes of the data on devices that go to a recycler." });

function outcomeOf(result: Result<ErasureMoved, ErasureError>): Result<z.infer<typeof outcome>> {
  return result.ok ? ok({ id: result.value.erasureId, state: result.value.state, version: result.value.version }) : result;
}

const newErasure = z
  .strictObject({
    cause: z.strictObject(cause.shape).meta({ description: "The booking, or the deal with a recycler, that the devices are part of." }),
    subject: z.union([materialCode, goodsCode], "errors:choose").meta({ description: "Which of what changes hands there." }),
    deviceKind: z.enum(deviceKinds, "errors:choose"),
    deviceCount: z.int("errors:wholeNumber").min(1).max(1000).default(1),
    choice,
    serialNumber: z.string().max(60).optional().meta({ description: "Of a single device. Kept as a keyed hash only." }),
  })
  .superRefine(({ cause: _cause, ...said }, ctx) => {
    for (const issue of chooseInput.safeParse({ erasureId: "0190b8a0-0000-7000-8000-000000000000", ...said }).error?.issues ?? []) ctx.addIssue({ code: "custom", path: [...issue.path], message: issue.message });
  })
  .meta({ id: "NewErasure", description: "What the giver wants done with the data." });

/** Data on devices that go to a recycler. */
export const erasureOperations = [
  operation({
    method: "get",
    path: "/erasures",
    operationId: "listErasures",
    tag: "erasure",
    scope: "erasure:read",
    summary: "What becomes of my data",
    description: "The token's party's own devices, newest first, with the certificates there are.",
    auth: "token",
    query: z.object({ cursor }),
    response: z.object({ items: z.array(erasure), nextCursor }).meta({ id: "ErasurePage", description: "A page of choices about data." }),
    async run({ db, actor, query }) {
      const page = await myErasures(db, actor, { before: query.cursor ?? null });
      return ok({
        items: page.erasures.map((one) => ({
          id: one.id,
          cause: one.cause,
          subject: one.subject,
          deviceKind: one.deviceKind,
          deviceCount: one.deviceCount,
          choice: one.choice,
          serialTail: one.serialTail,
          recyclerName: one.recyclerName,
          state: one.state,
          version: one.version,
          createdAt: one.createdAt,
          certificate: one.certificate && { number: one.certificate.number, check: one.certificate.check, method: one.certificate.method, erasedAt: one.certificate.erasedAt },
        })),
        nextCursor: page.next,
      });
    },
  }),
  operation({
    method: "post",
    path: "/erasures",
    operationId: "chooseErasure",
    tag: "erasure",
    scope: "erasure:write",
    summary: "Choose what becomes of the data",
    description: "By the giver, before the devices change hands; without a choice the hand-over is not completed. The recycler's staff may write down a wish, not a statement about the device.",
    auth: "token",
    body: newErasure,
    response: outcome,
    successStatus: 201,
    errors: ["ERASURE.NOT_FOUND", "ERASURE.NOT_ALLOWED", "ERASURE.HOLDS_NO_DATA", "ERASURE.HANDED_OVER_WRONG_STATE", "ERASURE.TOO_MANY"],
    async run({ db, actor, body }) {
      const { cause: handOver, ...said } = body;
      const parsed = chooseInput.safeParse({ erasureId: newId(), ...said });
      return parsed.success ? outcomeOf(await chooseErasureFor(db, actor, handOver, parsed.data)) : err("HTTP.INPUT_INVALID");
    },
  }),
  operation({
    method: "post",
    path: "/erasures/{id}/withdraw",
    operationId: "withdrawErasure",
    tag: "erasure",
    scope: "erasure:write",
    summary: "Take a choice about data back",
    description: "By the giver, before the devices change hands; make another one instead.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version: version.unwrap() }).meta({ id: "WithdrawErasure", description: "Which version was seen." }),
    response: outcome,
    errors: ["ERASURE.NOT_FOUND", "ERASURE.NOT_ALLOWED", "ERASURE.HANDED_OVER_WRONG_STATE", "ERASURE.WRONG_STATE", "ERASURE.STALE"],
    async run({ db, actor, params, body }) {
      return outcomeOf(await withdrawErasureChoice(db, actor, { erasureId: params.id, version: body.version }));
    },
  }),
  operation({
    method: "get",
    path: "/certificates",
    operationId: "checkCertificate",
    tag: "erasure",
    scope: "erasure:read",
    summary: "Check a certificate of erasure",
    description: "For anybody who holds a certificate. A wrong number and wrong check characters get the same answer.",
    auth: "public",
    query: z.object({
      number: z.string().trim().min(1).max(40).meta({ description: "As it stands on the certificate.", examples: ["EC-2026-1A2B3C4D5E6F7A8B"] }),
      check: z.string().trim().min(1).max(100).meta({ description: "The check characters, or the whole SHA-256 of its text." }),
    }),
    response: z
      .object({ isValid: z.boolean(), method: z.enum(erasureMethods).nullable(), erasedOn: z.iso.date().nullable().meta({ description: "The day, UTC." }) })
      .meta({ id: "CertificateCheck", description: "Whether there is such a certificate, what was done and when." }),
    async run({ db, query }) {
      const found = await verifyCertificate(db, query);
      return ok({ isValid: found !== null, method: found?.method ?? null, erasedOn: found?.erasedOn ?? null });
    },
  }),
];
