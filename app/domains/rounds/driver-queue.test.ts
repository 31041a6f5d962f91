import { describe, expect, it } from "vitest";
import { createDriverQueue, type QueueState, type Sent, type SentPhoto } from "./driver-queue.ts";
import { nextStop, shownRound, type QueuedAction } from "./driver.overlay.ts";
import type { DriverAction, DriverStop, RoundView } from "./driver.schema.ts";

const stop = (id: string, more: Partial<DriverStop> = {}) => ({ id, sequence: 1, state: "planned", isGone: false, arrivedAt: null, settledAt: null, reason: null, ...more }) as DriverStop;
const round = { state: "published", version: 3, backAt: null, stops: [stop("a"), stop("b")] } as unknown as RoundView;
let made = 0;
const arrive = (stopId: string): DriverAction => ({ kind: "arrive", stopId, clientId: `00000000-0000-4000-8000-${String((made += 1)).padStart(12, "0")}`, deviceAt: "2026-06-01T08:00:00.000Z" });

const waits = (action: DriverAction): QueuedAction => ({ action, problem: null, photo: null, isDone: false });
const picture = { type: "image/jpeg", bytes: new ArrayBuffer(8) };

/** A phone with a disk of its own, and a server whose every answer the test gives. */
function phone() {
  const disk = new Map<string, QueuedAction>();
  const server = new Map<string, number>();
  const asked: string[][] = [];
  const photos: string[] = [];
  let answerPhoto: () => SentPhoto = () => ({ kind: "kept" });
  let answer: (actions: readonly DriverAction[]) => Sent = () => ({ kind: "unreachable" });
  let state: QueueState = { queue: [], isSending: false, isCut: false, isRefused: false, round: null };
  const queue = createDriverQueue({
    send(actions) {
      asked.push(actions.map(({ clientId }) => clientId));
      return Promise.resolve(answer(actions));
    },
    sendPhoto(clientId) {
      photos.push(clientId);
      return Promise.resolve(answerPhoto());
    },
    save: (queued) => Promise.resolve(void disk.set(queued.action.clientId, queued)),
    drop: (ids) => Promise.resolve(ids.forEach((id) => disk.delete(id))),
    onChange: (next) => (state = next),
    firstPauseMs: 1,
  });
  const heard = (actions: readonly DriverAction[]) => actions.forEach(({ clientId }) => server.set(clientId, (server.get(clientId) ?? 0) + 1));
  const done = (actions: readonly DriverAction[]): Sent => ({ kind: "answered", round, outcomes: actions.map(({ clientId }) => ({ clientId, status: "done", error: null })) });
  return { queue, disk, server, asked, photos, answeringPhotos: (give: typeof answerPhoto) => (answerPhoto = give), heard, done, state: () => state, answering: (give: typeof answer) => (answer = give) };
}

