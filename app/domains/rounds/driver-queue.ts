import type { KeptPhoto, QueuedAction } from "./driver.overlay.ts";
import type { DriverAction, Outcome, RoundView } from "./driver.schema.ts";

/** How a phone reaches the server. `unreachable`: try again; `refused`: the whole round is not this person's any more. */
export type Sent = { kind: "answered"; outcomes: Outcome[]; round: RoundView } | { kind: "unreachable" } | { kind: "refused" };

/** What came of sending a photo; `problem` is a code when it is not taken, now or later. */
export type SentPhoto = { kind: "kept" } | { kind: "unreachable" } | { kind: "refused" } | { kind: "not_taken"; problem: string };

export type QueueState = { queue: readonly QueuedAction[]; isSending: boolean; isCut: boolean; isRefused: boolean; round: RoundView | null };

const longestPauseMs = 30_000;
/** As many as the server takes at once. */
const mostAtOnce = 100;

/**
 * What a driver did, kept until the server has answered for it. Sends in order, one request at a time; what is not answered is sent again
 * with the same ids, so that nothing is lost and nothing done twice. Photos are heavy: each goes by itself, after its action and after
 * every action that waits. Knows no browser: the page and the tests give it storage and a way to the server.
 */
export function createDriverQueue(input: {
  send(actions: readonly DriverAction[]): Promise<Sent>;
  sendPhoto(clientId: string, photo: KeptPhoto): Promise<SentPhoto>;
  save(queued: QueuedAction, order: number): Promise<void>;
  drop(clientIds: readonly string[]): Promise<void>;
  onChange(state: QueueState): void;
  firstPauseMs?: number;
}): { begin(kept: readonly QueuedAction[]): void; add(action: DriverAction, photo?: KeptPhoto | null): Promise<void>; retry(clientId: string): Promise<void>; dismiss(clientId: string): Promise<void>; wake(): void; stop(): void } {
  const { firstPauseMs = 2_000 } = input;
  let state: QueueState = { queue: [], isSending: false, isCut: false, isRefused: false, round: null };
  let order = 0;
  let pause = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  function change(part: Partial<QueueState>): void {
    state = { ...state, ...part };
    if (!isStopped) input.onChange(state);
  }

  async function sendWaiting(): Promise<void> {
    if (state.isSending || isStopped) return;
    const waiting = state.queue.filter(({ problem, isDone }) => problem === null && !isDone).slice(0, mostAtOnce);
    if (waiting.length === 0) return sendPhoto();
    clearTimeout(timer);
    change({ isSending: true });
    const sent = await input.send(waiting.map(({ action }) => action)).catch((): Sent => ({ kind: "unreachable" }));
    if (sent.kind === "answered") return settle(sent);
    waitAfter(sent.kind);
  }

  /** Nothing came of it: try again later, unless the round is not theirs any more. */
  function waitAfter(kind: "unreachable" | "refused"): void {
    change({ isSending: false, isCut: kind === "unreachable", isRefused: kind === "refused" });
    if (kind === "refused") return;
    timer = setTimeout(() => void sendWaiting(), pause);
    pause = Math.min(longestPauseMs, pause * 2);
  }

  async function sendPhoto(): Promise<void> {
    const next = state.queue.find(({ problem, isDone, photo }) => problem === null && isDone && photo !== null);
    if (!next?.photo) return;
    const { clientId } = next.action;
    clearTimeout(timer);
    change({ isSending: true });
    const sent = await input.sendPhoto(clientId, next.photo).catch((): SentPhoto => ({ kind: "unreachable" }));
    if (sent.kind === "unreachable" || sent.kind === "refused") return waitAfter(sent.kind);
    pause = firstPauseMs;
    const after: QueuedAction[] = sent.kind === "kept" ? [] : [{ ...next, problem: sent.problem }];
    change({ queue: state.queue.flatMap((queued) => (queued.action.clientId === clientId ? after : [queued])), isSending: false, isCut: false, isRefused: false });
    if (sent.kind === "kept") await input.drop([clientId]);
    for (const queued of after) await input.save(queued, orderOf(queued));
    await sendWaiting();
  }

  async function settle({ outcomes, round }: Extract<Sent, { kind: "answered" }>): Promise<void> {
    pause = firstPauseMs;
    const of = new Map(outcomes.map((outcome) => [outcome.clientId, outcome]));
    const done = state.queue.filter(({ action, photo }) => of.get(action.clientId)?.status === "done" && photo === null).map(({ action }) => action.clientId);
    const left = state.queue.filter(({ action }) => !done.includes(action.clientId));
    const queue = left.map((queued) => {
      const outcome = of.get(queued.action.clientId);
      if (outcome?.status === "done") return { ...queued, isDone: true };
      return outcome?.status === "refused" ? { ...queued, problem: outcome.error ?? "ROUNDS.INVALID" } : queued;
    });
    change({ queue, round, isSending: false, isCut: false, isRefused: false });
    await input.drop(done);
    for (const queued of queue) if (of.has(queued.action.clientId)) await input.save(queued, orderOf(queued));
    if (outcomes.length > 0) await sendWaiting();
  }

  const orders = new Map<string, number>();
  function orderOf({ action }: QueuedAction): number {
    const known = orders.get(action.clientId) ?? (order += 1);
    orders.set(action.clientId, known);
    return known;
  }

  return {
    begin(kept) {
      for (const queued of kept) orderOf(queued);
      change({ queue: [...kept, ...state.queue] });
      void sendWaiting();
    },
    async add(action, photo = null) {
      const queued: QueuedAction = { action, problem: null, photo, isDone: false };
      // Kept before it is shown as done.
      await input.save(queued, orderOf(queued));
      change({ queue: [...state.queue, queued] });
      void sendWaiting();
    },
    /** Sends a photo once more that was not taken; its act is done. */
    async retry(clientId) {
      const again = state.queue.flatMap((queued) => (queued.action.clientId === clientId && queued.isDone && queued.photo !== null ? { ...queued, problem: null } : []));
      change({ queue: state.queue.map((queued) => again.find(({ action }) => action.clientId === queued.action.clientId) ?? queued) });
      for (const queued of again) await input.save(queued, orderOf(queued));
      await sendWaiting();
    },
    async dismiss(clientId) {
      change({ queue: state.queue.filter(({ action }) => action.clientId !== clientId) });
      await input.drop([clientId]);
    },
    wake() {
      pause = firstPauseMs;
      void sendWaiting();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
