import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import { findDeal } from "#app/domains/deals/deals.repository.server.ts";
import { acceptInput, agreeTimeInput, cancelInput, counterForm, declineInput, disputeInput, enterCodeInput, extendLoanInput, handOverInput, moveInput, resolveInput, scheduleForm, undoInput } from "#app/domains/deals/deals.schema.ts";
import { editReviewInput, reviewInput } from "#app/domains/deals/reviews.schema.ts";
import { editReview, writeReview } from "#app/domains/deals/reviews.service.server.ts";
import { windowFrom } from "#app/domains/deals/window.rules.ts";
import { sendInput } from "#app/domains/messaging/messaging.schema.ts";
import { sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import type { Database, Db } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { agreeDealChange } from "./agree-change-deal.server.ts";
import { agreeDealTime } from "./agree-time-deal.server.ts";
import { cancelDeal } from "./cancel-deal.server.ts";
import { completeDeal } from "./confirm-deal.server.ts";
import { counterDeal } from "./counter-deal.server.ts";
import { declineDeal } from "./decline-deal.server.ts";
import { contestDeal, disputeDeal, resolveDealDispute } from "./dispute-deal.server.ts";
import { enterDealCode, handOverDeal } from "./hand-over-deal.server.ts";
import { receiveDeal } from "./inspect-deal.server.ts";
import { extendLoan, handBackDeal } from "./lend-deal.server.ts";
import { reportDealNoShow } from "./no-show-deal.server.ts";
import { acceptRequote, refuseRequote } from "./requote-deal.server.ts";
import { confirmReturn, reportLost } from "./return-deal.server.ts";
import { scheduleDeal } from "./schedule-deal.server.ts";
import { undoAcceptDeal } from "./undo-accept-deal.server.ts";

/** A form of a deal's page that did not go through: everything typed comes back, with why. */
export type FailedAct = {
  intent: string;
  values: Record<string, string>;
  /** Messages per field, as catalogue keys. */
  fields: Record<string, string[]>;
  error: { code: string; details: Record<string, unknown> } | null;
};

type Run<T> = (db: Db, actor: Actor, input: T) => Promise<Result<unknown>>;
type Act = (db: Database["db"], actor: Actor, form: FormData) => Promise<{ fields: FailedAct["fields"] } | Result<unknown>>;

/** An act whose form, sent twice, is one act with one answer. */
function act<S extends z.ZodType>(schema: S, run: Run<z.output<S>>): Act {
  return async (db, actor, form) => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return { fields: fieldsOf(submission.error) };
    const input: z.output<S> = submission.value;
    const key = form.get("submissionId");
    if (typeof key !== "string" || !key) return run(db, actor, input);
    return once(db, { userId: actor.userId, key: `deal:${key}`.slice(0, 120), request: input }, (tx) => run(tx, actor, input));
  };
}

const resolveForm = resolveInput.omit({ outcome: true });

const acts: Record<string, Act> = {
  accept: act(acceptInput, acceptDeal),
  counter: act(counterForm, counterDeal),
  undo_accept: act(undoInput, undoAcceptDeal),
  agree_change: act(moveInput, agreeDealChange),
  agree_time: act(agreeTimeInput, agreeDealTime),
  decline: act(declineInput, declineDeal),
  cancel: act(cancelInput, cancelDeal),
  schedule: act(scheduleForm, schedule),
  hand_over: act(handOverInput, handOverDeal),
  complete: act(moveInput, completeDeal),
  report_no_show: act(moveInput, reportDealNoShow),
  dispute: act(disputeInput, disputeDeal),
  contest: act(disputeInput, contestDeal),
  resolve_completed: act(resolveForm, (db, actor, input) => resolveDealDispute(db, actor, { ...input, outcome: "completed" })),
  resolve_cancelled: act(resolveForm, (db, actor, input) => resolveDealDispute(db, actor, { ...input, outcome: "cancelled" })),
  extend_loan: act(extendLoanInput, extendLoan),
  hand_back: act(moveInput, handBackDeal),
  confirm_return: act(moveInput, confirmReturn),
  report_lost: act(moveInput, reportLost),
  receive: act(handOverInput, receiveDeal),
  accept_requote: act(moveInput, acceptRequote),
  refuse_requote: act(moveInput, refuseRequote),
  review: act(reviewInput, writeReview),
  edit_review: act(editReviewInput, editReview),
  message: act(sendInput, sendMessage),
  // Wrong codes must be counted even though they fail, so this one keeps its own transactions.
  enter_code: async (db, actor, form) => {
    const submission = parseWithZod(form, { schema: enterCodeInput });
    if (submission.status !== "success") return { fields: fieldsOf(submission.error) };
    const result = await enterDealCode(db, actor, submission.value);
    // Pressed twice: the first press has done it.
    return !result.ok && result.error === "DEALS.WRONG_STATE" && ["completed", "on_loan", "inspecting"].includes(String(result.details?.state)) ? ok(null) : result;
  },
};

