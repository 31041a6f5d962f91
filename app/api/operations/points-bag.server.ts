import { z } from "zod";
import { MAX_BAG } from "#app/domains/points/bag/bag.rules.ts";
import { pointsForBag } from "#app/domains/points/bag/bag.service.server.ts";
import { sourceCredits } from "#app/domains/points/points.service.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { materialCode } from "../schemas.ts";
import { cardOf, credit, creditOf, pointCard } from "./points.server.ts";

const trip = z
  .object({ stops: z.array(z.object({ point: pointCard, materials: z.array(materialCode) })), metres: z.int().meta({ description: "There and back, estimated: straight lines times 1.3." }) })
  .meta({ id: "BagTrip", description: "One trip with a bag: its stops in order, and what each takes." });

/** Before the operations of single points: its path would be one of them. */
export const pointBagOperations = [
  operation({
    method: "get",
    path: "/points/for-bag",
    operationId: "findPointsForBag",
    tag: "points",
    scope: "points:read",
    summary: "Where a bag of several materials goes",
    description: "The nearest point that takes all; and the best pair where there is none, or where going round by two is clearly shorter. Within 50 km.",
    auth: "public",
    query: z.object({
      lat: z.coerce.number().min(-90).max(90).meta({ description: "Degrees, WGS 84.", examples: [52.52] }),
      lon: z.coerce.number().min(-180).max(180).meta({ examples: [13.405] }),
      material: z.array(materialCode).min(1).max(MAX_BAG).meta({ description: "What is in the bag; repeat it for several.", examples: [["cardboard", "glass_bottles"]] }),
    }),
    response: z
      .object({ one: trip.nullable(), pair: trip.nullable(), nowhere: z.array(materialCode).meta({ description: "Nobody within reach takes these." }), credits: z.array(credit) })
      .meta({ id: "BagAnswer", description: "Where a bag goes on one trip." }),
    async run({ db, query, now }) {
      const found = await pointsForBag(db, { bag: query.material, center: { latitude: query.lat, longitude: query.lon } }, { now: () => now });
      const taken = found.bag.filter((code) => !found.nowhere.includes(code));
      return ok({
        one: found.one && { stops: [{ point: cardOf(found.one.point), materials: taken }], metres: Math.round(found.one.tripMetres) },
        pair: found.pair && { stops: found.pair.stops.map((stop) => ({ point: cardOf(stop.point), materials: stop.takes })), metres: Math.round(found.pair.tripMetres) },
        nowhere: found.nowhere,
        credits: (await sourceCredits(db)).map(creditOf),
      });
    },
  }),
];
