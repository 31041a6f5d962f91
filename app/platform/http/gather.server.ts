import { Transform } from "node:stream";

/**
 * Passes on in one piece what is written within one turn of the event loop. React writes a page in pieces of two kilobytes,
 * and each piece costs a trip through web streams, a system call and, where it is compressed, a flush: gathered, a page is
 * packed to a third of the size.
 *
 * Where a letter of several bytes does not fit into the end of such a piece, React 18 begins the next one with it and leaves up to three
 * zero bytes here (facebook/react#24985): browsers show them as replacement characters in attributes. No page has zero bytes of its
 * own, so those at the end of a piece are left out.
 */
export function gathering(): Transform {
  let waiting: Buffer[] = [];
  let turn: NodeJS.Immediate | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(withoutEndingZeros(chunk));
      turn ??= setImmediate(() => {
        turn = undefined;
        this.push(Buffer.concat(waiting));
        waiting = [];
      });
      done();
    },
    flush(done) {
      clearImmediate(turn);
      done(null, waiting.length > 0 ? Buffer.concat(waiting) : undefined);
    },
    destroy(error, done) {
      clearImmediate(turn);
      done(error);
    },
  });
}

function withoutEndingZeros(chunk: Buffer): Buffer {
  let end = chunk.length;
  while (end > 0 && chunk[end - 1] === 0) end -= 1;
  return chunk.subarray(0, end);
}