/** Does what a form of a deal's page asks. Null when it went through. */
export async function actOnDeal(db: Database["db"], actor: Actor, input: { dealId: string; form: FormData }): Promise<FailedAct | null> {
  const { form, dealId } = input;
  const intent = String(form.get("intent") ?? "");
  const run = acts[intent];
  form.set("dealId", dealId);
  const failure = { intent, values: valuesOf(form), fields: {}, error: null };
  if (!run) return { ...failure, error: { code: "DEALS.NOT_ALLOWED", details: {} } };
  const outcome = await run(db, actor, form);
  if (!("ok" in outcome)) return { ...failure, fields: outcome.fields };
  if (outcome.ok) return null;
  const field = refusedField(outcome.error, outcome.details);
  if (field) return { ...failure, fields: field };
  return { ...failure, error: { code: outcome.error, details: outcome.details ?? {} } };
}

/** Everything typed, by name; of boxes that share a name the ticked ones, with commas between. */
function valuesOf(form: FormData): FailedAct["values"] {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, texts(name).join(",")]));
}

/** The day and times of the form as instants on the place's clock. */
async function schedule(db: Db, actor: Actor, input: z.output<typeof scheduleForm>): Promise<Result<unknown>> {
  const deal = await findDeal(db, input.dealId);
  if (!deal) return err("DEALS.NOT_FOUND");
  const window = windowFrom(input, deal.listing.timeZone);
  if (!window) return err("DEALS.WINDOW_INVALID", { problem: "no_such_time" });
  return scheduleDeal(db, actor, { dealId: input.dealId, version: input.version, place: input.place, ...window });
}

const windowProblems: Record<string, Record<string, string[]>> = {
  past: { until: ["deals:fields.windowPast"] },
  too_long: { until: ["deals:fields.windowTooLong"] },
  too_far: { date: ["deals:fields.windowTooFar"] },
  no_such_time: { from: ["deals:fields.noSuchTime"] },
};

/** The field that a refusal belongs beside, with its message as a catalogue key; null for those of the whole form. */
export function refusedField(code: string, details: Record<string, unknown> | undefined): FailedAct["fields"] | null {
  if (code === "DEALS.WINDOW_INVALID") return windowProblems[String(details?.problem)] ?? null;
  if (code === "DEALS.CODE_WRONG") return { code: [`deals:errors.CODE_WRONG|left=${Number(details?.left ?? 0)}`] };
  if (code === "DEALS.LOAN_TOO_LONG") {
    const problem = [`deals:errors.LOAN_TOO_LONG|days=${Number(details?.days ?? 0)}`];
    return { days: problem, loanDays: problem };
  }
  if (code === "DEALS.WEIGHT_NEEDED") return { weight: ["deals:errors.WEIGHT_NEEDED"] };
  if (code === "DEALS.DIFFERENCE_UNCONFIRMED") return { confirmDifference: [`deals:errors.DIFFERENCE_UNCONFIRMED`] };
  if (code.startsWith("DEALS.SWAP_LISTING_")) return { swapListingId: [`deals:errors.${code.slice("DEALS.".length)}`] };
  if (code === "DEALS.PRICE_INVALID") return { price: ["deals:errors.PRICE_INVALID"] };
  if (code === "DEALS.TOO_MANY_UNITS") return { units: [`deals:errors.TOO_MANY_UNITS|available=${Number(details?.available ?? 0)}`] };
  if (code === "DEALS.SWAP_TOO_MANY_UNITS") return { swapUnits: [`deals:errors.TOO_MANY_UNITS|available=${Number(details?.available ?? 0)}`] };
  if (code === "DEALS.MOVED_TOO_MANY") return { movedUnits: [`deals:errors.MOVED_TOO_MANY|units=${Number(details?.units ?? 0)}`] };
  return null;
}

function fieldsOf(error: Record<string, string[] | null> | null): FailedAct["fields"] {
  return Object.fromEntries(Object.entries(error ?? {}).flatMap(([name, messages]) => (messages ? [[name, messages]] : [])));
}
