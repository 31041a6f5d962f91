import { buffer } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { gathering } from "./gather.server.ts";

it("passes on what came in one turn as one piece, in order, and the rest at the end", async () => {
  const stream = gathering();
  const pieces: string[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece.toString()));
  for (const text of ["a", "b", "c"]) stream.write(text);
  await turn();
  await turn();
  stream.write("d");
  stream.write("e");
  stream.end("f");
  await new Promise((resolve) => stream.once("end", resolve));
  expect(pieces).toEqual(["abc", "def"]);
});

it("passes on more than its buffers hold", async () => {
  const stream = gathering();
  const whole = buffer(stream);
  for (let count = 0; count < 1_000; count++) stream.write(Buffer.alloc(2_048, count % 256));
  stream.end();
  expect((await whole).length).toBe(2_048_000);
});
