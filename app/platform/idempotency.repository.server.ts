import { createHash } from "node:crypto";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { err, type Result } from "#app/shared/result.ts";

/**
 * Runs `work` once per person and key, in one transaction with the note that it ran. A repeat with the same request gets
 * the first answer; the same key with another request is refused (HTTP.KEY_REUSED). A failed attempt leaves no note, so
 * that it can be tried again. The answer must be plain JSON.
 */
export async function once<T, E extends string>(
  db: Db,
  input: { userId: string; key: string; request: unknown },
  work: (tx: Tx) => Promise<Result<T, E>>,
): Promise<Result<T, E | "HTTP.KEY_REUSED">> {
  const requestHash = createHash("sha256").update(JSON.stringify(input.request)).digest("hex");
  const id = { userId: input.userId, key: input.key };
  return transact<Result<T, E | "HTTP.KEY_REUSED">>(db, async (tx) => {
    // A parallel repeat waits here for the first one's commit.
    const { count } = await tx.idempotencyKey.createMany({ data: { ...id, requestHash }, skipDuplicates: true });
    if (count === 0) {
      const known = await tx.idempotencyKey.findUnique({ where: { userId_key: id }, select: { requestHash: true, response: true } });
      if (!known || known.requestHash !== requestHash) return err("HTTP.KEY_REUSED");
      return { ok: true, value: known.response as T };
    }
    const result = await work(tx);
    if (result.ok) {
      await tx.idempotencyKey.update({
        where: { userId_key: id },
        data: { response: (result.value ?? null) as never },
        select: { key: true },
      });
    }
    return result;
  });
}
