import { buffer, text } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
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
  for (let count = 0; count < 1_000; count++) stream.write(Buffer.alloc(2_048, 1 + (count % 255)));
  stream.end();
  expect((await whole).length).toBe(2_048_000);
});

it("passes on Chinese pages as they were rendered, wherever React cuts them", async () => {
  for (let shift = 0; shift < 6; shift++) {
    // Each row is short enough for React to put it into a piece with others, and the pieces are cut at every place in a letter.
    const rows = Array.from({ length: 400 }, (_, key) => createElement("input", { key, title: `${"x".repeat((key + shift) % 3)}什么时间方便？` }));
    const stream = gathering();
    renderToPipeableStream(createElement("form", null, rows)).pipe(stream);
    const page = await text(stream);
    expect(page.includes("\0") || page.includes("\uFFFD")).toBe(false);
    expect(page.match(/title="x{0,2}什么时间方便？"/g)).toHaveLength(400);
  }
});
