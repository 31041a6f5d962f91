import { beforeAll, beforeEach, expect, it } from "vitest";
import { inviteRecycler, openProgramme, takePart } from "#app/domains/takeback/takeback.service.server.ts";
import { readEnvironment } from "#app/platform/env.server.ts";
import * as pledged from "#app/routes/takeback.pledged.tsx";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { authSettings, createSession } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("the form that counts things for a producer's programme", (open) => {
  let deal: Awaited<ReturnType<typeof createDeal>>;
  let programmeId = "";

  beforeAll(() => {
    const store = new Map<string, unknown>();
    store.set("env", readEnvironment(authSettings));
    store.set("database", { open: Promise.resolve({ db: open() }) });
    (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
  });

  beforeEach(async () => {
    const [producer, recycler] = [await createParty(open(), "producer"), await createParty(open(), "recycler")];
    programmeId = newId();
    must(await openProgramme(open(), producer, { programmeId, name: "Fridges come home", brand: "Yunling", description: "", categories: ["fridge"], regions: ["CN"] }));
    must(await inviteRecycler(open(), producer, { programmeId, recyclerPartyId: recycler.party.id }));
    must(await takePart(open(), recycler, { programmeId, version: 1, to: "joined" }));
    deal = await createDeal(open(), { kind: "buy_back", state: "accepted", taker: recycler, listing: { category: "fridge", title: "Fridge" } });
  });

  const address = () => `${authSettings.PUBLIC_URL}/takeback/pledged?deal=${deal.id}`;
  const headersOf = async (as: Actor) => ({ cookie: (await createSession(open(), { userId: as.userId, partyId: as.party.id })).cookie });
  async function send(as: Actor, fields: Record<string, string>) {
    const body = new URLSearchParams({ intent: "pledge", subject: "fridge", programmeId, itemCount: "1", ...fields });
    return pledged.action({ request: new Request(address(), { method: "POST", headers: await headersOf(as), body }), params: {}, context: {} }).catch((thrown: unknown) => thrown);
  }
  const counted = async () => (await open().takebackPledge.findMany({ where: { causeId: deal.id } })).map((one) => one.itemCount);

  it.each([
    ["a few", "errors:wholeNumber"],
    ["1.5", "errors:wholeNumber"],
    ["0", "errors:tooSmall|min=1"],
    ["10001", "errors:tooLarge|max=10000"],
  ])("%s is an error at its field, and comes back as it was typed", async (itemCount, message) => {
    expect(await send(deal.giver, { itemCount })).toMatchObject({ init: { status: 400 }, data: { subject: "fridge", error: null, reply: { status: "error", error: { itemCount: [message] }, initialValue: { itemCount, programmeId } } } });
    expect(await counted()).toEqual([]);
    const page = await pledged.loader({ request: new Request(address(), { headers: await headersOf(deal.giver) }), params: {}, context: {} });
    expect(page).toMatchObject({ back: `/deals/${deal.id}`, panel: { offers: [{ subject: "fridge", programmes: [{ id: programmeId }] }], mayPledge: true } });
  });

  it("what fits is counted once and taken back; strangers find nothing, and a refusal is said with what was typed", async () => {
    expect(await send(await createPerson(open()), {})).toMatchObject({ status: 404 });
    expect(await send(deal.taker, {})).toMatchObject({ init: { status: 403 }, data: { error: "TAKEBACK.NOT_ALLOWED" } });
    for (const again of [1, 2]) expect(await send(deal.giver, { itemCount: "2" }), String(again)).toMatchObject({ status: 302 });
    expect(await counted()).toEqual([2]);
    expect(await send(deal.giver, { itemCount: "3" })).toMatchObject({ init: { status: 409 }, data: { error: "TAKEBACK.WRONG_STATE", reply: { initialValue: { itemCount: "3" } } } });
    expect(await send(deal.giver, { intent: "remove" })).toMatchObject({ status: 302 });
    expect(await counted()).toEqual([]);
    must(await perform(open(), deal, "enter_code", { mover: "giver" }));
    expect(await send(deal.giver, {})).toMatchObject({ init: { status: 409 } });
  });
});
