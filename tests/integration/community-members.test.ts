import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import * as members from "#app/routes/communities_.$slug_.members.tsx";
import { createParty, withRole } from "#tests/factories/people.ts";
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
});
