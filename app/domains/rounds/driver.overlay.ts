/** What the phone shows while the server has not heard of everything: the round as it was last told, with what waits done to it. */

import type { StopState } from "./day.schema.ts";
import type { DriverAction, RoundView } from "./driver.schema.ts";

/** A photo as the phone keeps it: bytes, because not every browser keeps files. */
export type KeptPhoto = { type: string; bytes: ArrayBuffer };

/**
 * An action on the phone. `problem` is the server's refusal, which stays until the driver has read it. A photo goes after its action:
 * `isDone` says that the server has the action, and only the photo is left to send.
 */
export type QueuedAction = { action: DriverAction; problem: string | null; photo: KeptPhoto | null; isDone: boolean };

const becomes: Partial<Record<DriverAction["kind"], StopState>> = { arrive: "arrived", collect: "collected", refuse: "refused", nobody: "nobody", skip: "skipped" };

export type ShownRound = RoundView & {
  /** Stops with something that waits to be sent. */
  waiting: ReadonlySet<string>;
  /** The driver said that they are back; perhaps only here so far. */
  isBack: boolean;
};

/** The round as its driver left it. Refused actions do nothing; what the server knows better than the phone stays. */
export function shownRound(round: RoundView, queue: readonly QueuedAction[]): ShownRound {
  const waiting = new Set<string>();
  let { state } = round;
  let isBack = round.backAt !== null;
  const stops = round.stops.map((stop) => ({ ...stop }));
  for (const { action, problem, isDone } of queue) {
    if (problem !== null) continue;
    if (isDone) {
      if ("stopId" in action) waiting.add(action.stopId);
      continue;
    }
    if (state === "published") state = "under_way";
    if (action.kind === "back") isBack = true;
    if (!("stopId" in action)) continue;
    const stop = stops.find(({ id }) => id === action.stopId);
    const to = becomes[action.kind];
    if (!stop || !to || (stop.state !== "planned" && stop.state !== "arrived")) continue;
    waiting.add(stop.id);
    stop.state = to;
    stop.arrivedAt ??= action.deviceAt;
    if (action.kind === "arrive") continue;
    stop.settledAt = action.deviceAt;
    if (action.kind === "refuse" || action.kind === "skip") stop.reason = action.reason;
  }
  return { ...round, state, stops, waiting, isBack };
}

/** The stop to go to: the one the driver stands at, else the first still to come. Null when all are settled. */
export function nextStop(round: Pick<RoundView, "stops">): RoundView["stops"][number] | null {
  const open = round.stops.filter((stop) => !stop.isGone && (stop.state === "planned" || stop.state === "arrived"));
  return open.find((stop) => stop.state === "arrived") ?? open[0] ?? null;
}
