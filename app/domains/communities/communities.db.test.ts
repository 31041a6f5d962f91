import { expect, it } from "vitest";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { communitiesOf, communityBySlug, communityDirectory, communityOf } from "./communities.repository.server.ts";
import { makeInvitation } from "./invitations.service.server.ts";

describeDatabases("communities", (open) => {
  const slugOf = async (id: string) => (await open().party.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug;

  it("finds by name and place, pages without loss, and hides the unlisted", async () => {
    const db = open();
    for (const [name, placeLabel] of [["Linden Street", "Basel"], ["菩提街", "上海"], ["100% Reuse_Club", "Zürich"], ["Linden School", "Zürich"]] as const) await createParty(db, "community", { name, placeLabel });
    await createParty(db, "community", { name: "Linden Secret", placeLabel: "Basel", isListed: false });
    const names = async (query: string) => (await communityDirectory(db, { query })).rows.map((row) => row.name).sort();
    expect(await names("linden")).toEqual(["Linden School", "Linden Street"]);
    expect(await names("linden zür")).toEqual(["Linden School"]);
    expect(await names("菩提")).toEqual(["菩提街"]);
    expect(await names("0%")).toEqual(["100% Reuse_Club"]);
    expect(await names("e_C")).toEqual(["100% Reuse_Club"]);
    expect(await names("%")).toEqual(["100% Reuse_Club"]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof communityDirectory>> = await communityDirectory(db, { cursor, limit: 3 });
      seen.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.sort()).toEqual(["100% Reuse_Club", "Linden School", "Linden Street", "菩提街"].sort());
  });

  it("shows an unlisted community to its people and to holders of the link only", async () => {
    const db = open();
    const owner = await createParty(db, "community", { name: "Hidden", isListed: false, joinPolicy: "invite" });
    const [stranger, member] = [await createPerson(db), await withRole(db, owner, "member")];
    const slug = await slugOf(owner.party.id);
    expect(await communityBySlug(db, { slug, userId: null })).toBeNull();
    expect(await communityBySlug(db, { slug, userId: stranger.userId })).toBeNull();
    expect(await communityBySlug(db, { slug, userId: stranger.userId, inviteToken: "" })).toBeNull();
    expect(await communityBySlug(db, { slug, userId: member.userId })).toMatchObject({ membership: { role: "member" }, requests: 0 });
    const invite = await makeInvitation(db, owner, { partyId: owner.party.id, days: 7, maxUses: null });
    const token = invite.ok ? invite.value.token : null;
    const invited = await communityBySlug(db, { slug, userId: null, inviteToken: token });
    expect(invited).toMatchObject({ name: "Hidden", isInvited: true });
    expect(JSON.stringify(invited)).not.toContain(token);
    const later = new Date(Date.now() + 8 * 86_400_000);
    expect(await communityBySlug(db, { slug, userId: null, inviteToken: token, now: later })).toBeNull();
  });

  it("tells managers alone how many people wait", async () => {
    const db = open();
    const owner = await createParty(db, "community", { joinPolicy: "ask" });
    const slug = await slugOf(owner.party.id);
    const asking = await createPerson(db);
    await joinParty(db, asking, { partyId: owner.party.id });
    expect((await communityBySlug(db, { slug, userId: owner.userId }))?.requests).toBe(1);
    expect(await communityBySlug(db, { slug, userId: asking.userId })).toMatchObject({ requests: 0, membership: { state: "requested" } });
    expect((await communityBySlug(db, { slug, userId: (await withRole(db, owner, "member")).userId }))?.requests).toBe(0);
  });

  it("knows whose row is mine", async () => {
    const db = open();
    const [first, second] = [await createParty(db, "community"), await createParty(db, "community")];
    const person = await createPerson(db);
    expect(await communityOf(db, person)).toBeNull();
    await joinParty(db, person, { partyId: second.party.id });
    await joinParty(db, person, { partyId: first.party.id });
    expect((await communityOf(db, person))?.id).toBe(second.party.id);
    expect((await communityOf(db, { ...person, party: first.party }))?.id).toBe(first.party.id);
    expect((await communitiesOf(db, person.userId)).map((row) => row.id).sort()).toEqual([first.party.id, second.party.id].sort());
  });
});
