import { findMembership } from "#app/domains/identity/parties.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { disconnectUser, emitChanged, recheckTopic } from "#app/realtime/io.server.ts";
import type { Target } from "./dispatch.server.ts";
import type { RecordedEvent } from "./events.ts";

/** Tells every watched topic of an event that it changed. The only place that emits. */
export const toSockets: Target = {
  name: "sockets",
  async deliver(db, event) {
    // Before anything is told: whoever may not know any more does not hear of it.
    if (event.type === "identity.membership-changed") await keepRights(db, event);
    for (const topic of new Set(event.topics)) {
      emitChanged(topic, { type: event.type, eventId: String(event.id) });
    }
  },
};

/**
 * What live connections may hear after a membership or a party's doors changed: who watches a community is asked again, and whoever is out
 * of a party begins anew, in all tabs. However it came about; no page does this itself.
 */
async function keepRights(db: Db, event: RecordedEvent): Promise<void> {
  const { partyId, userId } = event.payload as { partyId: string; userId: string };
  const topic = `community:${partyId}` as const;
  if (event.topics.includes(topic)) await recheckTopic(topic);
  const membership = await findMembership(db, { partyId, userId });
  if (membership?.state === "ended") disconnectUser(userId);
}
