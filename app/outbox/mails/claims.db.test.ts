import { expect, it } from "vitest";
import { acceptClaim, refuseClaim, stateClaim, withdrawClaim } from "#app/domains/listings/claims/claims.service.server.ts";
import { sendDueDigests } from "#app/flows/send-digests.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { dispatchOnce } from "../dispatch.server.ts";
import { toMails } from "../to-mails.server.ts";
import { claimsMails } from "./claims.server.ts";

type Db = Database["db"];
const document = { key: "claims/told/document.pdf", type: "application/pdf", bytes: 1_234 };

describeDatabases("decisions about green claims", (open) => {
  const deliver = async () => {
    while ((await dispatchOnce(open(), [toMails([claimsMails])])) > 0);
  };
  const state = async (db: Db, owner: Actor, listingId: string) => must(await stateClaim(db, owner, { listingId, kind: "recycled_content", percent: 60, document, submissionId: newId() })).id;
  const told = (who: Actor) => open().notification.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" }, select: { kind: true, path: true, partyId: true, inApp: true, words: true } });
  const mails = (who: Actor) => open().mailMessage.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" }, select: { subject: true, text: true } });

  it("are told to who stated it, at the bell and by mail, once, with the reason of a no, in their language", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db, { name: "Mei", locale: "zh-CN" }), await createPerson(db, { isOperator: true })];
    const listing = await createListing(db, owner, { title: "Crate" });
    const claimId = await state(db, owner, listing.id);
    must(await acceptClaim(db, operator, { claimId, version: 1 }));
    await deliver();
    must(await refuseClaim(db, operator, { claimId, version: 2, reason: "证书已过期" }));
    await deliver();
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver();
    const rows = await told(owner);
    expect(rows).toMatchObject([
      { kind: "moderation", partyId: owner.party.id, path: `/listings/${listing.id}/claims`, inApp: true, words: { en: { title: "“Recycled content: 60%” is now shown on “Crate”" } } },
      { words: { en: { title: "“Recycled content: 60%” was not accepted for “Crate”", text: "Reason: 证书已过期" }, "zh-CN": { text: "原因：证书已过期" } } },
    ]);
    expect((await mails(owner)).map((mail) => mail.subject)).toEqual(["“Crate”的声明“再生料含量：60%”已通过并显示", "“Crate”的声明“再生料含量：60%”未通过"]);
    expect((await mails(owner))[1]?.text).toContain("原因：证书已过期");
    expect(await told(operator)).toEqual([]);
  });

  it("are not told once decided anew or taken back, neither at once nor in a digest", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await createListing(db, owner);
    const claimId = await state(db, owner, listing.id);
    must(await acceptClaim(db, operator, { claimId, version: 1 }));
    must(await withdrawClaim(db, owner, { claimId, version: 2 }));
    await deliver();
    expect(await told(owner)).toEqual([]);
    await db.notificationChoice.create({ data: { userId: owner.userId, partyId: owner.party.id, kind: "moderation", inApp: true, mail: "daily" } });
    const second = await state(db, owner, listing.id);
    must(await acceptClaim(db, operator, { claimId: second, version: 1 }));
    await deliver();
    must(await withdrawClaim(db, owner, { claimId: second, version: 2 }));
    await sendDueDigests(db, new Date(Date.now() + 2 * 86_400_000));
    expect(await told(owner)).toHaveLength(1);
    expect(await mails(owner)).toEqual([]);
  });

  it("go to the party's owners where who stated it has left, and not to who has left", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    const [boss, staff, operator] = [await withRole(db, recycler, "owner"), await withRole(db, recycler, "staff"), await createPerson(db, { isOperator: true })];
    const listing = await createListing(db, boss);
    const claimId = await state(db, staff, listing.id);
    await db.membership.updateMany({ where: { userId: staff.userId, partyId: recycler.party.id }, data: { state: "ended" } });
    must(await acceptClaim(db, operator, { claimId, version: 1 }));
    await deliver();
    expect(await told(staff)).toEqual([]);
    expect(await told(boss)).toHaveLength(1);
  });
});
