import { timingSafeEqual } from "node:crypto";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";

/** Searches in one link: their ids, joined. */
export const joinIds = (searchIds: readonly string[]) => searchIds.join("~");
export const splitIds = (joined: string) => joined.split("~").filter(Boolean).slice(0, 50);

/** What the link in a mail carries, so that the mails of its searches can be stopped without signing in. It is good for nothing else. */
export function stopToken(joinedIds: string): string {
  return keyedHash("stop mails of saved searches", joinedIds).slice(0, 40);
}

/** Whether a token is the one of these searches together. */
export function isStopToken(joinedIds: string, token: string): boolean {
  const [expected, given] = [Buffer.from(stopToken(joinedIds)), Buffer.from(token)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The path of the page that stops the mails of searches, with its token. */
export function stopPath(searchIds: readonly string[]): string {
  const ids = joinIds(searchIds);
  return `/searches/${ids}/stop?token=${stopToken(ids)}`;
}
