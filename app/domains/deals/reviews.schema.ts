import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { moveInput } from "./deals.schema.ts";
import { reasonsFit, reviewReasons, reviewTextMax, reviewVerdicts, type ReviewReason, type ReviewVerdict } from "./reviews.rules.ts";
import type { Side } from "./deals.rules.ts";

const content = {
  verdict: z.enum(reviewVerdicts, "errors:choose"),
  reasons: z.array(z.enum(reviewReasons, "errors:choose")).max(reviewReasons.length).default([]),
  /** Browsers send a line's end as two characters and count it as one. */
  text: z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, "\n"))
    .trim()
    .max(reviewTextMax, fieldMessage("errors:tooLong", { max: reviewTextMax }))
    .default(""),
};

type Content = { verdict: ReviewVerdict; reasons: ReviewReason[] };

/** What went well needs no reason: one that was ticked before the mind changed is dropped. */
function tidy<T extends Content>(input: T, context: z.RefinementCtx): T {
  const reasons = input.verdict === "well" ? [] : reviewReasons.filter((reason) => input.reasons.includes(reason));
  if (!reasonsFit(input.verdict, reasons)) context.addIssue({ code: "custom", path: ["reasons"], message: "deals:reviews.reasonNeeded" });
  return { ...input, reasons };
}

/** A side's review; `version` is the deal's. */
export const reviewInput = moveInput.extend(content).transform(tidy);
export type ReviewInput = z.infer<typeof reviewInput>;

/** The same again, changed; `version` is the review's. */
export const editReviewInput = moveInput.extend(content).transform(tidy);
export type EditReviewInput = z.infer<typeof editReviewInput>;

/** A review as it may be read. */
export type ReviewText = { side: Side; verdict: ReviewVerdict; reasons: ReviewReason[]; text: string };

/** The reviews of a deal as one of its sides sees them. `theirs` is there only when it is revealed. */
export type DealReviews = {
  mine: (ReviewText & { version: number }) | null;
  theirs: ReviewText | null;
  /** The other side wrote one, revealed or not. */
  theyWrote: boolean;
  mayWrite: boolean;
  mayEdit: boolean;
  /** Until when what one side wrote, or would write first, stays hidden; null when it is, or would be, read at once. */
  hiddenUntil: string | null;
};

/**
 * A review in public: what was said, by which side and in which month; never by whom or about what. `ref` is for reporting it:
 * an id would tell the hour.
 */
export type PublicReview = ReviewText & { month: string; ref: string };
