import type { Tx } from "#app/platform/db/database.server.ts";
import type { NewEvent } from "./events.ts";

/**
 * Records an event in the transaction that causes it. It leaves (sockets, mails, projections) after the commit, at
 * least once; see dispatch.server.ts.
 */
export async function record(tx: Tx, event: NewEvent): Promise<void> {
  await tx.outboxEvent.create({
    data: { type: event.type, payload: { ...event.payload, topics: event.topics } },
    select: { id: true },
  });
  nudge();
}

let listener: (() => void) | undefined;

/** The dispatcher asks to be woken when something was recorded. The commit comes a moment later; its timer covers that. */
export function onRecorded(wake: () => void): void {
  listener = wake;
}

/** Wakes the dispatcher; for repositories that write their event inside a larger statement instead of calling `record`. */
export function nudge(): void {
  listener?.();
}
