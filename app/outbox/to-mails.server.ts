import type { Db } from "#app/platform/db/database.server.ts";
import type { Target } from "./dispatch.server.ts";
import type { EventType, RecordedEvent } from "./events.ts";

/** What a room writes about its events: each handler queues mails (with a causeKey, so that a repeat writes nothing). */
export type MailHandlers = { [T in EventType]?: (db: Db, event: Extract<RecordedEvent, { type: T }>) => Promise<void> };

/** The target that turns events into mails, from the rooms' handlers. */
export function toMails(handlers: MailHandlers[]): Target {
  return {
    name: "mails",
    async deliver(db, event) {
      for (const room of handlers) {
        const handle = room[event.type] as ((db: Db, event: RecordedEvent) => Promise<void>) | undefined;
        await handle?.(db, event);
      }
    },
  };
}
