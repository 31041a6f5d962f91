import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import type { Role } from "#app/shared/actor.ts";

export const JOIN_POLICIES = ["open", "ask", "invite"] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

const text = (max: number) =>
  z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(max, fieldMessage("errors:tooLong", { max }));

const optionalText = (max: number) =>
  z.string().trim().max(max, fieldMessage("errors:tooLong", { max })).optional();

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const shared = {
  name: text(80),
  placeLabel: text(80),
  description: optionalText(1000),
  joinPolicy: z.enum(JOIN_POLICIES, { error: "errors:choose" }),
  // An unticked box is not sent at all.
  isListed: z.literal("on").optional(),
};

export const FoundCommunityInput = z.object({
  ...shared,
  timeZone: z.string({ error: "errors:choose" }).max(60).refine(isTimeZone, "errors:choose"),
  submissionId: z.string().min(1).max(60),
});

export const EditCommunityInput = z.object({ ...shared, version: z.coerce.number({ error: "errors:invalid" }).int().min(1) });

/** What a viewer may know of a community and do with it. */
export interface CommunityView {
  id: string;
  slug: string;
  name: string;
  description: string;
  placeLabel: string | null;
  timeZone: string;
  members: number;
  joinPolicy: JoinPolicy;
  isListed: boolean;
  version: number;
  /** The viewer's own standing; null for a visitor or stranger. */
  membership: { role: Role; state: "active" | "requested" } | null;
  /** People waiting; only for its managers, else 0. */
  requests: number;
}

/** A row of the directory. */
export interface CommunityCard {
  id: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  description: string;
  members: number;
  joinPolicy: JoinPolicy;
  /** Kept out of the air so far, in grams. */
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  /** A (best) to D; null where nothing is counted. */
  grade: string | null;
}

export interface CommunityDirectory {
  rows: CommunityCard[];
  nextCursor: string | null;
}
