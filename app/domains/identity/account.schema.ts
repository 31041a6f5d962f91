import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { locales } from "#app/shared/i18n.ts";
import { scopes } from "#app/shared/scopes.ts";

/** The shortest and longest password we take; length is what matters, so there are no other rules. */
export const passwordLength = { min: 10, max: 200 } as const;

/** How long a person's name may be, in characters. */
export const personNameMax = 80;

const requiredText = (max: number) =>
  z
    .string({ error: "errors:required" })
    .trim()
    .min(1, "errors:required")
    .max(max, fieldMessage("errors:tooLong", { max }));

const email = z
  .string({ error: "errors:required" })
  .trim()
  .min(1, "errors:required")
  .max(254, fieldMessage("errors:tooLong", { max: 254 }))
  .pipe(z.email("errors:email"));

const newPassword = z
  .string({ error: "errors:required" })
  .min(passwordLength.min, fieldMessage("errors:tooShort", { min: passwordLength.min }))
  .max(passwordLength.max, fieldMessage("errors:tooLong", { max: passwordLength.max }));

/** True for a time zone that this runtime knows, e.g. `Asia/Shanghai`. */
export function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const timeZone = z.string({ error: "errors:choose" }).max(60).refine(isTimeZone, "errors:choose");

export const SignUpInput = z.object({
  name: requiredText(personNameMax),
  email,
  password: newPassword,
  returnTo: z.string().max(2000).optional(),
  // Filled in by the browser; without scripts the language decides.
  timeZone: z.string().max(60).optional(),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

export const SignInInput = z.object({
  email,
  password: z.string({ error: "errors:required" }).max(passwordLength.max, fieldMessage("errors:tooLong", { max: passwordLength.max })),
  returnTo: z.string().max(2000).optional(),
});

export const EmailInput = z.object({ email, returnTo: z.string().max(2000).optional() });

export const ResetPasswordInput = z.object({ token: z.string().min(1).max(200), password: newPassword });

export const ProfileInput = z.object({
  name: requiredText(personNameMax),
  locale: z.enum(locales, { error: "errors:choose" }),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

export const ChangePasswordInput = z.object({
  currentPassword: z.string({ error: "errors:required" }).max(passwordLength.max, "errors:invalid"),
  newPassword,
});

const coordinate = (limit: number) =>
  z.preprocess(
    // A decimal comma is as good as a point.
    (value) => (typeof value === "string" ? (value.trim() === "" ? undefined : Number(value.replace(",", "."))) : value),
    z
      .number({ error: "errors:number" })
      .min(-limit, fieldMessage("errors:tooSmall", { min: -limit }))
      .max(limit, fieldMessage("errors:tooLarge", { max: limit }))
      .optional(),
  );

export const HouseholdInput = z
  .object({
    name: requiredText(80),
    headcount: z
      .number({ error: "errors:wholeNumber" })
      .int("errors:wholeNumber")
      .min(1, fieldMessage("errors:tooSmall", { min: 1 }))
      .max(30, fieldMessage("errors:tooLarge", { max: 30 })),
    timeZone,
    placeLabel: z.string().trim().max(80, fieldMessage("errors:tooLong", { max: 80 })).optional(),
    latitude: coordinate(90),
    longitude: coordinate(180),
    homeCommunityId: z.string().max(60).optional(),
  })
  .superRefine((value, ctx) => {
    // Half a coordinate is no place.
    if ((value.latitude === undefined) !== (value.longitude === undefined)) {
      ctx.addIssue({ code: "custom", path: [value.latitude === undefined ? "latitude" : "longitude"], message: "errors:required" });
    }
  });
export type HouseholdInput = z.infer<typeof HouseholdInput>;

/** How long the name of a token may be, in characters. */
export const tokenNameMax = 60;

/** How long a token may live, in days. */
export const tokenDays = ["30", "90", "365", "never"] as const;

/** How far a token reaches: what may be read, what is chosen by name, or everything. */
export const tokenReaches = ["read", "chosen", "all"] as const;

export const NewTokenInput = z
  .object({
    tokenId: z.uuid(),
    name: requiredText(tokenNameMax),
    reach: z.enum(tokenReaches, { error: "errors:choose" }),
    // Looked at only where the reach is `chosen`.
    scopes: z.array(z.enum(scopes, { error: "errors:choose" })).max(scopes.length, "errors:choose"),
    days: z.enum(tokenDays, { error: "errors:choose" }),
  })
  .superRefine((value, ctx) => {
    if (value.reach === "chosen" && value.scopes.length === 0) ctx.addIssue({ code: "custom", path: ["scopes"], message: "errors:choose" });
  });
export type NewTokenInput = z.infer<typeof NewTokenInput>;

export const FoundRecyclerInput = z.object({
  name: requiredText(80),
  description: z.string().trim().max(1000, fieldMessage("errors:tooLong", { max: 1000 })).optional(),
  placeLabel: requiredText(80),
  timeZone,
});
export type FoundRecyclerInput = z.infer<typeof FoundRecyclerInput>;
