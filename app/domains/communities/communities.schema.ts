import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import type { Role } from "#app/shared/actor.ts";

export const JOIN_POLICIES = ["open", "ask", "invite"] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

/** How long rules and the words of people may be, in letters. */
export const RULES_MAX = 10_000;
export const REASON_MAX = 500;

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
  rulesText: optionalText(RULES_MAX),
};

export const FoundCommunityInput = z.object({
  ...shared,
  timeZone: z.string({ error: "errors:choose" }).max(60).refine(isTimeZone, "errors:choose"),
  submissionId: z.string().min(1).max(60),
});

/** A degree as it is typed; nothing typed is no place. Kept to a hundredth, about a kilometre: a community is a neighbourhood, not a door. */
const degree = (most: number) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? null : value),
    z.coerce
      .number({ error: "errors:invalid" })
      .min(-most, "errors:invalid")
      .max(most, "errors:invalid")
      .transform((value) => Math.round(value * 100) / 100)
      .nullable(),
  );

export const EditCommunityInput = z
  .object({ ...shared, latitude: degree(90), longitude: degree(180), version: z.coerce.number({ error: "errors:invalid" }).int().min(1) })
  .superRefine((input, ctx) => {
    if ((input.latitude === null) !== (input.longitude === null)) ctx.addIssue({ code: "custom", path: [input.latitude === null ? "latitude" : "longitude"], message: "errors:required" });
  });

/** Joining, or asking to: a few words, and the number of the rules that were confirmed. */
export const JoinInput = z.object({ text: optionalText(REASON_MAX), rulesVersion: z.coerce.number().int().min(1).optional() });

const id = z.string().min(1).max(60);

/** Roles that people of a community are given. */
export const COMMUNITY_ROLES = ["owner", "manager", "member"] as const satisfies readonly Role[];

/** About one person: taking them in, or not. */
export const MemberInput = z.object({ userId: id });

/** Giving somebody a role. */
export const RoleInput = z.object({ userId: id, role: z.enum(COMMUNITY_ROLES) });

/** Removing somebody: why, as they are told. */
export const RemoveInput = z.object({ userId: id, reason: text(REASON_MAX) });

/** Ending an invitation. */
export const EndInvitationInput = z.object({ invitationId: id });

/** For how many days an invitation may be good. */
export const INVITATION_DAYS = [1, 7, 30, 90] as const;

/** A new invitation: how long, and for how many people (nothing: no limit). */
export const InvitationInput = z.object({
  days: z.coerce.number({ error: "errors:choose" }).refine((days) => (INVITATION_DAYS as readonly number[]).includes(days), "errors:choose"),
  maxUses: z.preprocess((value) => (value === "" ? undefined : value), z.coerce.number({ error: "errors:invalid" }).int("errors:invalid").min(1, "errors:invalid").max(10_000, "errors:invalid").optional()),
  submissionId: z.string().min(1).max(60),
});

/** An invitation as managers see it. */
export interface InvitationView {
  id: string;
  token: string;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  maxUses: number | null;
  uses: number;
  state: "good" | "expired" | "used_up" | "revoked";
  /** Who came in by it, the latest first; at most twenty. */
  takers: string[];
}

/** What a viewer may know of a community and do with it. */
export interface CommunityView {
  id: string;
  slug: string;
  name: string;
  description: string;
  placeLabel: string | null;
  /** Coarse; null where no place was given. */
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  members: number;
  joinPolicy: JoinPolicy;
  isListed: boolean;
  version: number;
  /** Markdown; empty where there are none. */
  rulesText: string;
  /** Which rules these are; 0 where there are none. */
  rulesVersion: number;
  /** The viewer's own standing; null for a visitor or stranger. */
  membership: { role: Role; state: "active" | "requested" } | null;
  /** The viewer was removed: back only by asking, or by an invitation made since. */
  wasRemoved: boolean;
  /** People waiting; only for its managers, else 0. */
  requests: number;
}

/** A row of the directory. */
export interface CommunityCard {
  id: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  /** Coarse; null where no place was given. */
  latitude: number | null;
  longitude: number | null;
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
