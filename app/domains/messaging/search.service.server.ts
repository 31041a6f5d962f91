import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { searchQuery } from "./messaging.search.ts";
import { searchMessages } from "./search.repository.server.ts";

/** A found message as the page shows it, with the piece of its text around the first word that was looked for. */
export type MessageHit = { dealId: string; seq: number; title: string; otherName: string; otherKind: string; mine: boolean; authorName: string | null; excerpt: string; at: string };

/** A page of found messages, the newest first. `next` asks for the following page. */
export type MessageHits = { hits: MessageHit[]; next: string | null };

const pageSize = 20;
const excerptLength = 200;

/**
 * Looks for words in the threads of the acting party. Nothing is found by a text without a word in it. `cursor` is the `next`
 * of the page before; an unreadable one is none.
 */
export async function findInThreads(db: Db, actor: Actor, input: { text: string; cursor: string | null }): Promise<MessageHits> {
  const query = searchQuery(input.text);
  if (!query) return { hits: [], next: null };
  const [at = "", id = ""] = (input.cursor ?? "").split("~");
  const instant = new Date(at);
  const before = id && !Number.isNaN(instant.getTime()) ? { at: instant, id } : null;
  const rows = await searchMessages(db, { partyId: actor.party.id, query, before, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    hits: shown.map(({ id: _id, body, at: when, ...hit }) => ({ ...hit, excerpt: excerptOf(body, input.text), at: when.toISOString() })),
    next: rows.length > pageSize && last ? `${last.at.toISOString()}~${last.id}` : null,
  };
}

/** The text around the first place that holds one of the words, cut at both ends. */
export function excerptOf(body: string, text: string): string {
  if (body.length <= excerptLength) return body;
  const lower = body.toLowerCase();
  const places = text.toLowerCase().split(/\s+/).filter(Boolean).map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const from = Math.max(0, Math.min(...(places.length > 0 ? places : [0])) - 60);
  const cut = body.slice(from, from + excerptLength);
  return `${from > 0 ? "…" : ""}${cut}${from + excerptLength < body.length ? "…" : ""}`;
}
