import { useCallback, useEffect, useRef, useState } from "react";
import { newId } from "#app/shared/ids.ts";
import { completeUpTo, mergeBySeq } from "../messaging.rules.ts";
import type { MessageView, ThreadPart } from "../messaging.schema.ts";

/** A message written here that the server has not confirmed. `error` is a code once it was refused. */
export type PendingMessage = { clientId: string; body: string; state: "sending" | "waiting" | "failed"; error: string | null };

const longestPauseMs = 30_000;
/** Answers that another try cannot change. */
const refusals = [400, 401, 403, 404, 409, 413, 422];

/**
 * A thread that loses and doubles nothing: what the page brought, what came after it, and what was written here and waits.
 * Sends one after the other, so that the order written is the order kept; a lost connection only makes it wait, also over a
 * reload of the page. `tick` changes when the thread changed on the server or the connection is back.
 */
export function useThread(input: { dealId: string; initial: ThreadPart; tick: number }) {
  const { dealId, initial, tick } = input;
  const [messages, setMessages] = useState<MessageView[]>(initial.messages);
  const [pending, setPending] = useState<PendingMessage[]>([]);
  const queue = useRef<PendingMessage[]>([]);
  const known = useRef<MessageView[]>(initial.messages);
  const busy = useRef(false);
  const wake = useRef<() => void>(() => undefined);

  const keep = useCallback(
    (next: PendingMessage[]) => {
      queue.current = next;
      setPending(next);
      remember(dealId, next);
    },
    [dealId],
  );

  const add = useCallback(
    (arrived: readonly MessageView[]) => {
      if (arrived.length === 0) return;
      known.current = mergeBySeq(known.current, arrived);
      setMessages(known.current);
      // What the server shows as mine is no longer waiting, however the answer to its sending got lost.
      const confirmed = new Set(arrived.map((message) => message.clientId));
      if (queue.current.some((message) => confirmed.has(message.clientId))) keep(queue.current.filter((message) => !confirmed.has(message.clientId)));
    },
    [keep],
  );

  const catchUp = useCallback(async () => {
    try {
      for (let more = true; more; ) {
        const response = await fetch(`/deals/${dealId}/messages?after=${completeUpTo(known.current)}`, { headers: { Accept: "application/json" } });
        if (!response.ok) return;
        const part = (await response.json()) as ThreadPart;
        add(part.messages);
        more = part.more && part.messages.length > 0;
      }
    } catch {
      // No connection; the next tick asks again.
    }
  }, [dealId, add]);

  const flush = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    let pauseMs = 1_000;
    try {
      for (;;) {
        const next = queue.current.find((message) => message.state !== "failed");
        if (!next) return;
        const outcome = await post(dealId, next);
        if (outcome.kind === "saved") {
          add([outcome.message]);
          keep(queue.current.filter((message) => message.clientId !== next.clientId));
          pauseMs = 1_000;
        } else if (outcome.kind === "refused") {
          keep(queue.current.map((message) => (message.clientId === next.clientId ? { ...message, state: "failed", error: outcome.error } : message)));
        } else {
          keep(queue.current.map((message) => (message.clientId === next.clientId ? { ...message, state: "waiting" } : message)));
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, pauseMs);
            wake.current = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        }
      }
    } finally {
      busy.current = false;
    }
  }, [dealId, add, keep]);

  // What waited before a reload goes on.
  useEffect(() => {
    keep(recall(dealId));
    void flush();
    const online = () => {
      wake.current();
      void flush();
      void catchUp();
    };
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [dealId, keep, flush, catchUp]);

  useEffect(() => add(initial.messages), [initial.messages, add]);

  useEffect(() => {
    if (tick === 0) return;
    wake.current();
    void catchUp();
    void flush();
  }, [tick, catchUp, flush]);

  const send = useCallback(
    (body: string) => {
      keep([...queue.current, { clientId: newId(), body, state: "sending", error: null }]);
      void flush();
    },
    [keep, flush],
  );

  const retry = useCallback(
    (clientId: string) => {
      keep(queue.current.map((message) => (message.clientId === clientId ? { ...message, state: "sending", error: null } : message)));
      void flush();
    },
    [keep, flush],
  );

  const discard = useCallback((clientId: string) => keep(queue.current.filter((message) => message.clientId !== clientId)), [keep]);

  const shownIds = new Set(messages.map((message) => message.clientId));
  return { messages, pending: pending.filter((message) => !shownIds.has(message.clientId)), send, retry, discard };
}

type Outcome = { kind: "saved"; message: MessageView } | { kind: "refused"; error: string } | { kind: "unreachable" };

async function post(dealId: string, message: PendingMessage): Promise<Outcome> {
  try {
    const response = await fetch(`/deals/${dealId}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ clientId: message.clientId, body: message.body }),
    });
    if (response.ok) return { kind: "saved", message: (await response.json()) as MessageView };
    if (response.status === 429) return { kind: "refused", error: "MESSAGING.RATE_LIMITED" };
    if (!refusals.includes(response.status)) return { kind: "unreachable" };
    const answer = (await response.json().catch(() => ({}))) as { error?: string };
    return { kind: "refused", error: answer.error ?? "MESSAGING.INVALID" };
  } catch {
    return { kind: "unreachable" };
  }
}

const storageKey = (dealId: string) => `rb-unsent-${dealId}`;

function remember(dealId: string, messages: readonly PendingMessage[]): void {
  try {
    if (messages.length === 0) sessionStorage.removeItem(storageKey(dealId));
    else sessionStorage.setItem(storageKey(dealId), JSON.stringify(messages));
  } catch {
    // Storage may be forbidden; then a reload forgets what waits.
  }
}

function recall(dealId: string): PendingMessage[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey(dealId)) ?? "[]");
    return Array.isArray(kept) ? (kept as PendingMessage[]) : [];
  } catch {
    return [];
  }
}
