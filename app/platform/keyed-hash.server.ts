import { createHmac } from "node:crypto";
import { env } from "./env.server.ts";

/**
 * A hash that only this installation can make (HMAC-SHA256 under AUTH_SECRET, in hex), for texts that are short enough to be guessed from a
 * plain one. The same text gives the same hash as long as the secret stays; `purpose` keeps uses apart.
 */
export function keyedHash(purpose: string, text: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`roundabout ${purpose}\0${text}`).digest("hex");
}

/** A name for a row that pages may carry where its id would tell more than it should (ids begin with the time they were made). */
export function opaqueRef(purpose: string, id: string): string {
  return keyedHash(`reference ${purpose}`, id).slice(0, 24);
}
