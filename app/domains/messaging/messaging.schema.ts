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

/** How many messages that waited can be sent at once. */
export const maxMessagesAtOnce = 20;

/** Messages that waited for a connection, in the order they were written. */
export const sendManyInput = z.object({ dealId: sendInput.shape.dealId, messages: z.array(sendInput.omit({ dealId: true })).min(1).max(maxMessagesAtOnce) });

/** The same as a form or with photos: a photo may speak for itself. */
export const sendFormInput = sendInput.extend({ body: z.string().trim().max(maxMessageLength, fieldMessage("errors:tooLong", { max: maxMessageLength })).default("") });

/** Photos one message can have, and how heavy each may be as it comes from the camera. */
export const maxMessagePhotos = 4;
export const maxPhotoMegabytes = 20;

/** A photo of a message in storage, before it has a message. */
export type NewMessagePhoto = { storageKey: string; width: number; height: number };

/** One's own message to take back. */
export const withdrawInput = z.object({ dealId: z.string().min(1).max(60), seq: z.coerce.number().int().min(1).max(2_000_000_000) });
export type WithdrawInput = z.infer<typeof withdrawInput>;

/** Asking for what came before a sequence number. */
export const beforeInput = z.object({ dealId: z.string().min(1).max(60), before: z.coerce.number().int().min(1).max(2_000_000_000) });

/** Asking for what came after a sequence number. */
export const afterInput = z.object({ dealId: z.string().min(1).max(60), after: z.coerce.number().int().min(0).max(2_000_000_000).default(0) });

export const readInput = z.object({ dealId: z.string().min(1).max(60), seq: z.coerce.number().int().min(0).max(2_000_000_000) });

/** What a transition puts into a system message, to be worded by the page. */
export type SystemParams = Record<string, string | number | null>;

/** A photo as a page shows it: at `/deals/<deal>/photos/<id>/<400|1200>.webp`, for those who may read the thread. */
export type MessagePhotoView = { id: string; width: number; height: number };

/** A message as a page or the JSON answer shows it. Order is by `seq`. */
export type MessageView = {
  seq: number;
  kind: "user" | "system";
  /** Written by the reader's own party. */
  mine: boolean;
  /** Only on what the reader wrote themselves, to match what waits in their browser; nobody else can take it back either. */
  clientId: string | null;
  authorName: string | null;
  /** Empty for a message that was withdrawn, and for photos without a word. */
  body: string;
  photos: MessagePhotoView[];
  withdrawn: boolean;
  systemCode: string | null;
  systemParams: SystemParams | null;
  createdAt: string;
};

/** A piece of a thread. */
export type ThreadPart = {
  messages: MessageView[];
  lastSeq: number;
  /** Later messages were left off. */
  more: boolean;
  /** How far the other side has read. */
  seenSeq: number;
  /** Numbers of messages that were taken back, wherever in the thread; the latest five hundred. */
  withdrawn: number[];
};

/** What a page starts with: a piece, and how far its reader has read. */
export type ThreadStart = ThreadPart & { readSeq: number };

/** A thread of which nothing can be shown. */
export const emptyThread: ThreadStart = { messages: [], lastSeq: 0, more: false, seenSeq: 0, withdrawn: [], readSeq: 0 };
