import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** How long a post or an answer may be, in letters. */
export const POST_MAX = 2_000;
/** How many posts of a community are pinned at most. */
export const PINNED_MAX = 3;

export const POST_KINDS = ["news", "question"] as const;
export type PostKind = (typeof POST_KINDS)[number];
export const AUDIENCES = ["members", "everybody"] as const;
export type Audience = (typeof AUDIENCES)[number];
/** What of a feed is shown: everything, questions, or those that nobody has answered yet. */
export const FEED_FILTERS = ["all", "questions", "unanswered"] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

const body = z
  .string({ error: "errors:required" })
  .trim()
  .min(1, "errors:required")
  .max(POST_MAX, fieldMessage("errors:tooLong", { max: POST_MAX }));
const id = z.string().min(1).max(60);
const version = z.coerce.number({ error: "errors:invalid" }).int().min(1);

export const PostInput = z.object({
  body,
  kind: z.enum(POST_KINDS, { error: "errors:choose" }),
  audience: z.enum(AUDIENCES, { error: "errors:choose" }).default("members"),
  submissionId: id,
});
export const AnswerInput = z.object({ body, submissionId: id });
/** About one post, as it was read. */
export const PostRef = z.object({ postId: id, version });
export const AnswerRef = z.object({ answerId: id, version });

/** Where in a feed a page begins: before this instant, and among equal ones before this key. */
export type FeedEdge = { at: Date; key: string };

/** A post as one viewer may see it. */
export interface PostView {
  id: string;
  kind: PostKind;
  audience: Audience;
  body: string;
  /** Null for people outside, who read it as the community's. */
  authorName: string | null;
  isMine: boolean;
  isPinned: boolean;
  answers: number;
  hasHelped: boolean;
  version: number;
  at: string;
}

export interface AnswerView {
  id: string;
  body: string;
  authorName: string;
  isMine: boolean;
  helped: boolean;
  version: number;
  at: string;
}
