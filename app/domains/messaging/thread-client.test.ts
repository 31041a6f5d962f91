import { expect, it } from "vitest";
import { chance } from "#tests/factories/chance.ts";
import type { MessageView, ThreadPart } from "./messaging.schema.ts";
import { createThreadClient, type Outcome, type PendingMessage } from "./thread-client.ts";

const nothing: ThreadPart = { messages: [], lastSeq: 0, more: false, seenSeq: 0, withdrawn: [] };

/** A thread on a server of nothing but a list, whose connection fails before or after the work, by chance. */
function createServer(random: () => number, failing = 0.3) {
  const list: MessageView[] = [];
  const message = (clientId: string, body: string): MessageView => {
    const known = list.find((one) => one.clientId === clientId);
    if (known) return known;
    const made: MessageView = { seq: list.length + 1, kind: "user", mine: true, clientId, authorName: "A", body, photos: [], withdrawn: false, systemCode: null, systemParams: null, createdAt: "2026-01-01T00:00:00Z" };
    list.push(made);
    return made;
  };
  const piece = (from: number, until: number): ThreadPart => ({ ...nothing, messages: list.slice(from, until), lastSeq: until, more: until < list.length });
  return {
    list,
    message,
    transport: {
      after: async (seq: number) => (random() < failing ? null : piece(seq, seq + 7)),
      before: async (seq: number) => (random() < failing ? null : piece(Math.max(0, seq - 8), seq - 1)),
      post: async (messages: readonly PendingMessage<string>[]): Promise<Outcome[]> => {
        const lost = (): Outcome[] => messages.map(() => ({ kind: "unreachable" }));
        if (random() < failing) return lost();
        const saved = messages.map(({ clientId, body }): Outcome => ({ kind: "saved", message: message(clientId, body) }));
        return random() < failing ? lost() : saved;
      },
    },
  };
}

function client(server: ReturnType<typeof createServer>, input: { initial?: ThreadPart; name?: string } = {}) {
  let made = 0;
  let kept: readonly PendingMessage<string>[] = [];
  return createThreadClient<string>({
    initial: input.initial ?? nothing,
    transport: server.transport,
    store: { load: () => [...kept], save: (messages) => (kept = messages) },
    newId: () => `${input.name ?? "me"}-${made++}`,
    onChange: () => undefined,
    firstPauseMs: 0,
  });
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

it.each(Array.from({ length: 12 }, (_, seed) => seed))("two writers over a connection of chance %i: nothing lost, nothing doubled, each one's order kept", async (seed) => {
  const random = chance(seed);
  const server = createServer(random);
  const [a, b] = [client(server, { name: "a" }), client(server, { name: "b" })];
  for (let n = 0; n < 40; n++) {
    a.send(`a${n}`);
    if (random() < 0.5) b.send(`b${n}`, random() < 0.2 ? ["photo"] : []);
    if (random() < 0.3) await turn();
    if (random() < 0.3) void b.lookAgain();
  }
  for (let n = 0; n < 5_000 && [a, b].some((one) => one.state().pending.length > 0 || one.state().messages.length < server.list.length); n++) {
    await Promise.all([a.lookAgain(), b.lookAgain()]);
    await turn();
  }
  const numbers = server.list.map((message) => message.seq);
  for (const one of [a, b]) expect(one.state().messages.map((message) => message.seq)).toEqual(numbers);
  expect(new Set(server.list.map((message) => message.clientId)).size).toBe(numbers.length);
  const written = (letter: string) => server.list.filter((message) => message.body.startsWith(letter)).map((message) => Number(message.body.slice(1)));
  for (const letter of ["a", "b"]) expect(written(letter)).toEqual([...written(letter)].sort((x, y) => x - y));
  expect(written("a")).toHaveLength(40);
});

it("what was refused stays with its reason, lets the others pass, and can be sent again or thrown away", async () => {
  const server = createServer(() => 1);
  let refuse = true;
  const post = server.transport.post;
  server.transport.post = async (messages) => (refuse && messages.some((one) => one.body === "x") ? messages.map((one): Outcome => (one.body === "x" ? { kind: "refused", error: "MESSAGING.RATE_LIMITED" } : { kind: "saved", message: server.message(one.clientId, one.body) })) : post(messages));
  const one = client(server);
  one.send("x");
  one.send("y");
  await turn();
  expect(one.state().pending).toMatchObject([{ body: "x", state: "failed", error: "MESSAGING.RATE_LIMITED" }]);
  expect(server.list.map((message) => message.body)).toEqual(["y"]);
  refuse = false;
  one.retry("me-0");
  await turn();
  expect([one.state().pending, server.list.map((message) => message.body)]).toEqual([[], ["y", "x"]]);
});

it("goes backwards and forwards from an older piece, follows the end only once it is there, and sending brings it there", async () => {
  const server = createServer(() => 1);
  for (let n = 1; n <= 40; n++) server.message(`other-${n}`, `m${n}`);
  const piece = { ...nothing, messages: server.list.slice(14, 21), lastSeq: 21, more: true };
  const one = client(server, { initial: piece });
  const span = () => [one.state().messages[0]?.seq, one.state().messages.at(-1)?.seq, one.state().hasEarlier, one.state().hasLater];
  await one.lookAgain();
  expect(span()).toEqual([15, 21, true, true]);
  await one.loadEarlier();
  await one.loadEarlier();
  expect(span()).toEqual([1, 21, false, true]);
  await one.loadLater();
  expect(span()).toEqual([1, 28, false, true]);
  one.send("mine");
  for (let n = 0; n < 20; n++) await turn();
  expect(span()).toEqual([1, 41, false, false]);
  expect(one.state().messages.map((message) => message.seq)).toEqual(server.list.map((message) => message.seq));
});

it("a message taken back goes blank wherever it is shown, and marks never go back", () => {
  const server = createServer(() => 1);
  const one = client(server, { initial: { ...nothing, messages: [server.message("a", "secret")], seenSeq: 1 } });
  one.add({ ...nothing, withdrawn: [1], seenSeq: 0 });
  expect(one.state()).toMatchObject({ seenSeq: 1, messages: [{ seq: 1, body: "", withdrawn: true }] });
});
