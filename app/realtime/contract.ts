import type { Topic } from "#app/outbox/events.ts";

/** What the server says: "look again at this topic". Pages then ask their loaders; nothing secret travels here. */
export type ServerToClient = {
  changed: (message: { topic: Topic; type: string; eventId: string }) => void;
  /** Somebody is typing in a deal's thread. */
  typing: (message: { dealId: string; name: string }) => void;
};

export type Ack = (reply: { ok: true } | { ok: false; error: string }) => void;

/** What a client asks. Every payload is parsed and every topic checked by the server. */
export type ClientToServer = {
  watch: (message: { topic: string }, ack: Ack) => void;
  unwatch: (message: { topic: string }, ack: Ack) => void;
  typing: (message: { dealId: string }, ack: Ack) => void;
};

/** Path of the socket endpoint on the product's own address. */
export const socketPath = "/live";
