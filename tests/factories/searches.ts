import type { MailMode } from "#app/domains/notifications/kinds.ts";
import { wordsOf } from "#app/domains/listings/listings.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { searchesMails } from "#app/outbox/mails/searches.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createListing } from "./listings.ts";
import { saveSearch } from "#app/flows/save-search.server.ts";
import { withdrawListing } from "#app/flows/withdraw-listing.server.ts";

type Db = Database["db"];
/** The time as it is. */
export const now = () => new Date();

/** Somebody keeps a search. */
export async function keep(db: Db, who: Actor, params: string, told: { live?: boolean; mails?: boolean } = {}) {
  const saved = await saveSearch(db, who, { params, name: `Looking for ${params}`, live: true, mails: true, ...told });
  if (!saved.ok) throw new Error(saved.error);
  return saved.value.searchId;
}

/** Lists something with the words the service would give it. */
export async function list(db: Db, owner: Actor, title: string, input: Parameters<typeof createListing>[2] = {}) {
  const kind = input.kind ?? "goods";
  const searchText = wordsOf({ title, description: "", category: kind === "goods" ? ((input.category ?? "wooden_chair") as never) : null, material: kind === "material" ? ((input.material ?? "cardboard") as never) : null });
  return createListing(db, owner, { ...input, title, searchText });
}

/** Which listings a search has found. */
export const findsOf = async (db: Db, searchId: string) => (await db.savedSearchHit.findMany({ where: { searchId }, select: { listingId: true }, orderBy: { listingId: "asc" } })).map((hit) => hit.listingId);
/** The mails written to somebody, the oldest first. */
export const mailsTo = (db: Db, who: Actor) => db.mailMessage.findMany({ where: { userId: who.userId }, orderBy: { createdAt: "asc" }, select: { subject: true, text: true, headers: true } });
/** Has every event told that waits. */
export const deliver = async (db: Db) => {
  while ((await dispatchOnce(db, [toMails([searchesMails])])) > 0);
};
/** As the morning after: what waits for eight o'clock is due. */
export const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);
/** What somebody was told of their searches, the oldest first. */
export const toldTo = (db: Db, who: Actor) => db.notification.findMany({ where: { userId: who.userId, kind: "search_alert" }, orderBy: { id: "asc" } });
/** What the bell says, in English: title and text of what is unread. */
export const unreadOf = async (db: Db, who: Actor) => (await toldTo(db, who)).filter((row) => row.readAt === null && row.inApp).map((row) => (row.words as { en: { title: string; text: string } }).en).map(({ title, text }) => `${title}: ${text}`);
/** Chooses how somebody is told of their searches. */
export const choose = (db: Db, who: Actor, mail: MailMode, inApp = true) => db.notificationChoice.create({ data: { userId: who.userId, partyId: who.party.id, kind: "search_alert", inApp, mail } });

/** Takes a listing back and has it told. */
export async function withdraw(db: Db, owner: Actor, listingId: string) {
  const result = await withdrawListing(db, owner, { listingId, reason: "other" } as never);
  if (!result.ok) throw new Error(result.error);
  await deliver(db);
}
