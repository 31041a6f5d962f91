import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { answerApi } from "#app/api/router.server.ts";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { answerKeySet } from "#app/platform/signatures/answer-key.server.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createDevice } from "#tests/factories/devices.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { authSettings } from "#tests/factories/sessions.ts";
import { serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { createTerminal, type Network } from "../terminal/terminal.ts";

const hourMs = 3_600_000;
const url = authSettings.PUBLIC_URL;

// One session cannot show a race, so these run on PostgreSQL only.
describeDatabases(
  "devices, many at once",
  (open) => {
    it("a batch that comes ten times at once is taken once; two scales and a hand at one visit leave one present weight", async () => {
      serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-devices-")));
      const { pointId, recycler } = await createOwnPoint(open());
      const staff = await withRole(open(), recycler, "staff");
      const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: new Date(Date.now() + hourMs) });
      const direct: Network = (address, init) => answerApi(new Request(address, init), () => Promise.resolve(open()));
      const scales = [1, 2].map(() => createTerminal({ url, network: direct, serverKey: answerKeySet().keys[0] ?? {} }));
      for (const scale of scales) await createDevice(open(), recycler, { pointId, publicJwk: scale.publicJwk });
      const { bookingId } = must(await bookSlot(open(), await createPerson(open()), { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: null }], note: "" }));
      must(await checkIn(open(), staff, { bookingId }));
      const batch = (grossGrams: number) => JSON.stringify({ readings: [{ id: "r-1", measuredAt: new Date().toISOString(), material: "cardboard", grossGrams, bookingId, reason: `by ${grossGrams}` }] });
      const requests = scales.flatMap((scale, index) => {
        const body = batch(10_000 + index);
        return Array.from({ length: 10 }, async () => {
          const { url: address, init } = scale.sign(body);
          const answer = await direct(address, init);
          return ((await answer.json()) as { readings: { outcome: string }[] }).readings[0]?.outcome;
        });
      });
      const hand = weigh(open(), staff, { bookingId, readings: [{ material: "cardboard", grossGrams: 10_500, tareGrams: 0, contaminationPermille: 0, unit: "kg", reason: "by hand" }] });
      const outcomes = await Promise.all(requests);
      await hand;
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(2);
      expect(outcomes.filter((outcome) => outcome === "repeated")).toHaveLength(18);
      expect(await open().weighIn.count({ where: { bookingId, supersededById: null } })).toBe(1);
      const waiting = await open().deviceReading.count({ where: { pointId, state: "waiting" } });
      const attached = await open().deviceReading.count({ where: { pointId, state: "attached" } });
      expect(waiting + attached).toBe(2);
    });
  },
  { on: ["postgresql"] },
);
