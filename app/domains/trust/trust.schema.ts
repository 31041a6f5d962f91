import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { descriptionMax, titleMax, titleMin } from "#app/shared/listing-limits.ts";
import { decisionKinds, reportReasons, subjectKinds, type SubjectKind } from "./trust.rules.ts";

export const reportTextMax = 2000;
export const factsMax = 4000;
export const appealTextMax = 4000;

/** Browsers send a line's end as two characters and count it as one. */
const prose = (max: number) =>
  z
    .string({ error: "errors:required" })
    .overwrite((text) => text.replace(/\r\n?/g, "\n"))
    .trim()
    .max(max, fieldMessage("errors:tooLong", { max }));
const needed = (max: number, min = 10) => prose(max).min(min, fieldMessage("errors:tooShort", { min }));

const version = z.coerce.number({ error: "errors:invalid" }).int("errors:invalid").min(1, "errors:invalid");

/** What a report is about. A message is `DEALID:SEQ`, a review what its page calls it. */
export const subjectInput = z.object({ subject: z.enum(subjectKinds, "errors:choose"), id: z.string().trim().min(1, "errors:required").max(120, "errors:invalid") });

/** A report. "Other" says nothing by itself, so it needs words. */
export const reportInput = z
  .object({ ...subjectInput.shape, reason: z.enum(reportReasons, "errors:choose"), text: prose(reportTextMax).default("") })
  .superRefine((value, context) => {
    if (value.reason === "other" && value.text.length < 10) context.addIssue({ code: "custom", path: ["text"], message: fieldMessage("errors:tooShort", { min: 10 }) });
  });
export type ReportInput = z.infer<typeof reportInput>;

const onCase = z.object({ caseId: z.string().min(1).max(64), version });
export const caseActInput = onCase;
export type CaseAct = z.infer<typeof caseActInput>;

/** A decision with its statement: facts, the rule, until when a restriction lasts (a day, end of it in UTC), and the words that replace a listing's. */
export const decideInput = onCase
  .extend({
    kind: z.enum(decisionKinds, "errors:choose"),
    rule: z.enum(reportReasons, "errors:choose"),
    facts: needed(factsMax),
    until: z.preprocess((value) => (value === "" || value === undefined ? null : value), z.iso.date("errors:date").nullable()).default(null),
    newTitle: prose(titleMax).optional(),
    newDescription: prose(descriptionMax).optional(),
    /** The mark of the words that the moderator saw. */
    wordsSeen: z.string().max(64).optional(),
  })
  .superRefine((value, context) => {
    if (value.kind === "restrict" && value.until === null) context.addIssue({ code: "custom", path: ["until"], message: "errors:required" });
    if (value.kind === "correct" && (value.newTitle ?? "").length < titleMin) context.addIssue({ code: "custom", path: ["newTitle"], message: fieldMessage("errors:tooShort", { min: titleMin }) });
  });
export type DecideInput = z.infer<typeof decideInput>;

/** The second moderator's word. */
export const settleInput = z.object({ decisionId: z.string().min(1).max(64), version, agrees: z.enum(["yes", "no"], "errors:choose"), note: prose(factsMax).default("") });
export type SettleInput = z.infer<typeof settleInput>;

export const appealInput = z.object({ decisionId: z.string().min(1).max(64), text: needed(appealTextMax) });
export type AppealInput = z.infer<typeof appealInput>;

export const answerAppealInput = z.object({ appealId: z.string().min(1).max(64), version, outcome: z.enum(["upheld", "reversed"], "errors:choose"), answer: needed(factsMax) });
export type AnswerAppealInput = z.infer<typeof answerAppealInput>;

export const contestInput = z.object({ dealId: z.string().min(1).max(64), text: needed(appealTextMax) });
export type ContestInput = z.infer<typeof contestInput>;

export const answerMarkInput = z.object({ appealId: z.string().min(1).max(64), version, outcome: z.enum(["upheld", "refused"], "errors:choose"), answer: needed(factsMax) });
export type AnswerMarkInput = z.infer<typeof answerMarkInput>;

const line = (max: number, min = 2) => z.string({ error: "errors:required" }).trim().min(min, "errors:required").max(max, fieldMessage("errors:tooLong", { max }));

/** Who a professional seller is. */
export const sellerInput = z.object({
  legalName: line(160),
  registerNumber: line(60),
  address: line(300, 8),
  vatId: z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? null : (value ?? null)), z.string().trim().toUpperCase().regex(/^[A-Z0-9 .-]{4,20}$/, "trust:seller.vatInvalid").nullable()),
  contactEmail: z.preprocess((value) => (typeof value === "string" ? value.trim() : value), z.email("errors:invalid").max(200, fieldMessage("errors:tooLong", { max: 200 }))),
});
export type SellerInput = z.infer<typeof sellerInput>;

export const answerSellerInput = z
  .object({ partyId: z.string().min(1).max(64), version, outcome: z.enum(["verified", "refused"], "errors:choose"), reason: prose(500).default("") })
  .superRefine((value, context) => {
    if (value.outcome === "refused" && value.reason.length < 10) context.addIssue({ code: "custom", path: ["reason"], message: fieldMessage("errors:tooShort", { min: 10 }) });
  });
export type AnswerSellerInput = z.infer<typeof answerSellerInput>;

/** What was there when it was reported: kept whatever becomes of it. `concealed`: its reporter could not read it (any more), and is not told by this. */
export type Snapshot = { title: string; text: string; photoKeys: string[]; authorName: string; at: string | null; concealed?: boolean };

/** A message as it was written, given by the room that keeps messages. */
export type WrittenMessage = { id: string; authorPartyId: string | null; body: string; photoKeys: string[]; createdAt: Date; withdrawn: boolean };

/** A thing that can be reported, as the room knows it. */
export type Subject = { kind: SubjectKind; id: string; partyId: string; listingId: string | null; snapshot: Snapshot };
