import { beforeEach, describe, expect, it } from "vitest";
import { listUnlicensedAt } from "#app/domains/licences/licences.repository.server.ts";
import { pointFactsInput } from "#app/domains/points/care/care.schema.ts";
import { changeFacts } from "#app/domains/points/care/care.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { confirmSubdivision, viewUnconfirmedParts } from "./confirm-subdivision.server.ts";

describeDatabases("the part of a country a point lies in", (open) => {
  const clock = clockAt("2026-06-01T10:00:00Z");
  let recycler: Actor;
  let pointId: string;
  let judge: Actor;

  beforeEach(async () => {
    ({ pointId, recycler } = await createOwnPoint(open()));
    judge = await createPerson(open(), { isOperator: true });
    await grantLicence(open(), recycler, { materials: ["phones"], subdivision: "DE-BY" });
  });

  const place = { address: "Hauptstr. 3", postalCode: "84028", city: "Landshut", latitude: "48.54", longitude: "12.15" };
  const state = async (more: Record<string, string> = {}) => {
    const { version } = await stands();
    const typed = { name: "Hof", kind: "centre", phone: "", website: "", access: "", accessNote: "", wheelchair: "", lorryAccess: "", heightLimitCentimetres: "", dailyVisits: "", dailyGrams: "", ...place, subdivisionCode: "DE-BY" };
    return changeFacts(open(), await withRole(open(), recycler, "staff"), pointFactsInput.parse({ ...typed, pointId, version, ...more }), clock);
  };
  const stands = () => open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId }, select: { version: true, subdivisionCode: true, confirmedSubdivisionCode: true } });
  const missing = () => listUnlicensedAt(open(), { partyId: recycler.party.id, pointId, materials: ["phones"], at: clock.now() });
  const answer = (actor: Actor, version: number, liesThere = true) => confirmSubdivision(open(), actor, { pointId, version, liesThere }, clock);
  const waits = async () => {
    const seen = await viewUnconfirmedParts(open(), judge);
    return seen.ok && seen.value.some((point) => point.id === pointId);
  };

  it("counts for licences once somebody else has confirmed what its recycler states, and until the point moves", async () => {
    expect(await state()).toMatchObject({ ok: true });
    expect([await missing(), await waits()]).toEqual([["phones"], true]);
    const { version } = await stands();
    expect(await answer(judge, version)).toEqual({ ok: true, value: { pointId, version: version + 1 } });
    expect([await missing(), await waits()]).toEqual([[], false]);
    // The same facts once more change nothing; another place has to be looked at again.
    expect(await state()).toMatchObject({ ok: true });
    expect(await missing()).toEqual([]);
    expect(await state({ latitude: "52.5", longitude: "13.4" })).toMatchObject({ ok: true });
    expect([await missing(), await waits()]).toEqual([["phones"], true]);
    expect(await open().transition.count({ where: { subjectType: "point", subjectId: pointId, toState: "part_confirmed", reason: "DE-BY", actorUserId: judge.userId } })).toBe(1);
  });

  it("that contradicts the address is refused", async () => {
    expect(await state({ city: "Berlin" })).toMatchObject({ ok: false, error: "POINTS.SUBDIVISION_CONTRADICTS" });
    expect(await state({ city: "München" })).toMatchObject({ ok: true });
    expect(await state({ subdivisionCode: "DE-HH", city: "München" })).toMatchObject({ error: "POINTS.SUBDIVISION_CONTRADICTS" });
    expect(await stands()).toMatchObject({ version: 2, subdivisionCode: "DE-BY", confirmedSubdivisionCode: null });
  });

  describe("is confirmed", () => {
    beforeEach(async () => {
      await state();
    });

    it("by those who judge licences only, and by none of the recycler's own people", async () => {
      const { version } = await stands();
      for (const stranger of [recycler, await createParty(open(), "recycler"), await createPerson(open())]) {
        expect(await answer(stranger, version)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
        expect(await viewUnconfirmedParts(open(), stranger)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      }
      expect(await answer({ ...recycler, isOperator: true }, version)).toMatchObject({ error: "POINTS.OWN_NOT_ALLOWED" });
      // Acting for themselves they are the recycler's people still.
      expect(await answer({ ...judge, userId: recycler.userId }, version)).toMatchObject({ error: "POINTS.OWN_NOT_ALLOWED" });
      expect(await stands()).toMatchObject({ version, confirmedSubdivisionCode: null });
      expect(await answer(await createParty(open(), "authority"), version)).toMatchObject({ ok: true });
    });

    it("as it was looked at: not when the point changed since, nor where nothing is stated, nor of no point", async () => {
      const { version } = await stands();
      await state({ subdivisionCode: "DE-SN" });
      expect(await answer(judge, version)).toMatchObject({ error: "POINTS.STALE", details: { version: version + 1 } });
      expect(await answer(judge, version + 1, false)).toMatchObject({ ok: true });
      expect(await stands()).toEqual({ version: version + 2, subdivisionCode: null, confirmedSubdivisionCode: null });
      expect(await answer(judge, version + 2)).toMatchObject({ error: "POINTS.SUBDIVISION_UNKNOWN" });
      expect(await confirmSubdivision(open(), judge, { pointId: "none", version: 1, liesThere: true }, clock)).toMatchObject({ error: "POINTS.NOT_FOUND" });
    });
  });

  it("is never confirmed otherwise than stated: the database refuses", async () => {
    await state();
    const failure = await open().recyclingPoint.update({ where: { id: pointId }, data: { confirmedSubdivisionCode: "DE-SN" } }).then(() => null, (error: unknown) => error);
    expect(isCheckViolation(failure)).toBe(true);
  });
});
