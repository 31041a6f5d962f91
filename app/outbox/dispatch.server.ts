import { database, inTransaction } from "#app/platform/db/database.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import type { EventType, NewEvent, RecordedEvent, Topic } from "./events.ts";
import { claimWaiting, markDispatched, markFailed } from "./outbox.repository.server.ts";
import { onRecorded } from "./record.server.ts";

/** Where events go. A target may see an event twice and must not mind. */
export type Target = { name: string; deliver(db: Db, event: RecordedEvent): Promise<void> };

type Dispatcher = { targets: Target[]; timer?: NodeJS.Timeout; running?: Promise<void> | undefined; again: boolean; stopped: boolean };

const batchSize = 100;
const pollMilliseconds = 500;

const state = () => singleton<Dispatcher>("outbox-dispatcher", () => ({ targets: [], again: false, stopped: true }));

/** Starts delivering: soon after each recording, and by a slow poll for what other processes or failures left. */
export function startDispatcher(targets: Target[]): void {
  const self = state();
  self.targets = targets;
  self.stopped = false;
  clearInterval(self.timer);
  self.timer = setInterval(() => void dispatchSoon(), pollMilliseconds);
  self.timer.unref();
  // The recording transaction commits a few milliseconds after the nudge.
  onRecorded(() => {
    for (const delay of [8, 40, 150]) setTimeout(() => void dispatchSoon(), delay).unref();
  });
}

/** Stops and waits for what is under way. */
export async function stopDispatcher(): Promise<void> {
  const self = state();
  self.stopped = true;
  clearInterval(self.timer);
  onRecorded(() => undefined);
  await self.running;
}

async function dispatchSoon(): Promise<void> {
  const self = state();
  if (self.stopped) return;
  if (self.running) {
    self.again = true;
    return self.running;
  }
  self.running = (async () => {
    try {
      do {
        self.again = false;
        const db = await database();
        while (!self.stopped && (await dispatchOnce(db, self.targets)) > 0);
      } while (self.again && !self.stopped);
    } catch (error) {
      logger().error({ err: error }, "outbox dispatch failed; trying again later");
    } finally {
      self.running = undefined;
    }
  })();
  return self.running;
}

/**
 * Delivers one batch of waiting events to all targets; returns how many were taken. Events are leased (SKIP LOCKED, so
 * several processes share the work), delivered, and only then marked: at least once, whatever dies in between.
 */
export async function dispatchOnce(db: Db, targets: Target[]): Promise<number> {
  const rows = await inTransaction(db, (tx) => claimWaiting(tx, batchSize));
  const delivered: bigint[] = [];
  for (const row of rows) {
    const { topics, ...payload } = row.payload as { topics: Topic[] };
    const event = { id: row.id, type: row.type as EventType, payload, topics, occurredAt: row.occurredAt } as RecordedEvent & NewEvent;
    const failure = await deliverToAll(db, targets, event);
    if (failure) await markFailed(db, row.id, failure);
    else delivered.push(row.id);
  }
  await markDispatched(db, delivered);
  return rows.length;
}

async function deliverToAll(db: Db, targets: Target[], event: RecordedEvent): Promise<string | null> {
  let failure: string | null = null;
  for (const target of targets) {
    try {
      await target.deliver(db, event);
    } catch (error) {
      failure = `${target.name}: ${(error as Error).message}`;
      logger().warn({ err: error, target: target.name, event: event.type, id: String(event.id) }, "event not delivered");
    }
  }
  return failure;
}
