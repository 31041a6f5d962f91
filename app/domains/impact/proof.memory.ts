/** What a browser remembers of the log: the last checkpoint it saw, and whether today's continues it. */

import { fromBase64, sameBytes } from "./log/bytes.ts";
import { parseCheckpoint, type Checkpoint } from "./log/checkpoint.ts";
import type { AsyncHash } from "./log/merkle.ts";
import { verifyConsistencyAsync } from "./log/merkle.ts";
import { parseNote } from "./log/signed-note.ts";

/** A checkpoint as it was seen; `seenAt` is ISO, by the browser's clock. */
export interface SeenCheckpoint {
  note: string;
  seenAt: string;
}

/** How the checkpoint shown now stands to the one seen before; `keep` is what to remember from now on. */
export interface Continuity {
  state: "first" | "same" | "continues" | "broken" | "unknown";
  since: string | null;
  keep: SeenCheckpoint;
}

/** Asks for the proof that the log of one size begins the log of another, as Base64; null where there is no answer. */
export type AskConsistency = (from: number, to: number) => Promise<readonly string[] | null>;

/** Compares what is shown with what was seen. A broken log keeps the older statement, because that is the evidence. */
export async function continuityOf(seen: SeenCheckpoint | null, shown: SeenCheckpoint, tools: { ask: AskConsistency; hash: AsyncHash }): Promise<Continuity> {
  const now = read(shown.note);
  const before = seen && read(seen.note);
  if (!seen || !before || !now || before.origin !== now.origin) return { state: "first", since: null, keep: shown };
  const since = seen.seenAt;
  if (before.size === now.size) {
    return { state: sameBytes(before.root, now.root) ? "same" : "broken", since, keep: seen };
  }
  // A page from the past may be shown after a newer one was seen: then the older must begin what was seen.
  const [first, second] = before.size < now.size ? [before, now] : [now, before];
  const answer = await tools.ask(first.size, second.size);
  if (!answer) return { state: "unknown", since, keep: seen };
  const proof = answer.map(fromBase64).filter((step) => step !== null);
  const continues =
    proof.length === answer.length &&
    (await verifyConsistencyAsync({ hash: tools.hash, size1: first.size, size2: second.size, root1: first.root, root2: second.root, proof }));
  if (!continues) return { state: "broken", since, keep: seen };
  return { state: "continues", since, keep: second === now ? shown : seen };
}

function read(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed && parseCheckpoint(parsed.text);
}

/** Reads what was kept as text; null for anything else. */
export function seenFrom(text: string | null): SeenCheckpoint | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { note, seenAt } = value as Partial<SeenCheckpoint>;
    return typeof note === "string" && typeof seenAt === "string" && !Number.isNaN(Date.parse(seenAt)) ? { note, seenAt } : null;
  } catch {
    return null;
  }
}
