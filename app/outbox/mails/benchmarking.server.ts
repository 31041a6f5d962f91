import { dueKey, findToldSteps, listStepsDue } from "#app/domains/benchmarking/told.repository.server.ts";
import { tellSteps } from "#app/flows/tell-steps.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** Tells people of steps that somebody gave them; nothing of those that are done, or somebody else's, by now. */
export const benchmarkingMails: MailHandlers = {
  async "benchmarking.owner-set"(db, { payload }) {
    const { cycleId, userId, at } = payload;
    const told = await findToldSteps(db, { cycleId, userId, since: new Date(at) });
    const steps = told?.steps.filter(({ step }) => payload.steps.includes(step)) ?? [];
    if (told && steps.length > 0) await tellSteps(db, "owner", { ...told, steps }, `benchmarking.owner:${cycleId}:${payload.steps.join("+")}:${userId}:${at}`);
  },
};

/** Reminds whoever looks after a step three days before it is due, once for each day it is due on. Returns how many were told. */
export async function remindOfSteps(db: Db, now: Date): Promise<number> {
  let told = 0;
  for (const due of await listStepsDue(db, { now, limit: 200 })) {
    const [first] = due.steps;
    if (first?.dueOn && (await tellSteps(db, "due", due, dueKey({ ...due, step: first.step, dueOn: first.dueOn })))) told += 1;
  }
  return told;
}
