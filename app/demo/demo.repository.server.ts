import type { Db } from "#app/platform/db/database.server.ts";

/** True when nobody has an account yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) === null;
}

/** Makes a person the platform's operator. */
export async function makeOperator(db: Db, userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { isOperator: true }, select: { id: true } });
}

/**
 * Takes the mails and live signals of the demo's past out of the way: nobody wants to be told at the first start about a
 * chair that changed hands last month.
 */
export async function forgetPastEvents(db: Db): Promise<void> {
  await db.outboxEvent.updateMany({ where: { dispatchedAt: null }, data: { dispatchedAt: new Date() } });
  await db.mailMessage.deleteMany({});
}

/** The code a taker shows; the demo enters it for the giver. */
export async function handoverCodeOf(db: Db, dealId: string): Promise<{ code: string; version: number }> {
  const deal = await db.deal.findUniqueOrThrow({ where: { id: dealId }, select: { handoverCode: true, version: true } });
  return { code: deal.handoverCode ?? "", version: deal.version };
}

/** The case that a reported listing has. */
export async function caseOf(db: Db, listingId: string): Promise<{ id: string; version: number }> {
  return db.moderationCase.findFirstOrThrow({ where: { subjectKind: "listing", subjectId: listingId }, select: { id: true, version: true } });
}

/** The version at which a party asks to be verified as a seller. */
export async function findSellerVersion(db: Db, partyId: string): Promise<number> {
  return (await db.sellerVerification.findUniqueOrThrow({ where: { partyId }, select: { version: true } })).version;
}

/** Whether the demo was seeded here: its first person is there. */
export async function hasPerson(db: Db, email: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { email }, select: { id: true } })) !== null;
}

/** Lets everybody there is have joined at an instant: the district is not of today, and newcomers have limits of their own. */
export async function letEverybodyHaveJoined(db: Db, at: Date): Promise<void> {
  await db.user.updateMany({ data: { createdAt: at } });
  await db.membership.updateMany({ data: { joinedAt: at } });
}

/** A party of the district by the last part of its address. */
export async function findPartyBySlug(db: Db, slug: string): Promise<{ id: string; name: string } | null> {
  return db.party.findUnique({ where: { slug }, select: { id: true, name: true } });
}

/** Says in which part of its country points lie, as stated and confirmed. */
export async function placePoints(db: Db, pointIds: readonly string[], subdivision: string): Promise<void> {
  await db.recyclingPoint.updateMany({ where: { id: { in: [...pointIds] } }, data: { subdivisionCode: subdivision, confirmedSubdivisionCode: subdivision } });
}

/** The address of a party. */
export async function findPartySlug(db: Db, id: string): Promise<string> {
  const party = await db.party.findUniqueOrThrow({ where: { id }, select: { slug: true } });
  return party.slug;
}
