import type { Submission } from "@conform-to/dom";
import type { z } from "zod";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { boxesInput, countInput, declareInput, giveOutInput, moveBoxInput, poolInput, resolveInput, returnRef, typeInput } from "./packaging.schema.ts";
import { addBoxes, addType, giveOut, moveBox, openPool, takeCard } from "./packaging.service.server.ts";
import { countReturn, declareReturn, resolveReturn, withdrawReturn } from "./returns.service.server.ts";

export type Refusal = { code: string; codes: string[] };
export type PackagingOutcome = { done: unknown } | { intent: string; reply: ReturnType<Submission<unknown>["reply"]> | null; refusal: Refusal | null };
type Read = <S extends z.ZodType>(schema: S) => Submission<z.output<S>, string[]>;

/** Does what a form about boxes asks. `read` reads the form by a schema; `counts` are the declared numbers by kind. */
export async function actOnPackaging(db: Db, actor: Actor, form: FormData, read: Read): Promise<PackagingOutcome> {
  const intent = String(form.get("intent") ?? "");
  const run = async <I>(submission: Submission<I, string[]>, verb: (input: I) => Promise<Result<unknown>>): Promise<PackagingOutcome> => {
    if (submission.status !== "success") return { intent, reply: submission.reply(), refusal: null };
    const done = await verb(submission.value);
    return done.ok ? { done: done.value } : { intent, reply: submission.reply(), refusal: refusalOf(done.error, done.details) };
  };
  switch (intent) {
    case "open":
      return run(read(poolInput), (input) => openPool(db, actor, input));
    case "type":
      return run(read(typeInput), (input) => addType(db, actor, input));
    case "boxes":
      return run(read(boxesInput), (input) => addBoxes(db, actor, input));
    case "give":
      return run(read(giveOutInput), (input) => giveOut(db, actor, input));
    case "card": {
      const card = await takeCard(db, actor);
      return card.ok ? { done: card.value } : { intent, reply: null, refusal: refusalOf(card.error, card.details) };
    }
    case "declare": {
      const lines = [...form].flatMap(([name, value]) => (name.startsWith("count-") && typeof value === "string" ? [{ typeId: name.slice("count-".length), count: value.trim() || "0" }] : []));
      const parsed = declareInput.safeParse({ returnId: form.get("returnId"), poolId: form.get("poolId"), lines });
      const typed = Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === "string"));
      if (!parsed.success) {
        const error = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path[0] === "lines" ? `count-${lines[Number(issue.path[1])]?.typeId ?? ""}` : String(issue.path[0]), [issue.message]]));
        return { intent, reply: { status: "error", initialValue: typed, error }, refusal: null };
      }
      const done = await declareReturn(db, actor, parsed.data);
      return done.ok ? { done: done.value } : { intent, reply: { status: "error", initialValue: typed }, refusal: refusalOf(done.error, done.details) };
    }
    case "withdraw":
      return run(read(returnRef), (input) => withdrawReturn(db, actor, input));
    case "count":
      return run(read(countInput), (input) => countReturn(db, actor, input));
    case "resolve":
      return run(read(resolveInput), (input) => resolveReturn(db, actor, input));
    case "move":
      return run(read(moveBoxInput), (input) => moveBox(db, actor, input));
    default:
      return { intent, reply: null, refusal: { code: "PACKAGING.NOT_FOUND", codes: [] } };
  }
}

function refusalOf(code: string, details: Record<string, unknown> | undefined): Refusal {
  return { code, codes: Array.isArray(details?.codes) ? details.codes.map(String) : [] };
}
