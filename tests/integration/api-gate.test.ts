import { beforeAll, describe, expect, it } from "vitest";
import { renewPass } from "#app/domains/pickups/passes.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { apiClient } from "#tests/factories/api.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

describeDatabases("the gate by the API", (open) => {
  const api = apiClient(open);
  let pointId = "";
  let recycler: Actor;
  let staff: Actor;
  let anna: Actor;
  let ben: Actor;
  let stranger: Actor;
  let otherStaff: Actor;

  beforeAll(async () => {
    ({ pointId, recycler } = await createOwnPoint(open()));
    staff = await withRole(open(), recycler, "staff");
    [anna, ben, stranger] = [await createPerson(open()), await createPerson(open()), await createPerson(open())];
    otherStaff = await withRole(open(), await createParty(open(), "recycler"), "staff");
  });

  const refused = async (path: string, as: Actor, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await api.ask("POST", path, { as, body, headers });
    return [answer.status, answer.body.code];
  };
  /** A visit whose slot began some hours ago. */
  const visit = async (hoursAgo: number, as = anna) => {
    const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(-hoursAgo) });
    return `/bookings/${await bookedBy(open(), as, asked(slotId), clockAt(inHours(-hoursAgo - 2)))}`;
  };
  const standing = async () => [await open().booking.count(), await open().transition.count(), await open().visitMark.count(), await open().visitRefusal.count(), await open().outboxEvent.count()];

  describe("walk-ins", () => {
    it("come with a pass or unnamed, are weighed like others, and once per key", async () => {
      const pass = await renewPass(open(), { userId: anna.userId, partyId: anna.party.id, now: new Date() });
      const first = await api.ask("POST", "/walk-ins", { as: staff, body: { pointId, pass: `${pass.slice(0, 5)} ${pass.slice(5).toLowerCase()}` }, headers: { "Idempotency-Key": "one" } });
      expect(first.body).toMatchObject({ state: "checked_in", changed: true });
      const again = await api.ask("POST", "/walk-ins", { as: staff, body: { pointId, pass: `${pass.slice(0, 5)} ${pass.slice(5).toLowerCase()}` }, headers: { "Idempotency-Key": "one" } });
      expect([again.body.id, again.headers.get("idempotency-replayed")]).toEqual([first.body.id, "true"]);
      expect(await refused("/walk-ins", staff, { pointId }, { "Idempotency-Key": "one" })).toEqual([409, "HTTP.KEY_REUSED"]);
      expect(await refused("/walk-ins", staff, { pointId, pass })).toEqual([409, "PICKUPS.ALREADY_BOOKED"]);
      expect(await api.get(`/bookings/${String(first.body.id)}`, anna)).toMatchObject({ side: "resident", state: "checked_in" });
      const unnamed = await api.post("/walk-ins", staff, { pointId });
      expect(await open().booking.findUniqueOrThrow({ where: { id: String(unnamed.id) } })).toMatchObject({ isWalkIn: true, isAnonymous: true });
      const path = `/bookings/${String(unnamed.id)}`;
      await api.post(`${path}/weigh`, staff, { readings: [{ material: "cardboard", grossGrams: 4_000 }] });
      expect(await api.post(`${path}/complete`, staff)).toMatchObject({ state: "done" });
    });

    it("are let in by the point's own staff only, and beyond a full slot only when it says so", async () => {
      const before = await standing();
      for (const who of [anna, stranger, otherStaff]) expect(await refused("/walk-ins", who, { pointId })).toEqual([403, "PICKUPS.NOT_ALLOWED"]);
      expect(await refused("/walk-ins", staff, { pointId: newId() })).toEqual([404, "PICKUPS.NOT_FOUND"]);
      const unread = await api.ask("POST", "/walk-ins", { as: staff, body: { pointId, pass: "what" } });
      expect(unread.body).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID", errors: [{ pointer: "#/pass" }] });
      expect(await refused("/walk-ins", staff, { pointId, pass: "7KQ2M9XWVB" })).toEqual([404, "PICKUPS.PASS_NOT_FOUND"]);
      expect(await standing()).toEqual(before);
      const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(-0.1), capacityVisits: 1 });
      expect(await api.post("/walk-ins", staff, { pointId })).toMatchObject({ changed: true });
      expect((await open().slot.findUniqueOrThrow({ where: { id: slotId } })).takenVisits).toBe(1);
      expect(await refused("/walk-ins", staff, { pointId })).toEqual([409, "PICKUPS.FULL"]);
      expect(await api.post("/walk-ins", staff, { pointId, beyond: true })).toMatchObject({ changed: true });
    });
  });

  it("a load is turned away by staff, with its kind and words, once", async () => {
    const path = await visit(1);
    const body = { kind: "contaminated", reason: "Food in the boxes." };
    expect(await refused(`${path}/refuse`, staff, body)).toEqual([409, "PICKUPS.WRONG_STATE"]);
    await api.post(`${path}/check-in`, staff);
    const before = await standing();
    expect(await refused(`${path}/refuse`, anna, body)).toEqual([403, "PICKUPS.NOT_ALLOWED"]);
    for (const who of [stranger, otherStaff]) expect(await refused(`${path}/refuse`, who, body)).toEqual([404, "PICKUPS.NOT_FOUND"]);
    expect(await refused(`${path}/refuse`, staff, { ...body, version: 1 })).toEqual([409, "PICKUPS.STALE"]);
    for (const wrong of [{ ...body, reason: " " }, { ...body, kind: "ugly" }]) expect(await refused(`${path}/refuse`, staff, wrong)).toEqual([400, "HTTP.INPUT_INVALID"]);
    expect(await standing()).toEqual(before);
    expect(await api.post(`${path}/refuse`, staff, { ...body, version: 2 })).toMatchObject({ state: "rejected_on_site", changed: true });
    const after = await standing();
    expect(await api.post(`${path}/refuse`, staff, { ...body, version: 2 })).toMatchObject({ changed: false });
    expect(await standing()).toEqual(after);
    expect(await api.get(path, anna)).toMatchObject({ state: "rejected_on_site", reason: "Food in the boxes.", refusal: { kind: "contaminated", hasPhoto: false } });
  });

  it.each([
    ["no-show", "no_show_customer", "no_show"],
    ["missed", "missed_by_collector", "missed"],
  ] as const)("%s is a mark that the other side contests and its maker takes back, each once and under the version seen", async (verb, state, kind) => {
    const [maker, marked] = verb === "no-show" ? [staff, ben] : [ben, staff];
    const path = await visit(3, ben);
    const before = await standing();
    expect(await refused(`${path}/${verb}`, marked, {})).toEqual([403, "PICKUPS.NOT_ALLOWED"]);
    for (const who of [stranger, otherStaff]) expect(await refused(`${path}/${verb}`, who, {})).toEqual([404, "PICKUPS.NOT_FOUND"]);
    expect(await refused(`${path}/${verb}`, maker, { version: 9 })).toEqual([409, "PICKUPS.STALE"]);
    expect(await refused(`${path}/mark/contest`, marked, { words: "I was there." })).toEqual([404, "PICKUPS.NOT_FOUND"]);
    expect(await standing()).toEqual(before);
    expect(await api.post(`${path}/${verb}`, maker, { version: 1 })).toMatchObject({ state, changed: true });
    expect(await api.post(`${path}/${verb}`, maker, { version: 1 })).toMatchObject({ state, changed: false });
    expect(await open().visitMark.count()).toBe((before[2] ?? 0) + 1);
    expect(await api.get(path, marked)).toMatchObject({ mark: { kind, state: "standing", version: 1, contest: null }, markVerbs: ["contest"] });

    const contest = `${path}/mark/contest`;
    expect(await refused(contest, maker, { words: "No." })).toEqual([403, "PICKUPS.NOT_ALLOWED"]);
    for (const who of [stranger, otherStaff]) expect(await refused(contest, who, { words: "No." })).toEqual([404, "PICKUPS.NOT_FOUND"]);
    expect(await refused(contest, marked, { words: " " })).toEqual([400, "HTTP.INPUT_INVALID"]);
    expect(await refused(contest, marked, { words: "I was there.", version: 7 })).toEqual([409, "PICKUPS.STALE"]);
    expect(await api.post(contest, marked, { words: "I was there.", version: 1 })).toMatchObject({ state: "contested", changed: true });
    const contested = await standing();
    expect(await api.post(contest, marked, { words: "Again.", version: 1 })).toMatchObject({ state: "contested", changed: false });
    expect(await standing()).toEqual(contested);
    expect(await api.get(path, maker)).toMatchObject({ mark: { state: "contested", version: 2, contest: "I was there." }, markVerbs: ["withdraw"] });

    expect(await refused(`${path}/mark/withdraw`, marked, {})).toEqual([403, "PICKUPS.NOT_ALLOWED"]);
    expect(await refused(`${path}/mark/withdraw`, maker, { version: 1 })).toEqual([409, "PICKUPS.STALE"]);
    expect(await api.post(`${path}/mark/withdraw`, maker, { version: 2 })).toMatchObject({ state: "withdrawn", changed: true });
    expect(await api.post(`${path}/mark/withdraw`, maker, { version: 2 })).toMatchObject({ changed: false });
    expect(await refused(contest, marked, { words: "Still." })).toEqual([409, "PICKUPS.WRONG_STATE"]);
  });

  it("nobody is marked before their time is over, nor long after", async () => {
    const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(5) });
    const ahead = `/bookings/${await bookedBy(open(), anna, asked(slotId), { now: () => new Date() })}`;
    expect(await refused(`${ahead}/no-show`, staff, {})).toEqual([422, "PICKUPS.TOO_EARLY"]);
    expect(await refused(`${ahead}/missed`, anna, {})).toEqual([422, "PICKUPS.TOO_EARLY"]);
    expect(await refused(`${await visit(8 * 24)}/missed`, anna, {})).toEqual([409, "PICKUPS.TOO_LATE"]);
    const late = await visit(9 * 24);
    await api.post(`${late}/no-show`, staff);
    await open().visitMark.update({ where: { bookingId: late.split("/")[2] ?? "" }, data: { at: inHours(-7 * 24) } });
    expect(await refused(`${late}/mark/contest`, anna, { words: "I was there." })).toEqual([409, "PICKUPS.TOO_LATE"]);
  });
});
