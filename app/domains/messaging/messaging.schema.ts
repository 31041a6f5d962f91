import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** Longest message, in characters. */
export const maxMessageLength = 4000;

/** A message to send. `clientId` is made where it is written, so that a re-send is recognised. */
export const sendInput = z.object({
  dealId: z.string().min(1).max(60),
  clientId: z.string().regex(/^[0-9a-zA-Z-]{8,60}$/, "errors:invalid"),
  body: z
    .string({ error: "errors:required" })
    .trim()
    .min(1, "errors:required")
    .max(maxMessageLength, fieldMessage("errors:tooLong", { max: maxMessageLength })),
});
export type SendInput = z.infer<typeof sendInput>;

/** Asking for what came after a sequence number. */
export const afterInput = z.object({ dealId: z.string().min(1).max(60), after: z.coerce.number().int().min(0).default(0) });

export const readInput = z.object({ dealId: z.string().min(1).max(60), seq: z.coerce.number().int().min(0) });

/** What a transition puts into a system message, to be worded by the page. */
export type SystemParams = Record<string, string | number | null>;

/** A message as a page or the JSON answer shows it. Order is by `seq`. */
export type MessageView = {
  seq: number;
  kind: "user" | "system";
  /** Written by the reader's own party. */
  mine: boolean;
  /** Only on the reader's own messages, to match what waits in their browser. */
  clientId: string | null;
  authorName: string | null;
  body: string;
  systemCode: string | null;
  systemParams: SystemParams | null;
  createdAt: string;
};

/** A piece of a thread. `more` tells that later messages were left off. */
export type ThreadPart = { messages: MessageView[]; lastSeq: number; more: boolean };
