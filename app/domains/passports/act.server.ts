import type { Submission } from "@conform-to/dom";
import type { z } from "zod";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { offerInput, readingInput, secondLifeInput, statusInput, transferRef } from "./passports.schema.ts";
import { addReading, changeStatus, startSecondLife } from "./passports.service.server.ts";
import { acceptBattery, declineBattery, offerBattery, withdrawBattery } from "./transfers.service.server.ts";

type Outcome = { goTo: string } | { reply: ReturnType<Submission<unknown>["reply"]>; error: string | null };
type Read = <S extends z.ZodType>(schema: S) => Submission<z.output<S>, string[]>;

/** Does what a form of a passport's page asks; null for a form that is none of its. `read` reads the form by a schema. */
export async function actOnPassport(db: Db, actor: Actor, intent: string, read: Read): Promise<Outcome | null> {
  const page = (done: { passportId: string }) => `/passports/${done.passportId}`;
  switch (intent) {
    case "waste":
    case "recycled":
      return run(read(statusInput), (input) => changeStatus(db, actor, input), page);
    case "second":
      return run(read(secondLifeInput), (input) => startSecondLife(db, actor, input), page);
    case "measure":
      return run(read(readingInput), async (input) => withPassport(await addReading(db, actor, input), input.passportId), (done) => `${page(done)}${done.isHeld ? "?held=1" : ""}`, { "PASSPORTS.DATE_INVALID": "measuredOn" });
    case "offer":
      return run(read(offerInput), (input) => offerBattery(db, actor, input), page, { "PASSPORTS.RECEIVER_NOT_FOUND": "toPartyId" });
    case "accept":
      return run(read(transferRef), (input) => acceptBattery(db, actor, input), page);
    case "decline":
      return run(read(transferRef), (input) => declineBattery(db, actor, input), () => "/passports");
    case "withdraw":
      return run(read(transferRef), (input) => withdrawBattery(db, actor, input), page);
    default:
      return null;
  }
}

function withPassport<T>(result: Result<T>, passportId: string): Result<T & { passportId: string }> {
  return result.ok ? { ok: true, value: { ...result.value, passportId } } : result;
}

async function run<I, T>(submission: Submission<I, string[]>, verb: (input: I) => Promise<Result<T>>, goTo: (value: T) => string, fields: Record<string, string> = {}): Promise<Outcome> {
  if (submission.status !== "success") return { reply: submission.reply(), error: null };
  const done = await verb(submission.value);
  if (done.ok) return { goTo: goTo(done.value) };
  const field = fields[done.error];
  if (!field) return { reply: submission.reply(), error: done.error };
  return { reply: submission.reply({ fieldErrors: { [field]: [`passports:errors.${done.error.split(".")[1] ?? ""}`] } }), error: null };
}
