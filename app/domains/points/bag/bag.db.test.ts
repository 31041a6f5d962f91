import { expect, it } from "vitest";
import { isMaterialCode, type MaterialCode } from "#app/shared/materials.ts";
import { chance } from "#tests/factories/chance.ts";
import { createPoint } from "#tests/factories/points.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { isClearlyShorter, shared, taken, tripMetres } from "./bag.rules.ts";
import { pointsForBag } from "./bag.service.server.ts";

const codes = ["cardboard", "glass_bottles", "pet", "newspaper", "aluminium_cans", "clothes"].filter(isMaterialCode);
type Place = { id: string; latitude: number; longitude: number; accepts: MaterialCode[] };

/** All points and all pairs, one after the other. */
function byHand(places: readonly Place[], bag: readonly MaterialCode[], center: { latitude: number; longitude: number }) {
  const ones = places.filter((place) => taken(bag, place.accepts).length === bag.length).map((place) => tripMetres(center, [place]));
  const pairs = places.flatMap((a) => places.filter((b) => b.id !== a.id && shared(bag, a.accepts, b.accepts)).map((b) => tripMetres(center, [a, b])));
  return { one: ones.length > 0 ? Math.min(...ones) : null, pair: pairs.length > 0 ? Math.min(...pairs) : null };
}

describeDatabases("where a bag goes", (open) => {
  it("is what trying all points and all pairs gives, in thirty random towns", async () => {
    const next = chance(7);
    for (let town = 0; town < 30; town++) {
      const center = { latitude: -60 + town * 4, longitude: -150 + town * 9 };
      const places: Place[] = [];
      for (let count = 0; count < 14; count++) {
        const accepts = codes.filter(() => next() < (town % 3 === 0 ? 0.55 : 0.28));
        const place = { latitude: center.latitude + (next() - 0.5) * 0.2, longitude: center.longitude + (next() - 0.5) * 0.2, accepts };
        places.push({ ...place, id: (await createPoint(open(), place)).id });
      }
      const bag = codes.filter(() => next() < 0.7);
      if (bag.length === 0) continue;
      const answer = await pointsForBag(open(), { bag, center });
      const within = bag.filter((material) => places.some((place) => place.accepts.includes(material)));
      expect(answer.nowhere).toEqual(bag.filter((material) => !within.includes(material)));
      const wanted = byHand(places, within, center);
      if (wanted.one === null) expect(answer.one).toBeNull();
      else expect(answer.one?.tripMetres).toBeCloseTo(wanted.one, 3);
      const isTold = wanted.pair !== null && (wanted.one === null || isClearlyShorter(wanted.pair, wanted.one));
      if (!isTold) expect(answer.pair).toBeNull();
      else {
        expect(answer.pair?.tripMetres).toBeCloseTo(wanted.pair ?? 0, 3);
        expect(answer.pair?.stops.flatMap((stop) => stop.takes).sort()).toEqual([...within].sort());
        for (const stop of answer.pair?.stops ?? []) expect(taken(stop.takes, stop.point.accepts)).toEqual(stop.takes);
      }
    }
  });

  it("what nobody takes is said; what is closed for good takes nothing", async () => {
    const center = { latitude: 70, longitude: 100 };
    const { id } = await createPoint(open(), { ...center, accepts: ["cardboard", "pet"] });
    expect(await pointsForBag(open(), { bag: ["cardboard", "pet", "clothes"], center })).toMatchObject({ nowhere: ["clothes"], one: { point: { id } }, pair: null });
    await open().recyclingPoint.update({ where: { id }, data: { closedSince: "2026-01-01" } });
    expect(await pointsForBag(open(), { bag: ["cardboard"], center })).toEqual({ bag: ["cardboard"], one: null, pair: null, nowhere: ["cardboard"] });
  });

  it("one point for all is enough when two would hardly save a step", async () => {
    const center = { latitude: 71, longitude: 120 };
    const all = await createPoint(open(), { latitude: 71.01, longitude: 120, accepts: ["cardboard", "pet"] });
    await createPoint(open(), { latitude: 71.009, longitude: 120, accepts: ["cardboard"] });
    await createPoint(open(), { latitude: 71.008, longitude: 120, accepts: ["pet"] });
    expect(await pointsForBag(open(), { bag: ["cardboard", "pet"], center })).toMatchObject({ one: { point: { id: all.id } }, pair: null });
  });
});
