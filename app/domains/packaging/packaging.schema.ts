import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { currencies, minorFrom } from "#app/shared/money.ts";
import { boxMoves, readCodes, type BoxState, type ReturnState } from "./packaging.rules.ts";

/** A kind of box with where its boxes are. Deposits in minor units of the pool's currency. */
export type TypeView = { id: string; name: string; depositMinor: number; counts: Record<BoxState, number> };
export type PoolView = { id: string; name: string; ownerName: string; currency: string; types: TypeView[] };
export type ReturnLineView = { typeId: string; typeName: string; declaredCount: number; countedCount: number | null };
export type ReturnView = { id: string; state: ReturnState; version: number; poolId: string; poolName: string; currency: string; holderName: string; createdAt: string; countedAt: string | null; resolution: string | null; paidMinor: number; lines: ReturnLineView[] };
export type BoxView = { code: string; state: BoxState; version: number; typeName: string; depositMinor: number; currency: string; poolName: string; holderName: string | null };
/** What the accounts of a pool stand at: taken in, owed to holders, kept for lost boxes. The three add up. */
export type AccountsView = { cashMinor: number; owedMinor: number; keptMinor: number };

const name = z
  .string({ error: "errors:required" })
  .trim()
  .min(2, { error: fieldMessage("errors:tooShort", { min: 2 }) })
  .max(80, { error: fieldMessage("errors:tooLong", { max: 80 }) });
const count = (min: number, max: number) =>
  z.coerce
    .number({ error: "errors:wholeNumber" })
    .int({ error: "errors:wholeNumber" })
    .min(min, { error: fieldMessage("errors:tooSmall", { min }) })
    .max(max, { error: fieldMessage("errors:tooLarge", { max }) });
/** Codes as typed or scanned. Words in which no code is found are an error, also where none has to be given. */
const codes = (least: number) =>
  z
    .string()
    .max(20_000)
    .optional()
    .transform((text, context) => {
      const found = readCodes("BX", text ?? "");
      if (found.length <= 500 && found.length >= ((text ?? "").trim() === "" ? least : 1)) return found;
      context.addIssue({ code: "custom", message: "packaging:fields.codes" });
      return z.NEVER;
    });

export const poolInput = z.object({ poolId: z.uuid(), name, currency: z.enum(currencies, { error: "errors:choose" }) });
export type PoolInput = z.output<typeof poolInput>;

/** A kind of box with its deposit, typed as money of the pool's currency. */
export const typeInput = z.object({
  typeId: z.uuid(),
  name,
  depositMinor: z.string({ error: "errors:required" }).transform((text, context) => {
    const minor = minorFrom(text);
    if (minor !== null) return minor;
    context.addIssue({ code: "custom", message: "errors:price" });
    return z.NEVER;
  }),
});
export type TypeInput = z.output<typeof typeInput>;

export const boxesInput = z.object({ submissionId: z.uuid(), typeId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }), count: count(1, 200) });
export type BoxesInput = z.output<typeof boxesInput>;

/** Boxes to somebody: the code of their card, and what was scanned. */
export const giveOutInput = z.object({
  issueId: z.uuid(),
  card: z
    .string({ error: "errors:required" })
    .transform((text) => readCodes("HC", text)[0] ?? "")
    .refine((code) => code !== "", { error: "packaging:fields.card" }),
  codes: codes(1),
});
export type GiveOutInput = z.output<typeof giveOutInput>;

/** What a holder says they bring: how many of which. */
export const declareInput = z.object({
  returnId: z.uuid(),
  poolId: z.string().min(1),
  lines: z.array(z.object({ typeId: z.string().min(1), count: count(0, 10_000) })).max(50),
});
export type DeclareInput = z.output<typeof declareInput>;

export const returnRef = z.object({ returnId: z.string().min(1), version: z.coerce.number().int().positive() });
export type ReturnRef = z.output<typeof returnRef>;

/** What the receiver counted. No code at all counts only together with the word that nothing came. */
export const countInput = returnRef
  .extend({ codes: codes(0), nothingCame: z.stringbool().optional().transform((ticked) => ticked ?? false) })
  .superRefine((input, context) => {
    if (input.codes.length === 0 && !input.nothingCame) context.addIssue({ code: "custom", path: ["codes"], message: "packaging:fields.countedNone" });
    if (input.codes.length > 0 && input.nothingCame) context.addIssue({ code: "custom", path: ["nothingCame"], message: "packaging:fields.countedSome" });
  });
export type CountInput = z.output<typeof countInput>;

export const resolveInput = returnRef.extend({
  codes: codes(0),
  resolution: z
    .string({ error: "errors:required" })
    .trim()
    .min(3, { error: fieldMessage("errors:tooShort", { min: 3 }) })
    .max(300, { error: fieldMessage("errors:tooLong", { max: 300 }) }),
});
export type ResolveInput = z.output<typeof resolveInput>;

export const moveBoxInput = z.object({ code: z.string().min(1), version: z.coerce.number().int().positive(), to: z.enum(boxMoves, { error: "errors:choose" }) });
export type MoveBoxInput = z.output<typeof moveBoxInput>;
