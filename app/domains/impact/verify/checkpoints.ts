/** Signed notes of an export, held against the tree while it grows. */

import { sameBytes, toBase64 } from "../log/bytes.ts";
import type { Checkpoint } from "../log/checkpoint.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import type { VerifierKey, VerifySignature } from "../log/signed-note.ts";
import { checkNote } from "../log/signed-note.ts";
import type { CheckpointLine } from "./export-format.ts";
import type { Problems } from "./problems.ts";

/** A checkpoint whose signature is good, or null with the problem noted. */
export async function openCheckpoint(note: string, by: { keys: readonly VerifierKey[]; verify: VerifySignature; problems: Problems; index?: number }): Promise<Checkpoint | null> {
  const at = { index: by.index ?? null };
  const checked = await checkNote({ note, keys: by.keys, verify: by.verify });
  if (!checked.ok) {
    by.problems.add(checked.reason === "malformed" ? "CHECKPOINT" : "SIGNATURE", at, { field: "note", expected: "signed by a known key", found: checked.reason });
    return null;
  }
  const checkpoint = parseCheckpoint(checked.text);
  if (!checkpoint) {
    by.problems.add("CHECKPOINT", at, { field: "note", expected: "origin, size and root", found: checked.text.slice(0, 200) });
    return null;
  }
  if (!checked.signedBy.some((key) => key.name === checkpoint.origin)) {
    by.problems.add("CHECKPOINT", at, { field: "origin", expected: checked.signedBy[0]?.name, found: checkpoint.origin });
    return null;
  }
  return checkpoint;
}

/** Walks the kept checkpoints, smallest first, beside a growing tree. */
export class CheckpointWalk {
  readonly #source: AsyncIterator<string>;
  readonly #by: { keys: readonly VerifierKey[]; verify: VerifySignature; problems: Problems };
  #next: Checkpoint | null = null;
  #line = -1;
  #isBroken = false;
  /** The last one read whose signature is good. */
  last: Checkpoint | null = null;
  lastNote: string | null = null;
  checked = 0;

  constructor(lines: AsyncIterable<string>, by: { keys: readonly VerifierKey[]; verify: VerifySignature; problems: Problems }) {
    this.#source = lines[Symbol.asyncIterator]();
    this.#by = by;
  }

  /** The size at which the tree has to be shown next; infinite after the last checkpoint. */
  get nextSize(): number {
    return this.#next?.size ?? Infinity;
  }

  async start(): Promise<void> {
    await this.#advance();
  }

  /** Compares the root of the tree at `nextSize`. After the first root that differs all others do too, so that one is named. */
  async meet(root: () => Uint8Array): Promise<void> {
    const size = this.nextSize;
    const reached = root();
    while (this.#next?.size === size) {
      if (!this.#isBroken && !sameBytes(reached, this.#next.root)) {
        this.#isBroken = true;
        this.#by.problems.add("ROOT", { index: size - 1 }, { field: `root of ${size} entries`, expected: toBase64(this.#next.root), found: toBase64(reached) });
      }
      this.checked += 1;
      await this.#advance();
    }
  }

  /** Reads what is left; a log that ends too early has not reached these. */
  async finish(): Promise<void> {
    while (this.#next) await this.#advance();
  }

  async #advance(): Promise<void> {
    for (;;) {
      const step = await this.#source.next();
      this.#line += 1;
      if (step.done) {
        this.#next = null;
        return;
      }
      const note = noteOf(step.value);
      if (note === null) {
        this.#by.problems.add("CHECKPOINT", { index: this.#line }, { field: "line", expected: "one checkpoint as JSON", found: step.value.slice(0, 200) });
        continue;
      }
      const checkpoint = await openCheckpoint(note, { ...this.#by, index: this.#line });
      if (!checkpoint) continue;
      if (this.last && checkpoint.size < this.last.size) {
        this.#by.problems.add("CHECKPOINT", { index: this.#line }, { field: "size", expected: `at least ${this.last.size}`, found: checkpoint.size });
        continue;
      }
      this.#next = checkpoint;
      this.last = checkpoint;
      this.lastNote = note;
      return;
    }
  }
}

function noteOf(line: string): string | null {
  try {
    const { note } = JSON.parse(line) as Partial<CheckpointLine>;
    return typeof note === "string" ? note : null;
  } catch {
    return null;
  }
}
