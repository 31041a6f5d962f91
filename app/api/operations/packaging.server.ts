import { z } from "zod";
import type { PackagingError } from "#app/domains/packaging/packaging.errors.ts";
import { readCodes, returnStates } from "#app/domains/packaging/packaging.rules.ts";
import { countReturn, declareReturn, withdrawReturn, type ReturnMoved } from "#app/domains/packaging/returns.service.server.ts";
import { viewHolder, viewReturn } from "#app/domains/packaging/view.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { id, idParams, instant, version } from "../schemas.ts";

const minor = z.int().meta({ description: "In hundredths of the pool's currency.", examples: [2_000] });
const state = z.enum(returnStates).meta({ description: "`mismatch` waits for a manager of the pool." });
const seen = version.unwrap().meta({ description: "The version you saw. Another one is refused (409)." });

const outcome = z.object({ id, state, version: z.int(), paidMinor: minor }).meta({ id: "ReturnOutcome", description: "Where a return of boxes stands after a verb, and what was paid for it now." });

const boxReturn = z
  .object({
    id,
    state,
    version: z.int(),
    poolId: id,
    poolName: z.string(),
    holderName: z.string(),
    currency: z.string(),
    createdAt: instant,
    countedAt: instant.nullable(),
    resolution: z.string().nullable().meta({ description: "How a manager settled a difference." }),
    paidMinor: minor,
    lines: z.array(z.object({ typeId: id, typeName: z.string(), declaredCount: z.int(), countedCount: z.int().nullable() })),
    side: z.enum(["holder", "receiver"]),
  })
  .meta({ id: "BoxReturn", description: "Boxes brought back: what was declared and what was counted." });

function outcomeOf(result: Result<ReturnMoved, PackagingError>): Result<z.infer<typeof outcome>> {
  if (!result.ok) return result;
  const { returnId, ...rest } = result.value;
  return ok({ id: returnId, ...rest });
}

const count = z
  .strictObject({
    version: seen,
    codes: z
      .array(z.string().regex(/^BX-[0-9A-HJKMNP-TV-Z]{8}$/, "packaging:fields.codes"))
      .max(500, "packaging:fields.codes")
      .default([])
      .meta({ description: "The codes of the boxes that are really there, each once.", examples: [["BX-1234567Z"]] }),
    nothingCame: z.boolean().default(false).meta({ description: "Has to be said where no box is there." }),
  })
  .superRefine((value, ctx) => {
    if (value.codes.length === 0 && !value.nothingCame) ctx.addIssue({ code: "custom", path: ["codes"], message: "packaging:fields.countedNone" });
    if (value.codes.length > 0 && value.nothingCame) ctx.addIssue({ code: "custom", path: ["nothingCame"], message: "packaging:fields.countedSome" });
  })
  .meta({ id: "BoxCount", description: "The receiver's count, box by box." });

/** Boxes lent for a deposit. */
export const packagingOperations = [
  operation({
    method: "get",
    path: "/packaging",
    operationId: "getHeldBoxes",
    tag: "packaging",
    scope: "packaging:read",
    summary: "My boxes",
    description: "What the token's party has of reusable boxes, by pool and kind, with its card. The first five hundred boxes.",
    auth: "token",
    response: z
      .object({
        card: z.string().nullable().meta({ description: "The code that is shown when boxes are given out; null before it was asked for." }),
        pools: z.array(z.object({ id, name: z.string(), currency: z.string(), types: z.array(z.object({ id, name: z.string(), depositMinor: minor, codes: z.array(z.string()) })) })),
        returns: z.array(boxReturn.omit({ side: true })).meta({ description: "What it brought back, newest first; fifty at most." }),
      })
      .meta({ id: "HeldBoxes", description: "Boxes that are out with a party." }),
    async run({ db, actor }) {
      const { card, pools, returns } = await viewHolder(db, actor);
      return ok({ card, pools: pools.map(({ id: poolId, name, currency, types }) => ({ id: poolId, name, currency, types })), returns });
    },
  }),
  operation({
    method: "post",
    path: "/packaging/returns",
    operationId: "declareReturn",
    tag: "packaging",
    scope: "packaging:write",
    summary: "Say which boxes come back",
    description: "No money moves on this word: the receiver's count decides.",
    auth: "token",
    body: z
      .strictObject({ poolId: z.string().min(1).max(80), lines: z.array(z.strictObject({ typeId: z.string().min(1).max(80), count: z.int("errors:wholeNumber").min(1).max(10_000) })).min(1, "errors:choose").max(50) })
      .meta({ id: "NewReturn", description: "How many boxes of which kind." }),
    response: outcome,
    successStatus: 201,
    errors: ["PACKAGING.NOT_FOUND", "PACKAGING.NOT_ALLOWED", "PACKAGING.NOTHING_DECLARED"],
    async run({ db, actor, body }) {
      return outcomeOf(await declareReturn(db, actor, { returnId: newId(), ...body }));
    },
  }),
  operation({
    method: "get",
    path: "/packaging/returns/{id}",
    operationId: "getReturn",
    tag: "packaging",
    scope: "packaging:read",
    summary: "One return of boxes",
    description: "For its holder and the staff of the pool.",
    auth: "token",
    params: idParams,
    response: boxReturn,
    errors: ["PACKAGING.NOT_FOUND"],
    async run({ db, actor, params }) {
      const found = await viewReturn(db, actor, params.id);
      return found.ok ? ok({ ...found.value.view, side: found.value.side }) : found;
    },
  }),
  operation({
    method: "post",
    path: "/packaging/returns/{id}/count",
    operationId: "countReturn",
    tag: "packaging",
    scope: "packaging:write",
    summary: "Count a return of boxes",
    description: "By staff of the pool. Counted boxes are back and their deposit is paid; what differs from what was declared waits for a manager.",
    auth: "token",
    params: idParams,
    body: count,
    response: outcome,
    errors: ["PACKAGING.NOT_FOUND", "PACKAGING.NOT_ALLOWED", "PACKAGING.NOTHING_COUNTED", "PACKAGING.CODES_UNKNOWN", "PACKAGING.CODES_WRONG_STATE", "PACKAGING.WRONG_STATE", "PACKAGING.STALE"],
    async run({ db, actor, params, body }) {
      return outcomeOf(await countReturn(db, actor, { returnId: params.id, version: body.version, codes: readCodes("BX", body.codes.join(" ")), nothingCame: body.nothingCame }));
    },
  }),
  operation({
    method: "post",
    path: "/packaging/returns/{id}/withdraw",
    operationId: "withdrawReturn",
    tag: "packaging",
    scope: "packaging:write",
    summary: "Take a declared return back",
    description: "By its holder, before it is counted.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version: seen }).meta({ id: "WithdrawReturn", description: "Which version was seen." }),
    response: outcome,
    errors: ["PACKAGING.NOT_FOUND", "PACKAGING.NOT_ALLOWED", "PACKAGING.WRONG_STATE", "PACKAGING.STALE"],
    async run({ db, actor, params, body }) {
      return outcomeOf(await withdrawReturn(db, actor, { returnId: params.id, version: body.version }));
    },
  }),
];
