import type { SigningKey } from "./log/signed-note.server.ts";
import { signingKeyOf } from "./log/signed-note.server.ts";

/**
 * The key that signs this ledger's checkpoints. Its name, which is also the log's origin, is the public address without its scheme:
 * `roundabout.example/ledger`.
 */
export function ledgerKey(settings: { LEDGER_KEY: string; PUBLIC_URL: string }): SigningKey {
  const { host, pathname } = new URL(settings.PUBLIC_URL);
  return signingKeyOf(`${host}${pathname.replace(/\/$/, "")}/ledger`, settings.LEDGER_KEY);
}
