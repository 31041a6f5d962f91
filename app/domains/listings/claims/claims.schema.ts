import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { claimKinds, kindsWithPercent, type ClaimKind, type ClaimState } from "./claims.rules.ts";

export const maxDocumentMegabytes = 8;

/** What an owner states, from the form. `percent` is dropped where the kind has none. */
export const claimForm = z
  .object({
    kind: z.enum(claimKinds, "errors:choose"),
    percent: z.preprocess(
      (text) => (text === undefined || text === "" ? null : typeof text === "string" && /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN),
      z.number("errors:wholeNumber").int("errors:wholeNumber").min(1, fieldMessage("errors:tooSmall", { min: 1 })).max(100, fieldMessage("errors:tooLarge", { max: 100 })).nullable(),
    ),
  })
  .superRefine(({ kind, percent }, ctx) => {
    if (kindsWithPercent.has(kind) && percent === null) ctx.addIssue({ code: "custom", path: ["percent"], message: "errors:required" });
  })
  .transform(({ kind, percent }) => ({ kind, percent: kindsWithPercent.has(kind) ? percent : null }));

/** An operator's decision, from the form; a no has a reason that the owner reads. */
export const decisionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("accept"), claimId: z.string().max(60), version: z.coerce.number().int() }),
  z.object({
    intent: z.literal("refuse"),
    claimId: z.string().max(60),
    version: z.coerce.number().int(),
    reason: z.string().trim().min(3, fieldMessage("errors:tooShort", { min: 3 })).max(300, fieldMessage("errors:tooLong", { max: 300 })),
  }),
]);

/** A document already in private storage. */
export type StoredDocument = { key: string; type: string; bytes: number };

/** A claim as its owner and operators see it. */
export type ClaimView = { id: string; kind: ClaimKind; percent: number | null; state: ClaimState; reason: string | null; documentBytes: number | null; version: number; createdAt: string };

/** A claim to state; its document may come later. */
export type NewClaim = { kind: ClaimKind; percent: number | null; document: StoredDocument | null };

/** A claim everybody may see: it was proven. */
export type ProvenClaim = { kind: string; percent: number | null };

/** A claim waiting for an operator. */
export type WaitingClaim = ClaimView & { listingId: string; listingTitle: string; ownerName: string };
