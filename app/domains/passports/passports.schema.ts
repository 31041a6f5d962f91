import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { batteryCategories, chemistries, healthMethods, maxPacks, minSerialLength, plainSerial, secondLives, type BatteryCategory, type BatteryStatus, type Chemistry, type HealthMethod } from "./passports.rules.ts";

/** What anybody may read. `ratedWh` in watt-hours. Days and instants as ISO text. */
export type PublicPassport = {
  id: string;
  category: BatteryCategory;
  chemistry: Chemistry;
  ratedWh: number;
  maker: string;
  model: string;
  madeYear: number;
  status: BatteryStatus;
  /** The life before this one, and those after it: several when the pack was split. */
  predecessorId: string | null;
  successors: Successor[];
};

/** A life that follows, as a link to it says. */
export type Successor = { id: string; status: BatteryStatus; ratedWh: number };

export type ReadingView = { id: string; healthPermille: number; method: HealthMethod; measuredOn: string; byName: string; standing: "counts" | "held" | "confirmed" };

export type PassportEvent = { at: string; toState: string; byName: string };

/** What the owner reads beyond that; whoever is offered the battery, or gets it in a linked hand-over, reads the states of health. */
export type PrivatePassport = {
  relation: "owner" | "offered" | "linked";
  version: number;
  health: { permille: number; measuredOn: string; wattHours: number } | null;
  readings: ReadingView[];
  mayMeasure: boolean;
  transfer: { id: string; toName: string; fromName: string; version: number } | null;
  /** Only the owner's. */
  owner: {
    name: string;
    serialTail: string | null;
    events: PassportEvent[];
    links: { causeType: "booking" | "deal"; causeId: string; otherName: string }[];
    nextStatuses: ("waste" | "recycled")[];
    mayStartSecondLife: boolean;
    receivers: { id: string; name: string }[];
  } | null;
};

export type PassportRowView = { id: string; maker: string; model: string; ratedWh: number; status: BatteryStatus; hasSuccessor: boolean };

const text = (max: number) =>
  z
    .string({ error: "errors:required" })
    .trim()
    .min(1, { error: "errors:required" })
    .max(max, { error: fieldMessage("errors:tooLong", { max }) });
const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: "errors:wholeNumber" })
    .int({ error: "errors:wholeNumber" })
    .min(min, { error: fieldMessage("errors:tooSmall", { min }) })
    .max(max, { error: fieldMessage("errors:tooLarge", { max }) });

/** A new battery's passport. The id is made with the form. */
export const issueInput = z.object({
  passportId: z.uuid(),
  category: z.enum(batteryCategories, { error: "errors:choose" }),
  chemistry: z.enum(chemistries, { error: "errors:choose" }),
  ratedWh: whole(1, 100_000_000),
  maker: text(80),
  model: text(80),
  madeYear: whole(1900, 2200),
  serialNumber: z
    .string()
    .trim()
    .max(60, { error: fieldMessage("errors:tooLong", { max: 60 }) })
    .optional()
    .transform((typed, context) => {
      const plain = plainSerial(typed ?? "");
      if (plain === null || plain.length >= minSerialLength) return plain;
      context.addIssue({ code: "custom", message: fieldMessage("errors:tooShort", { min: minSerialLength }) });
      return z.NEVER;
    }),
});
export type IssueInput = z.output<typeof issueInput>;

/** Which passport, as its page showed it. */
export const passportRef = z.object({ passportId: z.string().min(1), version: z.coerce.number().int().positive() });
export type PassportRef = z.output<typeof passportRef>;

export const statusInput = passportRef.extend({ to: z.enum(["waste", "recycled"], { error: "errors:choose" }) });
export type StatusInput = z.output<typeof statusInput>;

/** What each pack can hold as rated anew, in watt-hours: a line each, one for a pack that stays whole. */
const packs = z
  .string({ error: "errors:required" })
  .max(1000)
  .transform((typed, context) => {
    const lines = typed.split(/[\s;]+/).filter(Boolean);
    const rated = lines.map((line) => whole(1, 100_000_000).safeParse(line));
    const wrong = rated.find((one) => !one.success)?.error?.issues[0]?.message;
    const message = lines.length === 0 ? "errors:required" : lines.length > maxPacks ? fieldMessage("passports:move.tooManyPacks", { max: maxPacks }) : wrong;
    if (message === undefined) return rated.flatMap((one) => (one.success ? [one.data] : []));
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** Another life, or several where the pack is split: what they are, and what each can hold. The first has the id made with the form. */
export const secondLifeInput = passportRef.extend({ newPassportId: z.uuid(), status: z.enum(secondLives, { error: "errors:choose" }), category: z.enum(batteryCategories, { error: "errors:choose" }), ratedWh: packs });
export type SecondLifeInput = z.output<typeof secondLifeInput>;

/** A state of health in percent of the rated capacity, with at most one decimal. */
export const readingInput = z.object({
  readingId: z.uuid(),
  passportId: z.string().min(1),
  healthPermille: z
    .string({ error: "errors:required" })
    .trim()
    .min(1, { error: "errors:required" })
    .transform((typed, context) => {
      const plain = typed.replace(",", ".").replace(/\s*%$/, "");
      const percent = /^\d{1,3}(\.\d)?$/.test(plain) ? Number(plain) : null;
      if (percent !== null && percent <= 120) return Math.round(percent * 10);
      context.addIssue({ code: "custom", message: percent === null ? "errors:number" : fieldMessage("errors:tooLarge", { max: 120 }) });
      return z.NEVER;
    }),
  method: z.enum(healthMethods, { error: "errors:choose" }),
  measuredOn: z.string({ error: "errors:required" }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: "errors:date" }),
});
export type ReadingInput = z.output<typeof readingInput>;

export const offerInput = passportRef.extend({ transferId: z.uuid(), toPartyId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }) });
export type OfferInput = z.output<typeof offerInput>;

export const transferRef = z.object({ transferId: z.string().min(1), version: z.coerce.number().int().positive() });
export type TransferRef = z.output<typeof transferRef>;

/** The passport of a battery that a booking or deal is about. */
export const linkInput = z.object({ passportId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }) });
