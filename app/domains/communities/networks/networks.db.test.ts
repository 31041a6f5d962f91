import { expect, it } from "vitest";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { editCommunity } from "#app/flows/edit-community.server.ts";
import { communitiesMails } from "#app/outbox/mails/communities.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findNetwork, listInvitable, listNetworkMembers, listNetworks, networkTotal } from "./networks.repository.server.ts";
import type { NetworkVerb } from "./networks.rules.ts";
import { foundNetwork, moveInNetwork } from "./networks.service.server.ts";

type Row = { id: string; kind: string; co2e: bigint | null; low: bigint | null; high: bigint | null; shares: { community: string | null; ppm: number; co2e: number | null; moved: number }[] };

describeDatabases("networks of communities", (open, kind) => {
  let made = 0;
  const found = async (actor: Actor, communityId: string | null) => {
    made += 1;
    const done = await foundNetwork(open(), actor, { name: `Quarter ${made}`, slug: `quarter-${made}`, kind: "district", placeLabel: "Kunming", description: "", communityId });
    if (!done.ok) throw new Error(done.error);
    return done.value.networkId;
  };
  const move = (actor: Actor, networkId: string, communityId: string, verb: NetworkVerb, version: number) => moveInNetwork(open(), actor, { networkId, communityId, verb, version });
  const names = async (networkId: string) => (await listNetworkMembers(open(), { networkId, states: ["active"] })).map(({ id }) => id).toSorted();

  it("are founded by owners and operators, and come together by both sides", async () => {
    const db = open();
    const [one, two, other] = [await createParty(db, "community"), await createParty(db, "community"), await createParty(db, "community")];
    const [manager, operator, stranger] = [await withRole(db, one, "manager"), await createPerson(db, { isOperator: true }), await createPerson(db)];
    const wish = { name: "Lake", slug: "lake", kind: "city" as const, placeLabel: "Kunming", description: "" };
    for (const [actor, communityId] of [[manager, one.party.id], [stranger, one.party.id], [two, one.party.id], [stranger, null], [one, null]] as const) expect(await foundNetwork(db, actor, { ...wish, communityId })).toMatchObject({ error: "NETWORKS.NOT_ALLOWED" });
    const networkId = await found(one, one.party.id);
    expect(await foundNetwork(db, one, { ...wish, slug: `quarter-${made}`, communityId: one.party.id })).toMatchObject({ error: "NETWORKS.NAME_TAKEN" });
    expect(await names(networkId)).toEqual([one.party.id]);

    const id = two.party.id;
    for (const actor of [stranger, manager, other]) expect(await move(actor, networkId, id, "ask", 0)).toMatchObject({ error: "NETWORKS.NOT_ALLOWED" });
    expect(await move(two, networkId, id, "accept", 0)).toMatchObject({ error: "NETWORKS.MEMBER_WRONG_STATE" });
    expect(await move(one, networkId, id, "invite", 0)).toMatchObject({ ok: true });
    const [asked] = await db.outboxEvent.findMany({ where: { type: "communities.network-asked" }, orderBy: { id: "desc" }, take: 1 });
    for (let times = 0; times < 2; times += 1) await communitiesMails["communities.network-asked"]?.(db, { payload: asked?.payload } as never);
    const told = await db.notification.findMany({ where: { subjectType: "network" }, select: { userId: true, path: true, trueWhile: true } });
    expect(told).toEqual([{ userId: two.userId, path: `/networks/quarter-${made}`, trueWhile: ["invited"] }]);
    // Sent again, it is one that has moved.
    expect(await move(one, networkId, id, "invite", 0)).toMatchObject({ error: "NETWORKS.STALE", details: { version: 1 } });
    expect(await move(one, networkId, id, "accept", 1)).toMatchObject({ error: "NETWORKS.MEMBER_WRONG_STATE" });
    expect(await names(networkId)).toEqual([one.party.id]);
    expect(await move(two, networkId, id, "accept", 1)).toMatchObject({ ok: true });
    expect(await names(networkId)).toEqual([one.party.id, id].toSorted());
    expect(await move(other, networkId, other.party.id, "ask", 0)).toMatchObject({ ok: true });
    expect(await move(operator, networkId, other.party.id, "accept", 1)).toMatchObject({ ok: true });
    expect(await move(two, networkId, id, "leave", 2)).toMatchObject({ ok: true });
    // Who ran it has left: operators do.
    expect(await move(one, networkId, one.party.id, "leave", 1)).toMatchObject({ ok: true });
    expect((await findNetwork(db, `quarter-${made}`))?.stewardPartyId).toBeNull();
    expect(await move(one, networkId, id, "invite", 3)).toMatchObject({ error: "NETWORKS.NOT_ALLOWED" });
    expect(await names(networkId)).toEqual([other.party.id]);
  });

  it("know of no private community, and of none that turns private", async () => {
    const db = open();
    const [steward, turning, secret] = [await createParty(db, "community"), await createParty(db, "community", { name: "Turning" }), await createParty(db, "community", { name: "Secret", isListed: false, joinPolicy: "invite" })];
    const operator = await createPerson(db, { isOperator: true });
    expect(await foundNetwork(db, secret, { name: "S", slug: "s", kind: "city", placeLabel: "S", description: "", communityId: secret.party.id })).toMatchObject({ error: "NETWORKS.NOT_ALLOWED" });
    const networkId = await found(turning, turning.party.id);
    for (const actor of [secret, operator, steward]) expect(await move(actor, networkId, secret.party.id, "ask", 0)).toMatchObject({ error: "NETWORKS.NOT_FOUND" });
    expect((await listInvitable(db, networkId)).map(({ name }) => name)).not.toContain("Secret");
    await move(steward, networkId, steward.party.id, "ask", 0);
    expect(await move(turning, networkId, steward.party.id, "accept", 1)).toMatchObject({ ok: true });
    await db.impactTotal.create({ data: { scopeType: "community", scopeId: turning.party.id, period: "all", route: "all", material: "all", co2eGrams: 100n, entryCount: 1 } });
    expect(await networkTotal(db, networkId)).toMatchObject({ co2eGrams: 100 });

    const { version } = await db.party.findUniqueOrThrow({ where: { id: turning.party.id } });
    const edit = { name: "Turning", description: "", placeLabel: "Basel", joinPolicy: "invite" as const, isListed: false };
    expect(await editCommunity(db, turning, { partyId: turning.party.id, version, edit })).toMatchObject({ ok: true });
    expect(await names(networkId)).toEqual([steward.party.id]);
    expect(await networkTotal(db, networkId)).toMatchObject({ co2eGrams: 0, members: 1 });
    expect(await db.communityNetwork.findUniqueOrThrow({ where: { id: networkId } })).toMatchObject({ stewardPartyId: null });
    expect((await listNetworks(db, { afterSlug: null, limit: 100 })).find(({ id }) => id === networkId)?.communities).toBe(1);
    // It does not come back by itself when it is listed again.
    await inTransaction(db, (tx) => tx.party.update({ where: { id: turning.party.id }, data: { isListed: true, joinPolicy: "open" } }));
    expect(await names(networkId)).toEqual([steward.party.id]);
  });

  it("count every entry once, whatever happened", async () => {
    const db = open();
    const { listed, hidden } = await ledgerHistory(db, { seed: kind === "pglite" ? 17 : 29, steps: 40, key: newSigningKey("roundabout.test/ledger") });
    const operator = await createPerson(db, { isOperator: true });
    const networkId = await found(operator, null);
    const rows = await db.$queryRawUnsafe<Row[]>(`
      SELECT e.id, e.kind::text AS kind, e.co2e_grams AS co2e, e.low_grams AS low, e.high_grams AS high,
        (SELECT json_agg(json_build_object('community', s.community_id, 'ppm', s.ppm, 'co2e', s.co2e_grams, 'moved', s.moved_grams)) FROM ledger_share s WHERE s.entry_id = e.id) AS shares
      FROM ledger_entry e`);
    const worth = { entry: 1, reversal: -1 } as Record<string, number>;
    for (const communities of [listed.slice(0, 1), listed]) {
      for (const communityId of communities) {
        await db.communityNetworkMember.upsert({ where: { networkId_partyId: { networkId, partyId: communityId } }, create: { networkId, partyId: communityId, state: "active", changedAt: new Date() }, update: {} });
      }
      const inside = (row: Row) => row.shares.filter(({ community }) => community !== null && communities.includes(community));
      const touched = rows.filter((row) => inside(row).length > 0);
      const total = await networkTotal(db, networkId);
      expect(total.entryCount).toBe(touched.reduce((sum, row) => sum + (worth[row.kind] ?? 0), 0));
      expect(total.co2eGrams).toBe(touched.reduce((sum, row) => sum + inside(row).reduce((part, share) => part + (share.co2e ?? 0), 0), 0));
      // Wholly inside: exactly what the entry itself says, and no more.
      for (const row of touched) {
        const ours = inside(row);
        const ppm = ours.reduce((sum, share) => sum + share.ppm, 0);
        expect(ppm).toBeLessThanOrEqual(1_000_000);
        if (ppm === 1_000_000 && row.co2e !== null) expect(ours.reduce((sum, share) => sum + (share.co2e ?? 0), 0)).toBe(Number(row.co2e));
      }
    }
    // The test can see: some hand-overs were between the two, and both communities say so.
    const between = rows.filter((row) => row.kind === "entry" && listed.every((id) => row.shares.some(({ community }) => community === id)));
    expect(between.length).toBeGreaterThan(0);
    const each = await listNetworkMembers(db, { networkId, states: ["active"] });
    const total = await networkTotal(db, networkId);
    expect(each.reduce((sum, one) => sum + one.co2eGrams, 0)).toBe(total.co2eGrams);
    expect(each.map(({ id }) => id)).not.toContain(hidden);
  });

  if (kind === "postgresql") it("move once when both sides press at the same time", async () => {
    const [one, two] = [await createParty(open(), "community"), await createParty(open(), "community")];
    const networkId = await found(one, one.party.id);
    const both = await Promise.all([move(one, networkId, two.party.id, "invite", 0), move(two, networkId, two.party.id, "ask", 0)]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.find((result) => !result.ok)).toMatchObject({ error: "NETWORKS.STALE" });
  });
});
