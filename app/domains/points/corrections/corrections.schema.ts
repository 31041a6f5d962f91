import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isMaterialCode, type MaterialCode } from "#app/shared/materials.ts";
import { monthDay } from "../care/care.schema.ts";
import { parseDayText } from "../care/day-text.ts";
import type { WeeklyRule } from "../hours/hours.ts";
import type { PartOfYear } from "../hours/part-of-year.ts";

/** What somebody may say is wrong about a point. */
export const correctionKinds = ["hours", "materials", "place", "closed", "other"] as const;
export type CorrectionKind = (typeof correctionKinds)[number];
export type CorrectionState = "open" | "accepted" | "declined";

const text = z.string().trim().max(500, { error: fieldMessage("errors:tooLong", { max: 500 }) }).default("");
const ref = { correctionId: z.uuid(), pointId: z.string().min(1) };
const degrees = (limit: number) =>
  z.coerce.number({ error: "errors:number" }).min(-limit, { error: fieldMessage("errors:tooSmall", { min: -limit }) }).max(limit, { error: fieldMessage("errors:tooLarge", { max: limit }) });

/** The days of a week as typed, Monday first; blank is closed. */
const days = z.array(z.string().max(200)).length(7).superRefine((week, context) => {
  week.forEach((day, index) => {
    if (!parseDayText(day)) context.addIssue({ code: "custom", path: [index], message: "point-care:hours.unread" });
  });
});

/** A week, and for which part of the year it is: from and to, or blank for all the year. */
const hours = z.object({ from: z.string().trim().default(""), to: z.string().trim().default(""), days }).superRefine(({ from, to }, context) => {
  const isRead = (date: string) => date === "" || monthDay.test(date);
  if ((from === "") !== (to === "") || !isRead(from)) context.addIssue({ code: "custom", path: ["from"], message: "point-care:hours.monthDay" });
  else if (!isRead(to)) context.addIssue({ code: "custom", path: ["to"], message: "point-care:hours.monthDay" });
});

const lines = z
  .array(z.object({ material: z.string().refine((code): code is MaterialCode => isMaterialCode(code), { error: "errors:choose" }), says: z.enum(["takes", "refuses", "nothing"], { error: "errors:choose" }) }))
  .min(1, { error: "errors:choose" })
  .max(10)
  .refine((all) => new Set(all.map((line) => line.material)).size === all.length, { error: "errors:invalid" });

/** A correction as it is proposed. What would be true instead is given where it can be written down, else in words. */
export const correctionInput = z.discriminatedUnion("kind", [
  z.object({ ...ref, kind: z.literal("hours"), proposal: hours, text }),
  z.object({ ...ref, kind: z.literal("materials"), proposal: z.object({ lines }), text }),
  z.object({ ...ref, kind: z.literal("place"), proposal: z.object({ latitude: degrees(90), longitude: degrees(180) }), text }),
  z.object({ ...ref, kind: z.literal("closed"), proposal: z.object({}).default({}), text }),
  z.object({ ...ref, kind: z.literal("other"), proposal: z.object({}).default({}), text: z.string({ error: "errors:required" }).trim().min(3, { error: fieldMessage("errors:tooShort", { min: 3 }) }).max(500, { error: fieldMessage("errors:tooLong", { max: 500 }) }) }),
]);
export type CorrectionInput = z.output<typeof correctionInput>;
/** What a proposal says, by its kind, as it is kept. */
export type Proposal = { days?: string[]; from?: string; to?: string; lines?: { material: MaterialCode; says: "takes" | "refuses" | "nothing" }[]; latitude?: number; longitude?: number };

/** For which part of the year somebody proposed a week; null: for all of it. */
export function partOfProposal({ from, to }: Proposal): PartOfYear | null {
  return from && to ? { from, to } : null;
}

/** A week that somebody proposed, as rules without a season. */
export function rulesOfDays(week: readonly string[]): WeeklyRule[] {
  return week.flatMap((day, index) => (parseDayText(day) ?? []).map((interval) => ({ ...interval, weekday: index + 1, fromMonthDay: null, toMonthDay: null })));
}

/** A correction as those who decide it see it. */
export interface CorrectionView {
  id: string;
  pointId: string;
  kind: CorrectionKind;
  proposal: Proposal;
  text: string;
  proposerName: string;
  state: CorrectionState;
  reason: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  version: number;
  createdAt: string;
}
