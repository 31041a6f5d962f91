import { timingSafeEqual } from "node:crypto";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";

/** What the link in a mail carries, so that its mails can be stopped without signing in. It is good for nothing else. */
export function stopToken(searchId: string): string {
  return keyedHash("stop mails of a saved search", searchId).slice(0, 40);
}

/** Whether a token is the one of this search. */
export function isStopToken(searchId: string, token: string): boolean {
  const [expected, given] = [Buffer.from(stopToken(searchId)), Buffer.from(token)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
