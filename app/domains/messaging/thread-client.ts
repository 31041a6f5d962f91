import { blankWithdrawn, completeUpTo, mergeBySeq } from "./messaging.rules.ts";
import { maxMessagesAtOnce, type MessageView, type ThreadPart } from "./messaging.schema.ts";

/** A message written here that the server has not confirmed. `error` is a code once it was refused. `P` is a photo of this platform. */
export type PendingMessage<P> = {
  clientId: string;
  body: string;
  photos: readonly P[];
  state: "sending" | "waiting" | "failed";
  error: string | null;
  /** Of photos being sent, the part that has left, 0 to 1. */
  progress: number | null;
};

/** What came of an attempt to send. */
export type Outcome = { kind: "saved"; message: MessageView } | { kind: "refused"; error: string } | { kind: "unreachable" };

/** How a thread reaches the server. Reading gives null when there is no answer. */
export type ThreadTransport<P> = {
  after(seq: number): Promise<ThreadPart | null>;
  before(seq: number): Promise<ThreadPart | null>;
  /** Sends one message with photos, or several without, in this order. One answer each. */
  post(messages: readonly PendingMessage<P>[], onProgress: (part: number) => void): Promise<Outcome[]>;
};

/** Where unsent messages survive a reload of the page. */
export type UnsentStore<P> = { load(): PendingMessage<P>[]; save(messages: readonly PendingMessage<P>[]): void };

/** A thread as it is to be shown. */
export type ThreadState<P> = {
  messages: readonly MessageView[];
  pending: readonly PendingMessage<P>[];
  seenSeq: number;
  /** There are messages before the first one shown. */
  hasEarlier: boolean;
  /** There are messages after the last one shown, left off on purpose. */
  hasLater: boolean;
};

const longestPauseMs = 30_000;

/** The next to send: one with photos alone, or those without up to the next that has some. */
function nextToSend<P>(queue: readonly PendingMessage<P>[]): readonly PendingMessage<P>[] {
  const waiting = queue.filter((message) => message.state !== "failed");
  const withPhotos = waiting.findIndex((message) => message.photos.length > 0);
  return waiting.slice(0, withPhotos === 0 ? 1 : Math.min(maxMessagesAtOnce, withPhotos < 0 ? maxMessagesAtOnce : withPhotos));
}

/**
 * A thread that loses and doubles nothing: what the page brought, what came after it, and what was written here and waits.
 * Sends in turns, so that the order written is the order kept; a lost connection only makes it wait. Knows no
 * browser: the page and the tests give it their way to the server.
 */
