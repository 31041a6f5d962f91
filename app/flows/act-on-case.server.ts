import { claimCase, releaseCase } from "#app/domains/trust/cases.service.server.ts";
import { failedForm, readForm, type FailedForm } from "#app/domains/trust/forms.ts";
import { caseActInput, decideInput, settleInput } from "#app/domains/trust/trust.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import type { z } from "zod";
import { decideCase } from "./decide-case.server.ts";
import { holdReportedListing } from "./hold-reported-listing.server.ts";
import { settleDecision } from "./settle-decision.server.ts";

type Done = { done: string };
type Act = (db: Db, actor: Actor, form: FormData) => Promise<Done | FailedForm>;

function act<S extends z.ZodType>(schema: S, run: (db: Db, actor: Actor, input: z.output<S>) => Promise<Result<unknown>>, done: (value: unknown) => string): Act {
  return async (db, actor, form) => {
    const read = readForm(form, schema);
    if (!read.ok) return read.failed;
    const result = await run(db, actor, read.value);
    return result.ok ? { done: done(result.value) } : failedForm(form, result.error);
  };
}

const stateOf = (value: unknown) => (value as { state: string }).state;

const acts: Record<string, Act> = {
  claim: act(caseActInput, claimCase, () => "claimed"),
  release: act(caseActInput, releaseCase, () => "released"),
  hold: act(caseActInput, (db, actor, input) => holdReportedListing(db, actor, { ...input, hold: true }), () => "held"),
  show: act(caseActInput, (db, actor, input) => holdReportedListing(db, actor, { ...input, hold: false }), () => "shown"),
  decide: act(decideInput, decideCase, stateOf),
  settle: act(settleInput, settleDecision, stateOf),
};

/** Does what a form of a case's page asks; what was done, or the form with why not. The versions in the forms make a second press harmless. */
export async function actOnCase(db: Db, actor: Actor, form: FormData): Promise<Done | FailedForm> {
  const run = acts[String(form.get("intent") ?? "")];
  return run ? run(db, actor, form) : failedForm(form, "TRUST.NOT_ALLOWED");
}
