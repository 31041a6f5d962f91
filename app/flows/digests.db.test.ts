import { beforeEach, expect, it } from "vitest";
import { withdrawListing } from "#app/flows/withdraw-listing.server.ts";
import { saveChoices, saveTimes } from "#app/domains/notifications/choices.service.server.ts";
import { changeableKinds, type Choice } from "#app/domains/notifications/kinds.ts";
import { markRead } from "#app/domains/notifications/notifications.service.server.ts";
import { cancelBooking, bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { expireListings } from "#app/domains/listings/listing-states.service.server.ts";
import { dealsMails } from "#app/outbox/mails/deals.server.ts";
import { listingsMails } from "#app/outbox/mails/listings.server.ts";
import { pickupsMails } from "#app/outbox/mails/pickups.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { sendQueuedMails } from "#app/platform/mail/send.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { tell } from "#tests/factories/notifications.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { sendDueDigests } from "./send-digests.server.ts";
import { mayMailLeave } from "./still-true.server.ts";

type Db = Database["db"];
const dayMs = 24 * 3_600_000;

const all = (choice: Choice) => Object.fromEntries(changeableKinds.map((kind) => [kind, choice])) as Record<(typeof changeableKinds)[number], Choice>;

async function choose(db: Db, actor: Actor, mail: Choice["mail"], version = 0) {
  must(await saveChoices(db, actor, { version, partyId: actor.party.id, choices: all({ inApp: true, mail }) }));
}

async function deliver(db: Db) {
  while ((await dispatchOnce(db, [toMails([dealsMails, listingsMails, pickupsMails])])) > 0);
}

describeDatabases("digests", (open) => {
  let ann: Actor;
  const later = () => new Date(Date.now() + 8 * dayMs);
  const mails = (actor = ann) => open().mailMessage.findMany({ where: { userId: actor.userId }, orderBy: { id: "asc" } });

  beforeEach(async () => {
    ann = await createPerson(open(), { name: "Ann" });
    await open().digestDue.deleteMany({});
  });

  it("come once, as one mail with everything by kind, however late or often the timer runs", async () => {
    await choose(open(), ann, "daily");
    await tell(open(), ann, { kind: "review", title: "a review", path: "/deals/1" });
    await tell(open(), ann, { kind: "booking", title: "a visit", path: "/bookings/1" });
    expect(await sendDueDigests(open(), new Date())).toBe(0);
    expect(await mails()).toEqual([]);
    expect(await sendDueDigests(open(), later())).toBe(1);
    expect(await sendDueDigests(open(), later())).toBe(0);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: "digest", subject: "Your day on Roundabout: 2 things" });
    expect(mail?.text).toMatch(/Reviews\n• a review\n\S+\/deals\/1\n\nVisits to recycling points\n• a visit\n\S+\/bookings\/1/);
    expect((mail?.headers as Record<string, string>)["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    // What comes afterwards is in the next one, alone.
    await tell(open(), ann, { kind: "review", title: "another" });
    expect(await sendDueDigests(open(), new Date(later().getTime() + 2 * dayMs))).toBe(1);
    expect((await mails()).map((one) => one.subject)).toEqual(["Your day on Roundabout: 2 things", "Your day on Roundabout: one thing"]);
  });

  it("leave out what is over by then: requests answered, listings gone on, visits cancelled", async () => {
    const db = open();
    const deal = await createDeal(db, { giver: ann, listing: { title: "Answered chair" } });
    const open2 = await createDeal(db, { giver: ann, listing: { title: "Open chair" } });
    await choose(db, ann, "daily");
    const listing = await createListing(db, ann, { title: "Extended shelf" });
    await db.listing.update({ where: { id: listing.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await expireListings(db, new Date());
    const { pointId, recycler } = await createOwnPoint(db, { name: "Depot" });
    const { slotId } = await createSlot(db, { pointId, recycler, startsAt: new Date(Date.now() + 20 * dayMs) });
    const { bookingId } = must(await bookSlot(db, ann, { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 5_000 }], note: "" }));
    await deliver(db);
    expect(await db.notification.count({ where: { userId: ann.userId, mail: "daily" } })).toBe(4);
    must(await perform(db, deal, "decline", { mover: "giver" }));
    must(await cancelBooking(db, ann, { bookingId }));
    await db.listing.update({ where: { id: listing.id }, data: { state: "published", expiresAt: later() } });
    expect(await sendDueDigests(db, later())).toBe(1);
    const [digest] = (await mails()).filter((mail) => mail.kind === "digest");
    expect(digest?.text).toContain("Open chair");
    for (const dead of ["Answered chair", "Extended shelf", "Depot"]) expect(digest?.text).not.toContain(dead);
    expect(digest?.text).toContain(`/deals/${open2.id}`);
  });

  it("are not sent when nothing is left: all over, all read, or of a party one has left", async () => {
    const db = open();
    await choose(db, ann, "weekly");
    const { id } = await createListing(db, ann, { title: "Lamp" });
    const deal = await createDeal(db, { giver: ann, listing: { title: "Stool" } });
    await deliver(db);
    must(await withdrawListing(db, ann, { listingId: deal.listingId, reason: "other" }));
    await tell(db, ann, { path: "/read" });
    await markRead(db, ann, { path: "/read" });
    const yard = await createPerson(db);
    await tell(db, ann, { partyId: yard.party.id, kind: "search_alert", subject: { type: "listing", id }, path: `/listings/${id}` });
    await tell(db, ann, { kind: "booking", subject: { type: "booking", id: "gone" }, path: "/bookings/gone" });
    expect(await sendDueDigests(db, later())).toBe(0);
    expect((await mails()).filter((mail) => mail.kind === "digest")).toEqual([]);
    expect(await db.digestDue.count({ where: { userId: ann.userId } })).toBe(0);
    // Left out is left out: they do not come up again.
    expect(await db.notification.count({ where: { userId: ann.userId, mail: { in: ["daily", "weekly"] }, mailSettledAt: null } })).toBe(0);
  });

  it("after quiet hours a mail leaves if it still holds, and is dropped if not or if its kind was turned off", async () => {
    const db = open();
    must(await saveTimes(db, ann, { version: 0, quietFrom: 22 * 60, quietUntil: 7 * 60, timeZone: "Europe/Berlin", digestHour: 8, digests: true }));
    const night = new Date("2026-06-01T22:00:00Z");
    const answered = await createDeal(db, { giver: ann });
    const stays = await createDeal(db, { giver: ann });
    for (const [title, subject] of [["answered", { type: "deal", id: answered.id }], ["stays", { type: "deal", id: stays.id }]] as const) {
      await tell(db, ann, { kind: "deal_request", title, subject, trueWhile: ["requested"] }, night);
    }
    await tell(db, ann, { kind: "review", title: "turned off" }, night);
    must(await perform(db, answered, "accept", { mover: "giver" }));
    const choices = { ...all({ inApp: true, mail: "at_once" }), review: { inApp: true, mail: "none" as const } };
    must(await saveChoices(db, ann, { version: 1, partyId: ann.party.id, choices }));
    const hour = 3_600_000;
    await db.mailMessage.updateMany({ where: { userId: ann.userId }, data: { createdAt: new Date(Date.now() - 9 * hour), retryAt: new Date(Date.now() - 1000) } });
    const settings = { from: "post@round.example", mayLeave: mayMailLeave };
    while ((await db.mailMessage.count({ where: { userId: ann.userId, state: "queued" } })) > 0) await sendQueuedMails(db, settings);
    expect((await mails()).map((mail) => [mail.subject, mail.state])).toEqual([["answered", "dropped"], ["stays", "sent"], ["turned off", "dropped"]]);
  });

  it("a mail that had not to wait is not held back", async () => {
    const db = open();
    const deal = await createDeal(db, { giver: ann });
    await tell(db, ann, { subject: { type: "deal", id: deal.id }, trueWhile: ["completed"] });
    while ((await db.mailMessage.count({ where: { userId: ann.userId, state: "queued" } })) > 0) await sendQueuedMails(db, { from: "post@round.example", mayLeave: mayMailLeave });
    expect((await mails()).map((mail) => mail.state)).toEqual(["sent"]);
  });
});

describeDatabases(
  "two processes at the same digest",
  (open) => {
    it("send it once, also while something new comes in, which is in the next one", async () => {
      const db = open();
      const people = await Promise.all(Array.from({ length: 6 }, () => createPerson(db)));
      for (const person of people) {
        await choose(db, person, "daily");
        for (let n = 0; n < 5; n++) await tell(db, person, { title: `first ${n}`, path: `/deals/${n}` });
      }
      const at = new Date(Date.now() + 2 * dayMs);
      const [one, two] = await Promise.all([sendDueDigests(db, at), sendDueDigests(db, at), ...people.map((person) => tell(db, person, { title: "during", path: "/deals/x" }))]);
      expect(Number(one) + Number(two)).toBe(await db.mailMessage.count({ where: { kind: "digest", userId: { in: people.map((person) => person.userId) } } }));
      await sendDueDigests(db, new Date(at.getTime() + 3 * dayMs));
      for (const person of people) {
        const text = (await db.mailMessage.findMany({ where: { userId: person.userId, kind: "digest" } })).map((mail) => mail.text).join("\n");
        for (const title of ["first 0", "first 1", "first 2", "first 3", "first 4", "during"]) expect(text.split(`• ${title}\n`).length - 1, title).toBe(1);
      }
    });
  },
  { on: ["postgresql"] },
);
