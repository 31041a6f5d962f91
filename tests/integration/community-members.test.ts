import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import * as members from "#app/routes/communities_.$slug_.members.tsx";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("the page of a community's members", (open) => {
  beforeAll(() => serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-members-"))));
  const slugOf = async (id: string) => (await open().party.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug;

  it("offers each member's own role among those to choose from, also one that is given no more", async () => {
    const owner = await createParty(open(), "community");
    const manager = await withRole(open(), owner, "manager");
    for (const role of ["staff", "member", "viewer"] as const) await withRole(open(), owner, role);
    const shown = async (as: typeof owner) => {
      const loader = async (args: never) => ({ data: await members.loader(args) });
      const answer = await askRoute(open(), loader, as, { slug: await slugOf(owner.party.id) });
      return new Map(((await answer.json()) as { members: { role: string; roles: string[] }[] }).members.map((one) => [one.role, one.roles]));
    };
    const [byOwner, byManager] = [await shown(owner), await shown(manager)];
    expect(byOwner.get("viewer")).toEqual(["owner", "manager", "member", "viewer"]);
    expect(byOwner.get("staff")).toEqual(["owner", "manager", "staff", "member"]);
    expect(byManager.get("viewer")).toEqual(["member", "viewer"]);
    expect(byManager.get("manager")).toEqual(["manager"]);
  });

  it("asks of each button its own fields and no other's", async () => {
    const owner = await createParty(open(), "community", { joinPolicy: "ask" });
    const [asking, other] = [await createPerson(open()), await withRole(open(), owner, "member")];
    await joinParty(open(), asking, { partyId: owner.party.id });
    const slug = await slugOf(owner.party.id);
    const press = async (fields: Record<string, string>) => (await askRoute(open(), members.action, owner, { slug }, { method: "POST", body: new URLSearchParams(fields) })).status;
    const stands = async (userId: string) => open().membership.findUniqueOrThrow({ where: { partyId_userId: { partyId: owner.party.id, userId } }, select: { state: true, role: true } });
    for (const wrong of [{}, { intent: "toString" }, { intent: "accept" }, { intent: "role", userId: other.userId }, { intent: "role", userId: other.userId, role: "viewer" }, { intent: "remove", userId: other.userId }, { intent: "invite", days: "2" }]) {
      expect(await press(wrong as Record<string, string>)).toBe(400);
    }
    // A field that is no business of this button's may be anything.
    expect(await press({ intent: "accept", userId: asking.userId, days: "x", reason: "" })).toBe(302);
    expect(await stands(asking.userId)).toEqual({ state: "active", role: "member" });
    expect(await press({ intent: "role", userId: other.userId, role: "manager" })).toBe(302);
    expect(await stands(other.userId)).toEqual({ state: "active", role: "manager" });
    expect(await press({ intent: "remove", userId: other.userId, reason: "Moved away" })).toBe(302);
    expect((await stands(other.userId)).state).toBe("ended");
    expect(await press({ intent: "invite", days: "7", maxUses: "", submissionId: "one" })).toBe(302);
    const { id } = await open().communityInvitation.findFirstOrThrow({ where: { partyId: owner.party.id }, select: { id: true } });
    expect(await press({ intent: "endInvite", invitationId: id })).toBe(302);
    expect(await open().communityInvitation.findUnique({ where: { id }, select: { revokedAt: true } })).not.toEqual({ revokedAt: null });
  });
});