export function createThreadClient<P>(input: {
  initial: ThreadPart;
  transport: ThreadTransport<P>;
  store: UnsentStore<P>;
  newId: () => string;
  onChange: (state: ThreadState<P>) => void;
  firstPauseMs?: number;
}) {
  const { transport, store, newId, onChange, firstPauseMs = 1_000 } = input;
  let known: readonly MessageView[] = input.initial.messages;
  /** The number from which on everything is shown. */
  let from = known[0]?.seq ?? 1;
  let queue: readonly PendingMessage<P>[] = [];
  let seenSeq = input.initial.seenSeq;
  /** The page shows an older piece and does not follow the end. */
  let apart = input.initial.more;
  let sending = false;
  let catching = false;
  let catchAgain = false;
  let wake = () => undefined as void;

  function state(): ThreadState<P> {
    return {
      messages: known[0] && known[0].seq < from ? known.filter((message) => message.seq >= from) : known,
      pending: queue,
      seenSeq,
      hasEarlier: from > 1,
      hasLater: apart,
    };
  }

  function keep(next: readonly PendingMessage<P>[]): void {
    queue = next;
    store.save(next);
    onChange(state());
  }

  function change(clientId: string, part: Partial<PendingMessage<P>>): void {
    keep(queue.map((message) => (message.clientId === clientId ? { ...message, ...part } : message)));
  }

  function add(part: Pick<ThreadPart, "messages"> & Partial<ThreadPart>): void {
    known = blankWithdrawn(mergeBySeq(known, part.messages), part.withdrawn ?? []);
    seenSeq = Math.max(seenSeq, part.seenSeq ?? 0);
    // What the server shows as mine is no longer waiting, however the answer to its sending got lost.
    const confirmed = new Set(part.messages.map((message) => message.clientId));
    if (queue.some((message) => confirmed.has(message.clientId))) keep(queue.filter((message) => !confirmed.has(message.clientId)));
    else onChange(state());
  }

  /** Asks for what came after the last number up to which nothing is missing, until there is no more. */
  async function catchUp(): Promise<void> {
    if (apart) return;
    if (catching) {
      catchAgain = true;
      return;
    }
    catching = true;
    try {
      for (let more = true; more; ) {
        catchAgain = false;
        const part = await transport.after(completeUpTo(known, from));
        // No connection; the next tick asks again.
        if (!part) return;
        add(part);
        more = (part.more && part.messages.length > 0) || catchAgain;
      }
    } finally {
      catching = false;
    }
  }

  /** What became of those that were under way: confirmed ones leave, the others say why they stay. */
  function settle(batch: readonly PendingMessage<P>[], outcomes: readonly Outcome[]): void {
    const byId = new Map(batch.map((message, index) => [message.clientId, outcomes[index]]));
    keep(
      queue.flatMap((message): PendingMessage<P>[] => {
        const outcome = byId.get(message.clientId);
        if (!outcome) return [message];
        if (outcome.kind === "saved") return [];
        return [{ ...message, progress: null, ...(outcome.kind === "refused" ? { state: "failed", error: outcome.error } : { state: "waiting" }) }];
      }),
    );
  }

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    let pauseMs = firstPauseMs;
    try {
      for (;;) {
        const batch = nextToSend(queue);
        const [first] = batch;
        if (!first) return;
        const outcomes = await transport.post(batch, (progress) => change(first.clientId, { progress }));
        const saved = outcomes.flatMap((outcome) => (outcome.kind === "saved" ? [outcome.message] : []));
        settle(batch, outcomes);
        if (saved.length > 0) add({ messages: saved });
        if (!outcomes.some((outcome) => outcome.kind === "unreachable")) {
          pauseMs = firstPauseMs;
          continue;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pauseMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
    } finally {
      sending = false;
    }
  }

  return {
    state,
    add,
    /** What waited before a reload goes on. */
    resume(): void {
      const waiting = store.load();
      if (waiting.length > 0) keep([...waiting, ...queue]);
      void flush();
    },
    /** The thread changed on the server, or the connection is back. */
    async lookAgain(): Promise<void> {
      wake();
      void flush();
      await catchUp();
    },
    /** Takes a text and photos to send; whoever read an older piece is brought to the end. */
    send(body: string, photos: readonly P[] = []): void {
      keep([...queue, { clientId: newId(), body, photos, state: "sending", error: null, progress: null }]);
      void flush();
      if (!apart) return;
      apart = false;
      void catchUp();
    },
    retry(clientId: string): void {
      change(clientId, { state: "sending", error: null });
      void flush();
    },
    discard(clientId: string): void {
      keep(queue.filter((message) => message.clientId !== clientId));
    },
    /** The hundred before the first one shown. False when the server did not answer. */
    async loadEarlier(): Promise<boolean> {
      const part = await transport.before(from);
      if (!part) return false;
      from = part.messages[0]?.seq ?? from;
      add(part);
      return true;
    },
    /** The hundred after the last one shown. False when the server did not answer. */
    async loadLater(): Promise<boolean> {
      const part = await transport.after(completeUpTo(known, from));
      if (!part) return false;
      apart = part.more;
      add(part);
      return true;
    },
  };
}

export type ThreadClient<P> = ReturnType<typeof createThreadClient<P>>;
