import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { operations } from "#app/api/operations.server.ts";
import { foundNetwork } from "#app/domains/communities/networks/networks.service.server.ts";
import { endInvitation, makeInvitation } from "#app/domains/communities/invitations.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { holdListing, liftHold } from "#app/domains/listings/holds.service.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import { removeMember } from "#app/domains/identity/membership.service.server.ts";
import { editCommunity } from "#app/flows/edit-community.server.ts";
import { reviewListing } from "#app/flows/review-listing.server.ts";
import { publishDraft } from "#app/flows/publish-listing.server.ts";
import { mayWatch, parseTopic } from "#app/realtime/topics.server.ts";
import * as blocks from "#app/routes/account.blocks.tsx";
import * as page from "#app/routes/communities_.$slug.tsx";
import * as door from "#app/routes/communities_.$slug_.join.tsx";
import * as oembed from "#app/routes/oembed.ts";
import { addItem } from "#app/domains/shelves/shelves.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { apiClient } from "#tests/factories/api.ts";
import { createDay } from "#tests/factories/events.ts";
import { goodsLot } from "#tests/factories/impact.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { authSettings } from "#tests/factories/sessions.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

type Loader = (args: never) => unknown;
type Route = { loader?: Loader };
const routes = import.meta.glob<Route>("../../app/routes/**/*.{ts,tsx}", { eager: true });
/** Of files in folders only the page itself. */
const pages = Object.entries(routes).filter(([file]) => !/routes\/[^/]+\/(?!route\.)/.test(file));

/** A loader whose whole answer can be read: of one that gives plain data, the data. */
const whole = (loader: Loader) => async (args: never) => {
  const answer = await loader(args);
  if (answer instanceof Response) return answer;
  if (typeof answer !== "object" || answer === null || !("init" in answer && "data" in answer)) return { data: answer };
  return { data: answer.data, init: answer.init ?? {} };
};

/** Words of the community that nobody else uses, and that no request of these tests contains. */
const words = { name: "Zebra Hollowmere", description: "Ferncastle, for its own people", place: "Otterby" };
const secret = /hollowmere|ferncastle|otterby/i;

