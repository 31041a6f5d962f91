import { emitChanged } from "#app/realtime/io.server.ts";
import type { Target } from "./dispatch.server.ts";

/** Tells every watched topic of an event that it changed. The only place that emits. */
export const toSockets: Target = {
  name: "sockets",
  async deliver(_db, event) {
    for (const topic of new Set(event.topics)) {
      emitChanged(topic, { type: event.type, eventId: String(event.id) });
    }
  },
};
