import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { addCounts, holdLessons, readEvidence, takeFromQueue, writeLesson, type CountChange, type ToLearn } from "./lessons.repository.server.ts";
import { featuresOf, suggest, type Suggestion } from "./model.ts";

const batch = 50;
const mostAtOnce = 2_000;

/**
 * The timer: learns from listings that were published or changed, and unlearns those taken down. What each taught is kept, so a
 * listing counts once however often it is looked at. Returns how many were looked at.
 */
export async function learnFromListings(db: Db): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await inTransaction(db, async (tx) => {
      await holdLessons(tx);
      const queue = await takeFromQueue(tx, batch);
      const changes = new Changes();
      for (const listing of queue) {
        const lesson = lessonOf(listing);
        if (lesson?.label === listing.taughtLabel && lesson?.tokens.join("\n") === listing.taughtTokens.join("\n")) continue;
        if (listing.taughtLabel !== null) changes.add(listing.taughtLabel, listing.taughtTokens, -1);
        if (lesson) changes.add(lesson.label, lesson.tokens, 1);
        await writeLesson(tx, { listingId: listing.id, lesson });
      }
      await addCounts(tx, changes.all());
      return queue.length;
    });
    total += count;
    if (count < batch || total >= mostAtOnce) return total;
  }
}

/** What a listing teaches by its title; nothing when it was refused, removed, or is not there any more. */
function lessonOf({ title, kind, code, state }: ToLearn): { label: string; tokens: string[] } | null {
  if (title === null || kind === null || code === null || state === "rejected" || state === "removed_by_moderator") return null;
  return { label: `${kind}:${code}`, tokens: featuresOf(title).tokens };
}

class Changes {
  readonly #labels = new Map<string, { label: string; documents: number; tokens: number }>();
  readonly #tokens = new Map<string, { token: string; label: string; count: number }>();

  add(label: string, tokens: readonly string[], times: number): void {
    const row = this.#labels.get(label) ?? { label, documents: 0, tokens: 0 };
    this.#labels.set(label, { label, documents: row.documents + times, tokens: row.tokens + times * tokens.length });
    for (const token of tokens) {
      const key = `${label}\n${token}`;
      this.#tokens.set(key, { token, label, count: (this.#tokens.get(key)?.count ?? 0) + times });
    }
  }

  all(): CountChange {
    return { labels: [...this.#labels.values()], tokens: [...this.#tokens.values()] };
  }
}

/** At most three categories or materials a title may mean, best first. `title` is cut at 400 characters. */
export async function suggestFor(db: Db, title: string): Promise<Suggestion[]> {
  const { tokens } = featuresOf(title);
  return suggest(title, await readEvidence(db, tokens));
}
