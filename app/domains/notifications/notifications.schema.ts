import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { changeableKinds, mailModes, type MailMode, type NotificationKind } from "./kinds.ts";

/** A place with what happened there, as the centre shows it. */
export type NotificationGroup = {
  /** Of the newest. */
  id: string;
  kind: NotificationKind;
  /** Which of the reader's parties it concerns; null for the reader alone. */
  partyName: string | null;
  path: string;
  title: string;
  text: string;
  unread: number;
  count: number;
  at: string;
  /** What came before, at most three. */
  earlier: { id: string; title: string; unread: boolean; at: string }[];
};

export type NotificationPage = { groups: NotificationGroup[]; unreadPlaces: number; nextCursor: string | null };

/** What is marked read: some by id, all of one place, or all up to the newest that was seen. */
export const readInput = z.union([
  z.object({ ids: z.array(z.string().min(1).max(60)).min(1).max(100) }),
  z.object({ path: z.string().min(1).max(300).startsWith("/", "errors:invalid") }),
  z.object({ all: z.literal(true), upToId: z.string().max(60).optional() }),
]);
export type ReadInput = z.infer<typeof readInput>;

const minuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "notifications:times.invalid")
  .transform((value) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3)));

const version = z.coerce.number({ error: "errors:invalid" }).int("errors:invalid").min(0, "errors:invalid");

/** When somebody wants to hear: quiet hours (both or neither), zone, the hour of digests and whether they come at all. */
export const timesInput = z
  .object({
    version,
    quietFrom: minuteOfDay.optional(),
    quietUntil: minuteOfDay.optional(),
    timeZone: z.string({ error: "errors:choose" }).max(60).refine(isTimeZone, "errors:choose"),
    digestHour: z.coerce
      .number({ error: "errors:number" })
      .int("errors:wholeNumber")
      .min(0, fieldMessage("errors:tooSmall", { min: 0 }))
      .max(23, fieldMessage("errors:tooLarge", { max: 23 })),
    digests: z.boolean().default(false),
  })
  .superRefine((value, context) => {
    const missing = value.quietFrom === undefined ? "quietFrom" : "quietUntil";
    if ((value.quietFrom === undefined) !== (value.quietUntil === undefined)) context.addIssue({ code: "custom", path: [missing], message: "errors:required" });
    else if (value.quietFrom !== undefined && value.quietFrom === value.quietUntil) context.addIssue({ code: "custom", path: ["quietUntil"], message: "notifications:times.sameTime" });
  });
export type TimesInput = z.infer<typeof timesInput>;

const choice = z.object({ inApp: z.boolean(), mail: z.enum(mailModes, "errors:choose") });

/** What somebody chose for one of their parties: each kind that can be changed. */
export const choicesInput = z.object({ version, partyId: z.string().min(1).max(60), choices: z.record(z.enum(changeableKinds), choice) });
export type ChoicesInput = z.infer<typeof choicesInput>;

/** The same as a form sends it: `mail.KIND`, and `inApp.KIND` where ticked. */
export function choicesFromForm(form: FormData): Record<string, unknown> {
  const choices = Object.fromEntries(changeableKinds.map((kind) => [kind, { inApp: form.get(`inApp.${kind}`) === "on", mail: form.get(`mail.${kind}`) }]));
  return { version: form.get("version"), partyId: form.get("partyId"), choices };
}

/** A person's times, as their page shows them. Version 0 until something was saved. */
export type TimesView = { version: number; quietFrom: string; quietUntil: string; timeZone: string; digestHour: number; digestsOff: boolean };

/** A kind with what holds for it. */
export type ChoiceView = { kind: NotificationKind; inApp: boolean; mail: MailMode };

/** What a link in a mail is for, for whoever opens it. */
export type LinkView = { kind: NotificationKind | "digest"; partyName: string | null; isOff: boolean };

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