const settled = async (is: () => boolean) => {
  for (let n = 0; n < 500 && !is(); n += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(is()).toBe(true);
};

describe("what a driver did", () => {
  it("waits on the device while nothing answers, and leaves in order once something does", async () => {
    const { queue, disk, asked, done, answering, state } = phone();
    const acts = [arrive("a"), arrive("b")];
    for (const act of acts) await queue.add(act);
    expect([...disk.keys()]).toEqual(acts.map(({ clientId }) => clientId));
    await settled(() => state().isCut);
    answering(done);
    queue.wake();
    await settled(() => state().queue.length === 0 && disk.size === 0);
    expect(asked.at(-1)).toEqual(acts.map(({ clientId }) => clientId));
    expect(state()).toMatchObject({ isCut: false, round });
  });

  it("is sent again with the same ids when the answer was lost", async () => {
    const { queue, server, heard, done, answering, state } = phone();
    let lost = 2;
    answering((actions) => {
      heard(actions);
      lost -= 1;
      return lost >= 0 ? { kind: "unreachable" } : done(actions);
    });
    const act = arrive("a");
    await queue.add(act);
    await settled(() => state().queue.length === 0);
    expect(server.get(act.clientId)).toBe(3);
  });

  it("once refused stays to be read, is not sent again, and holds nothing up", async () => {
    const { queue, disk, asked, answering, state } = phone();
    answering((actions) => ({ kind: "answered", round, outcomes: actions.map((action) => ({ clientId: action.clientId, status: "stopId" in action && action.stopId === "a" ? "refused" : "done", error: "ROUNDS.BOOKING_GONE" })) }));
    const [bad, good] = [arrive("a"), arrive("b")];
    await queue.add(bad);
    await settled(() => state().queue[0]?.problem === "ROUNDS.BOOKING_GONE");
    await queue.add(good);
    await settled(() => disk.size === 1);
    expect(asked.filter((ids) => ids.includes(bad.clientId))).toHaveLength(1);
    await queue.dismiss(bad.clientId);
    expect(state().queue).toEqual([]);
    expect(disk.size).toBe(0);
  });

  it("goes on from what the device kept when the page opens again", async () => {
    const { queue, done, answering, asked, state } = phone();
    answering(done);
    const kept = arrive("a");
    queue.begin([{ action: kept, problem: null, photo: null, isDone: false }]);
    await settled(() => state().queue.length === 0 && asked.length > 0);
    expect(asked[0]).toEqual([kept.clientId]);
  });

  it("stays on the device when the round is somebody else's now", async () => {
    const { queue, disk, answering, state } = phone();
    answering(() => ({ kind: "refused" }));
    await queue.add(arrive("a"));
    await settled(() => state().isRefused);
    expect(disk.size).toBe(1);
  });
});

describe("a photo of what was refused", () => {
  it("stays on the device with its action, goes after everything that waits, and is then forgotten", async () => {
    const { queue, disk, asked, photos, done, answering, state } = phone();
    const [refusal, next] = [arrive("a"), arrive("b")];
    await queue.add(refusal, picture);
    await queue.add(next);
    await settled(() => state().isCut);
    expect(disk.get(refusal.clientId)?.photo).toBe(picture);
    expect(photos).toEqual([]);
    answering(done);
    queue.wake();
    await settled(() => state().queue.length === 0 && disk.size === 0);
    expect(asked.at(-1)).toEqual([refusal.clientId, next.clientId]);
    expect(photos).toEqual([refusal.clientId]);
  });

  it("is sent again until it is kept; its action is not", async () => {
    const { queue, asked, photos, done, answering, answeringPhotos, disk, state } = phone();
    answering(done);
    let lost = 2;
    answeringPhotos(() => (lost-- > 0 ? { kind: "unreachable" } : { kind: "kept" }));
    const refusal = arrive("a");
    await queue.add(refusal, picture);
    await settled(() => disk.get(refusal.clientId)?.isDone === true);
    await settled(() => state().queue.length === 0);
    expect(photos).toEqual(Array(3).fill(refusal.clientId));
    expect(asked.filter((ids) => ids.includes(refusal.clientId))).toHaveLength(1);
  });

  it("goes on from what the device kept when the page was closed between the two", async () => {
    const { queue, asked, photos, done, answering, state } = phone();
    answering(done);
    const refusal = arrive("a");
    queue.begin([{ ...waits(refusal), photo: picture, isDone: true }]);
    await settled(() => photos.length === 1 && state().queue.length === 0);
    expect(asked).toEqual([]);
  });

  it("that is not taken is said and sent no more; one of an action that was not taken is never sent", async () => {
    const { queue, photos, done, answering, answeringPhotos, state } = phone();
    answering(done);
    answeringPhotos(() => ({ kind: "not_taken", problem: "ROUNDS.PHOTO_INVALID" }));
    const refusal = arrive("a");
    await queue.add(refusal, picture);
    await settled(() => state().queue[0]?.problem === "ROUNDS.PHOTO_INVALID");
    expect(state().queue[0]).toMatchObject({ isDone: true });
    answering((actions) => ({ kind: "answered", round, outcomes: actions.map(({ clientId }) => ({ clientId, status: "refused", error: "ROUNDS.BOOKING_GONE" })) }));
    await queue.add(arrive("b"), picture);
    await settled(() => state().queue[1]?.problem === "ROUNDS.BOOKING_GONE");
    queue.wake();
    expect(photos).toEqual([refusal.clientId]);
  });

  it("that was not taken goes again when the driver says so, by itself", async () => {
    const { queue, asked, photos, done, answering, answeringPhotos, disk, state } = phone();
    answering(done);
    answeringPhotos(() => ({ kind: "not_taken", problem: "PICKUPS.NOT_FOUND" }));
    const refusal = arrive("a");
    await queue.add(refusal, picture);
    await settled(() => disk.get(refusal.clientId)?.problem === "PICKUPS.NOT_FOUND");
    answeringPhotos(() => ({ kind: "kept" }));
    await queue.retry("another");
    expect(photos).toHaveLength(1);
    await queue.retry(refusal.clientId);
    await settled(() => state().queue.length === 0 && disk.size === 0);
    expect(photos).toEqual([refusal.clientId, refusal.clientId]);
    expect(asked).toHaveLength(1);
  });

  it("leaves its stop as the server has it, and marked as not all sent", () => {
    const known = { ...round, stops: [stop("a", { state: "refused" }), stop("b")] };
    const shown = shownRound(known, [{ ...waits(arrive("a")), photo: picture, isDone: true }]);
    expect(shown.stops.map(({ state }) => state)).toEqual(["refused", "planned"]);
    expect([...shown.waiting]).toEqual(["a"]);
  });
});

describe("what the phone shows", () => {
  it("is the round with what waits done to it, and marked", () => {
    const shown = shownRound(round, [waits(arrive("a"))]);
    expect(shown).toMatchObject({ state: "under_way", stops: [{ id: "a", state: "arrived" }, { id: "b", state: "planned" }] });
    expect([...shown.waiting]).toEqual(["a"]);
    expect(round.stops[0]?.state).toBe("planned");
  });

  it("does nothing for what was refused, nor for what the server has settled", () => {
    const known = { ...round, stops: [stop("a", { state: "collected" }), stop("b")] };
    const shown = shownRound(known, [waits(arrive("a")), { ...waits(arrive("b")), problem: "ROUNDS.BOOKING_GONE" }]);
    expect(shown.stops.map(({ state }) => state)).toEqual(["collected", "planned"]);
    expect(shown.waiting.size).toBe(0);
  });

  it("goes to the stop where the driver stands, else to the first that is left", () => {
    expect(nextStop({ stops: [stop("a"), stop("b", { state: "arrived" })] })?.id).toBe("b");
    expect(nextStop({ stops: [stop("a", { isGone: true }), stop("b")] })?.id).toBe("b");
    expect(nextStop({ stops: [stop("a", { state: "refused" })] })).toBeNull();
  });
});
