import { useEffect, useState } from "react";
import { newId } from "#app/shared/ids.ts";
import type { ThreadPart } from "../messaging.schema.ts";
import { createThreadClient, type PendingMessage, type ThreadClient, type ThreadState } from "../thread-client.ts";
import { threadTransport } from "./thread-transport.ts";

/**
 * The thread of a page, kept by `createThreadClient`. `tick` changes when the thread changed on the server or the connection
 * is back.
 */
export function useThread(input: { dealId: string; initial: ThreadPart; tick: number }): ThreadState<File> & { client: ThreadClient<File> } {
  const { dealId, initial, tick } = input;
  const [state, setState] = useState<ThreadState<File> | null>(null);
  // One client for the life of the page's thread (the page gives the thread its deal as key); later pieces are added to it.
  const [client] = useState(() => createThreadClient<File>({ initial, transport: threadTransport(dealId), store: unsentStore(dealId), newId, onChange: setState }));

  useEffect(() => {
    client.resume();
    const online = () => void client.lookAgain();
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [client]);

  useEffect(() => client.add(initial), [client, initial]);

  useEffect(() => {
    if (tick > 0) void client.lookAgain();
  }, [client, tick]);

  return { ...(state ?? client.state()), client };
}

/** Unsent messages over a reload of the page. Files cannot be kept there: a message with photos comes back as not sent. */
function unsentStore(dealId: string) {
  const key = `rb-unsent-${dealId}`;
  return {
    save(messages: readonly PendingMessage<File>[]): void {
      try {
        if (messages.length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(messages.map(({ photos, ...message }) => ({ ...message, photoCount: photos.length }))));
      } catch {
        // Storage may be forbidden; then a reload forgets what waits.
      }
    },
    load(): PendingMessage<File>[] {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
        return (Array.isArray(kept) ? (kept as (PendingMessage<File> & { photoCount?: number })[]) : []).map(({ photoCount = 0, ...message }) => ({
          ...message,
          photos: [],
          progress: null,
          ...(photoCount > 0 ? { state: "failed" as const, error: "MESSAGING.PHOTOS_GONE" } : {}),
        }));
      } catch {
        return [];
      }
    },
  };
}
