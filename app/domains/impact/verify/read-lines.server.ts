import { createReadStream } from "node:fs";

const NEWLINE = 0x0a;
const CHUNK = 1 << 18;

/**
 * The lines of a UTF-8 file without their ends, in batches, in constant memory. Only "\n" ends a line: an export has no other line ends,
 * and whatever else stands in a line has to stay visible.
 */
export async function* lineBatches(file: string): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    const text = Buffer.concat([...rest, chunk.subarray(0, end)]).toString("utf8");
    rest = [chunk.subarray(end + 1)];
    yield text.split("\n");
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield [last.toString("utf8")];
}

/** As `lineBatches`, line by line. */
export async function* lines(file: string): AsyncGenerator<string> {
  for await (const batch of lineBatches(file)) yield* batch;
}
