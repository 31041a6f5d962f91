import { Transform } from "node:stream";

/**
 * Passes on in one piece what is written within one turn of the event loop. React writes a page in pieces of two kilobytes,
 * and each piece costs a trip through web streams, a system call and, where it is compressed, a flush: gathered, a page is
 * packed to a third of the size.
 */
export function gathering(): Transform {
  let waiting: Buffer[] = [];
  let turn: NodeJS.Immediate | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk);
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