describeDatabases("a private community", (open, kind) => {
  const api = apiClient(open);
  let owner: Actor, member: Actor, stranger: Actor, neighbour: Actor;
  let ids: { community: string; slug: string; listing: string; entries: string[] };

  beforeAll(async () => {
    const db = open();
    serveRoutesFrom(db, mkdtempSync(path.join(os.tmpdir(), "roundabout-private-")));
    owner = await createParty(db, "community", { name: words.name, description: words.description, placeLabel: words.place });
    const listed = await createParty(db, "community", { name: "Open Street" });
    const communityId = owner.party.id;
    member = await createPerson(db, { communityId });
    neighbour = await createPerson(db, { communityId: listed.party.id });
    stranger = await createPerson(db);
    await withRole(db, owner, "member");
    await withRole(db, owner, "member");
    const lots = [1, 2, 3].map(() => goodsLot({ giverPartyId: member.party.id, takerPartyId: neighbour.party.id, category: "jeans", itemCount: 2 }));
    const recorded = await db.$transaction((tx) => recordLots(tx, lots));
    await advanceLedger(db);
    // Written for everybody while it was listed.
    for (const kind of ["news", "question"]) await db.communityPost.create({ data: { id: newId(), partyId: communityId, authorUserId: member.userId, authorPartyId: member.party.id, kind, audience: "everybody", body: "Ferncastle meets on Sunday", createdAt: new Date() } });
    const network = await foundNetwork(db, owner, { name: "A quarter", slug: "a-quarter", kind: "district", placeLabel: "Somewhere", description: "", communityId });
    if (!network.ok) throw new Error(network.error);
    // From the time before it turned private.
    const listing = await createListing(db, owner, { title: "A shelf", state: "completed" });
    const { version } = await db.party.findUniqueOrThrow({ where: { id: communityId }, select: { version: true } });
    const edit = { name: words.name, description: words.description, placeLabel: words.place, joinPolicy: "invite" as const, isListed: false, rulesText: "Ferncastle rules" };
    const edited = await editCommunity(db, owner, { partyId: communityId, version, edit });
    if (!edited.ok) throw new Error(edited.error);
    const { slug } = await db.party.findUniqueOrThrow({ where: { id: communityId }, select: { slug: true } });
    ids = { community: communityId, slug, listing: listing.id, entries: recorded.map((row) => row.entryId) };
  });

  const queries = () => ["", "?q=Zebra", `?community=${ids.community}&scope=community&metric=per_head`, `?community=${ids.slug}&scope=community`, `?subject=party&id=${ids.community}`, `?subject=review&id=${ids.community}:1`, `?token=${"x".repeat(24)}`, ...["xml", "json"].map((format) => `?format=${format}&url=${encodeURIComponent(`${authSettings.PUBLIC_URL}/communities/${ids.slug}`)}`)];

  /** What the loaders of all routes (or those named) say to somebody: how many answered, and where the community stood. */
  async function walk(as: Actor | null, only = "", asking?: readonly string[]): Promise<{ answered: number; found: string[] }> {
    let answered = 0;
    const found: string[] = [];
    for (const [file, { loader }] of pages) {
      if (!loader || !file.includes(only)) continue;
      const names = [...file.slice(file.indexOf("routes/")).matchAll(/\$(\w*)/g)].map((match) => match[1]?.replace(/_$/, "") || "*");
      const values = names.length === 0 ? [""] : asking ?? [ids.slug, ids.community, ids.listing, ...ids.entries.slice(0, 1), ...(file.includes("/networks.") ? ["a-quarter"] : [])];
      for (const value of values) {
        for (const query of names.length === 0 ? queries() : [""]) {
          const params = Object.fromEntries(names.map((name) => [name, value]));
          const answer = await askRoute(open(), whole(loader), as, params, { query }).catch((error: unknown) => new Response(`a loader failed: ${String(error)}`, { status: 500 }));
          const said = `${answer.headers.get("location") ?? ""} ${await answer.text()}`;
          if (answer.status < 400) answered += 1;
          // Where the id was in the question, it may be in the answer's echo of it; the words never are.
          const asked = value === ids.community || query.includes(ids.community);
          if (answer.status === 500 || secret.test(said) || (!asked && said.includes(ids.community))) found.push(`${file} ${value} ${query}: ${answer.status} ${answer.status === 500 ? said : ""}`);
        }
      }
    }
    return { answered, found };
  }

  // What a loader leaves out does not depend on the database, and the walk is long: it is gone once. PostgreSQL's own are the tests below it.
  if (kind === "pglite") it("is on no page for a visitor, a neighbour it shared a hand-over with, or a stranger who has its id", async () => {
    for (const as of [null, stranger, neighbour]) {
      const { answered, found } = await walk(as);
      expect(found).toEqual([]);
      expect(answered).toBeGreaterThan(100);
    }
    // Feeds and what is told of links are walked too, and give nothing else to programs.
    for (const file of ["listings[.]atom.ts", "impact_.ledger[.]atom.ts", "oembed.ts"]) expect(pages.some(([name]) => name.endsWith(`/${file}`)), file).toBe(true);
    for (const as of [null, stranger, member]) {
      for (const at of [`/communities/${ids.slug}`, `/listings/${ids.listing}`]) expect((await askRoute(open(), oembed.loader, as, {}, { query: `?url=${encodeURIComponent(authSettings.PUBLIC_URL + at)}` })).status).toBe(404);
    }
  }, 300_000);

  // The test can see.
  if (kind === "pglite") it("is on its own people's pages: the same walk finds it there", async () => {
    for (const file of ["communities.tsx", "communities_.$slug.tsx", "communities_.$slug_.feed.tsx", "impact_.entries.$id.tsx"]) expect((await walk(member, file)).found, file).not.toEqual([]);
  });

  if (kind === "pglite") it("is in no answer of the API", async () => {
    const reads = operations.filter((one) => one.method === "get" && one.auth !== "device");
    for (const as of [undefined, stranger, neighbour]) {
      let answered = 0;
      for (const { path: template } of reads) {
        const values = template.includes("{") ? [ids.slug, ids.community, ids.listing, ids.entries[0] ?? "", ...(template.includes("network") ? ["a-quarter"] : [])] : [""];
        for (const value of values) {
          for (const query of value === "" ? queries() : [""]) {
            const asked = value === ids.community || query.includes(ids.community);
            const { status, text } = await api.ask("GET", `${template.replace(/\{\w+\}/g, encodeURIComponent(value))}${query}`, { as });
            if (status < 400) answered += 1;
            expect(secret.test(text) || (!asked && text.includes(ids.community)), `${template} ${value} ${query}`).toBe(false);
          }
        }
      }
      expect(answered).toBeGreaterThan(10);
    }
    expect((await api.get(`/communities/${ids.slug}`, member)).name).toBe(words.name);
    const refused = await api.ask("POST", "/reports", { as: stranger, body: { subject: "party", id: ids.community, reason: "scam" } });
    expect(refused.body).toMatchObject({ status: 404, code: "TRUST.NOT_FOUND" });
  });

  it("keeps its days, their files and sheets, and its shelf to its members", async () => {
    const clock = { now: () => new Date() };
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const day = await createDay(open(), owner, clock, { title: "Ferncastle market", date: tomorrow });
    const itemId = newId();
    expect(await addItem(open(), owner, ids.slug, { itemId, kind: "tool", title: "Ferncastle ladder", isbn: null, note: "", loanDays: 7 })).toMatchObject({ ok: true });
    for (const as of [null, stranger, neighbour]) {
      expect((await walk(as, "/events.", [day])).found).toEqual([]);
      expect((await walk(as, "/shelf.", [itemId])).found).toEqual([]);
    }
    // The page, the file and the sheet for members; the item's page.
    expect((await walk(member, "/events.", [day])).found).toHaveLength(3);
    expect((await walk(member, "/shelf.", [itemId])).found).toHaveLength(1);
  });

  it("does not come to light by being blocked, reported, joined or looked for in the sockets", async () => {
    const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });
    const statuses = [
      await askRoute(open(), blocks.action, stranger, {}, form({ intent: "block", partyId: ids.community })),
      await askRoute(open(), door.action, stranger, { slug: ids.slug }, form({ token: "", rulesVersion: "1" })),
      await askRoute(open(), door.action, stranger, { slug: ids.slug }, form({ token: "x".repeat(24), rulesVersion: "1" })),
      await askRoute(open(), page.action, stranger, { slug: ids.slug }, form({ intent: "join" })),
    ].map((answer) => answer.status);
    expect(statuses).toEqual([404, 404, 404, 404]);

    const topic = parseTopic(`community:${ids.community}`);
    if (!topic) throw new Error("no topic");
    const who = (actor: Actor) => ({ actor, email: "", sessionId: "", parties: [] });
    expect(await mayWatch(null, topic)).toBe(false);
    expect(await mayWatch(who(stranger), topic)).toBe(false);
    const guest = await withRole(open(), owner, "member");
    expect(await mayWatch(who(guest), topic)).toBe(true);
    await removeMember(open(), owner, { partyId: ids.community, userId: guest.userId, reason: "Told outside" });
    expect(await mayWatch(who(guest), topic)).toBe(false);
  });

  it("opens to whoever holds an invitation, as far as the door", async () => {
    const made = await makeInvitation(open(), owner, { partyId: ids.community, days: 1, maxUses: 1 });
    if (!made.ok) throw new Error(made.error);
    const shown = await askRoute(open(), whole(door.loader), null, { slug: ids.slug }, { query: `?token=${made.value.token}` });
    expect(await shown.json()).toMatchObject({ door: { name: words.name, rulesVersion: 1 }, signInTo: expect.stringContaining(`token%3D${made.value.token}`) as string });
    expect((await askRoute(open(), page.loader, stranger, { slug: ids.slug }, { query: `?token=${made.value.token}` })).status).toBe(404);
  });

  it("opens no door by an invitation that is over, nor to somebody removed since it was made", async () => {
    const db = open();
    const invite = async (maxUses: number | null = null) => {
      const made = await makeInvitation(db, owner, { partyId: ids.community, days: 1, maxUses });
      if (!made.ok) throw new Error(made.error);
      return made.value;
    };
    const knock = async (as: Actor, token: string) => [
      (await askRoute(db, whole(door.loader), as, { slug: ids.slug }, { query: `?token=${token}` })).status,
      (await askRoute(db, door.action, as, { slug: ids.slug }, { method: "POST", body: new URLSearchParams({ token, rulesVersion: "1" }) })).status,
    ];
    const guest = await createPerson(db);
    const [old, once, revoked, ended] = [await invite(), await invite(1), await invite(), await invite()];
    expect(await knock(guest, once.token)).toEqual([200, 302]);
    await removeMember(db, owner, { partyId: ids.community, userId: guest.userId, reason: "Told outside" });
    await endInvitation(db, owner, { partyId: ids.community, invitationId: revoked.invitationId });
    await db.communityInvitation.update({ where: { id: ended.invitationId }, data: { expiresAt: new Date(Date.now() - 1) } });
    for (const { token } of [old, once, revoked, ended]) expect(await knock(guest, token)).toEqual([404, 404]);
    for (const { token } of [once, revoked, ended]) expect(await knock(stranger, token)).toEqual([404, 404]);
    const shown = await askRoute(db, whole(door.loader), guest, { slug: ids.slug }, { query: `?token=${old.token}` });
    expect(await shown.text()).not.toMatch(secret);
    // What was made since opens again, all the way.
    expect(await knock(guest, (await invite()).token)).toEqual([200, 302]);
  });

  it("lists nothing in its own name, and does not turn private while it does", async () => {
    const db = open();
    const draft = await createListing(db, owner, { title: "Another shelf", state: "draft" });
    expect(await publishDraft(db, owner, { listingId: draft.id })).toMatchObject({ ok: false, error: "LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED" });
    const other = await createParty(db, "community");
    await createListing(db, other, { title: "In the open" });
    const edit = { name: "Other", description: "", placeLabel: null, joinPolicy: "invite" as const, isListed: false };
    expect(await editCommunity(db, other, { partyId: other.party.id, version: 1, edit })).toMatchObject({ ok: false, error: "COMMUNITIES.LISTINGS_OPEN_WRONG_STATE" });
    expect(await db.party.findUnique({ where: { id: other.party.id }, select: { isListed: true, version: true } })).toEqual({ isListed: true, version: 1 });
  });

  it("has nothing listed by a moderator either: not by review, not when a hold is lifted", async () => {
    const db = open();
    const moderator = { ...(await createPerson(db)), isOperator: true };
    const waiting = await createListing(db, owner, { title: "A battery", state: "pending_review" });
    expect(await reviewListing(db, moderator, { listingId: waiting.id, outcome: "approve" })).toMatchObject({ ok: false, error: "LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED" });
    expect(await reviewListing(db, moderator, { listingId: waiting.id, outcome: "reject", reason: "Of a private community." })).toMatchObject({ ok: true, value: { state: "rejected" } });
    const other = await createParty(db, "community");
    const held = await createListing(db, other, { title: "A held shelf" });
    const now = new Date();
    await inTransaction(db, (tx) => holdListing(tx, moderator, { listingId: held.id, cause: "case:1", now }));
    const edit = { name: "Other", description: "", placeLabel: null, joinPolicy: "invite" as const, isListed: false };
    expect(await editCommunity(db, other, { partyId: other.party.id, version: 1, edit })).toMatchObject({ ok: true });
    expect(await inTransaction(db, (tx) => liftHold(tx, moderator, { listingId: held.id, cause: "case:1", now }))).toMatchObject({ ok: true, value: { state: "paused" } });
  });
});
