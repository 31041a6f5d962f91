import { z } from "zod";
import type { PointCard, PointDetail, SourceCredit } from "#app/domains/points/points.schema.ts";
import { findPoints, pointDetail, sourceCredits } from "#app/domains/points/points.service.server.ts";
import { findPointFacts } from "#app/domains/pickups/slots.repository.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, flag, id, idParams, instant, instantInput, limit, materialCode, near, nextCursor } from "../schemas.ts";
import { slot, slotOf } from "./slots.shapes.server.ts";

const openNow = z
  .object({
    state: z.enum(["open", "closed", "unknown"]).meta({ description: "`unknown` is an answer: neither open nor closed." }),
    until: instant.nullable(),
    next: instant.nullable().meta({ description: "When it opens again." }),
  })
  .meta({ id: "OpenNow", description: "Now, at the point's own clock." });

const place = {
  id,
  name: z.string().nullable(),
  tier: z.enum(["collection", "transfer", "sorting"]),
  site: z.enum(["container", "centre"]),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  timeZone: z.string(),
  openNow,
  bookable: z.boolean().meta({ description: "Run by a recycler here; see its slots." }),
};

/** A point in a list. */
export const pointCard = z
  .object({
    ...place,
    metres: z.int().meta({ description: "Great-circle distance from where was looked." }),
    accepts: z.array(materialCode),
    refuses: z.array(materialCode).meta({ description: "Refused expressly, which is more than not mentioned." }),
  })
  .meta({ id: "PointCard", description: "A recycling point in a list." });

/** Whose data it is. */
export const credit = z
  .object({ attribution: z.string(), attributionUrl: z.string(), licenceId: z.string(), licenceUrl: z.string(), shareAlike: z.boolean() })
  .meta({ id: "Credit", description: "Whose data it is; show `attribution` wherever you show the data." });

const line = z.object({ material: materialCode, note: z.string().nullable() }).meta({ id: "PointMaterial", description: "A material with its condition." });
const minutes = z.int().meta({ description: "Minutes from midnight, above 1440 after the next one.", examples: [540] });
const interval = z.object({ opensMinute: minutes, closesMinute: minutes }).meta({ id: "Interval", description: "Open from, until." });

const report = z
  .object({ subject: z.string().meta({ description: "`queue`, or a group of materials." }), level: z.int().meta({ description: "Of a queue 0 none, 1 short, 2 long; of a container quarters, 0 empty to 4 full." }), minutes: z.int().nullable(), source: z.enum(["staff", "device", "user"]), at: instant, expiresAt: instant })
  .meta({ id: "PointStateReport", description: "How it is there now, by the strongest source whose report is still fresh." });

const point = z
  .object({
    ...place,
    staffed: z.boolean(),
    operator: z.object({ name: z.string(), slug: z.string().nullable() }).nullable(),
    countryCode: z.string().nullable(),
    materials: z.array(line),
    refusals: z.array(line),
    takesResidualWaste: z.boolean(),
    hours: z
      .object({
        status: z.enum(["none", "weekly", "partial", "always", "unparsed"]),
        raw: z.string().nullable().meta({ description: "As the source writes them." }),
        weeks: z.array(
          z.object({
            fromMonthDay: z.string().nullable(),
            toMonthDay: z.string().nullable(),
            days: z.array(z.object({ weekdays: z.array(z.int()).meta({ description: "1 is Monday." }), intervals: z.array(interval) })),
          }),
        ),
        holidays: z.enum(["open", "closed", "unknown"]),
        exceptions: z.array(z.object({ date: z.string(), intervals: z.array(interval), note: z.string().nullable() })),
      })
      .meta({ id: "Hours", description: "In the point's own time zone." }),
    collectionTimes: z.string().nullable(),
    access: z.string().nullable(),
    live: z.array(report),
    closedSince: z.string().nullable().meta({ description: "Local date since which it is closed for good." }),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    unknownTags: z.record(z.string(), z.string()).meta({ description: "What the source says and no material is known for." }),
    source: z
      .object({ name: z.string(), externalId: z.string(), url: z.string().nullable(), updatedAt: instant, credit: credit.nullable() })
      .meta({ id: "PointSource", description: "Where the data come from." }),
  })
  .meta({ id: "Point", description: "A recycling point whole." });

/** A credit as the API gives it. */
export function creditOf(of: SourceCredit): z.infer<typeof credit> {
  const { attribution, attributionUrl, licenceId, licenceUrl, shareAlike } = of;
  return { attribution, attributionUrl, licenceId, licenceUrl, shareAlike };
}

function placeOf(of: Omit<PointCard, "metres" | "accepts" | "refuses" | "live">) {
  const { name, tier, site, address, postalCode, city, latitude, longitude, timeZone, hours, bookable } = of;
  return {
    id: of.id,
    name,
    tier,
    site,
    address,
    postalCode,
    city,
    latitude,
    longitude,
    timeZone,
    openNow: { state: hours.state, until: hours.until, next: hours.next },
    bookable,
  };
}

const lineOf = (of: PointDetail["takes"][number]) => ({ material: of.material, note: of.conditionNote });
const intervalOf = ({ opensMinute, closesMinute }: { opensMinute: number; closesMinute: number }) => ({ opensMinute, closesMinute });

function pointOf(of: PointDetail): z.infer<typeof point> {
  return {
    ...placeOf(of),
    staffed: of.staffed,
    operator: of.operator && { name: of.operator.name, slug: of.operator.slug },
    countryCode: of.countryCode,
    materials: of.takes.map(lineOf),
    refusals: of.refuses.map(lineOf),
    takesResidualWaste: of.takesResidualWaste,
    hours: {
      status: of.hoursStatus,
      raw: of.hoursRaw,
      weeks: of.weeks.map(({ fromMonthDay, toMonthDay, groups }) => ({
        fromMonthDay,
        toMonthDay,
        days: groups.map(({ weekdays, intervals }) => ({ weekdays: [...weekdays], intervals: intervals.map(intervalOf) })),
      })),
      holidays: of.holidayRule,
      exceptions: of.exceptions.map(({ date, intervals, note }) => ({ date, intervals: intervals.map(intervalOf), note })),
    },
    collectionTimes: of.collectionTimesRaw,
    access: of.access,
    live: reportsOf(of.live),
    closedSince: of.closedSince,
    phone: of.phone,
    website: of.website,
    unknownTags: of.unknownTags,
    source: {
      name: of.source.name,
      externalId: of.source.externalId,
      url: of.source.url,
      updatedAt: of.source.updatedAt,
      credit: of.source.credit && creditOf(of.source.credit),
    },
  };
}

/** A card as the API gives it. */
export const cardOf = (one: PointCard) => ({ ...placeOf(one), metres: Math.round(one.metres), accepts: [...one.accepts], refuses: [...one.refuses] });
const reportsOf = (live: PointDetail["live"]) => (live ? [...(live.queue ? [live.queue] : []), ...live.fill] : []).map(({ subject, level, minutes, source, at, expiresAt }) => ({ subject, level, minutes, source, at, expiresAt }));

export const pointOperations = [
  operation({
    method: "get",
    path: "/points",
    operationId: "listPoints",
    tag: "points",
    scope: "points:read",
    summary: "Find recycling points",
    description: "Nearest first, around `lat` and `lon`, else around the place `q` means, else a sensible start.",
    auth: "public",
    query: z
      .object({
        ...near,
        km: z.coerce.number().positive().max(500).optional().meta({ description: "Not farther than this." }),
        q: z.string().trim().max(120).optional().meta({ description: "A town, postal code, street or name, looked up among our own points." }),
        material: z.array(materialCode).max(20).default([]).meta({ description: "Repeat it for several; every one must be taken.", examples: [["glass_bottles"]] }),
        openNow: flag.default(false),
        bookable: flag.default(false).meta({ description: "Only where drop-offs can be booked." }),
        cursor,
        limit: limit(24, 100),
      })
      .superRefine((query, ctx) => {
        if ((query.lat === undefined) !== (query.lon === undefined)) ctx.addIssue({ code: "custom", path: [query.lat === undefined ? "lat" : "lon"], message: "errors:required" });
      }),
    response: z
      .object({
        items: z.array(pointCard),
        around: z
          .object({ latitude: z.number(), longitude: z.number(), label: z.string().nullable() })
          .meta({ description: "Where distances are measured from." }),
        placeUnknown: z.boolean().meta({ description: "No point of ours knows the words of `q`." }),
        credits: z.array(credit),
        nextCursor,
      })
      .meta({ id: "PointPage", description: "A page of recycling points." }),
    async run({ db, query, now }) {
      const at = query.lat === undefined || query.lon === undefined ? undefined : { latitude: query.lat, longitude: query.lon };
      const { q, km, openNow: isOpenNow, bookable, limit: rows } = query;
      const found = await findPoints(
        db,
        { q, at, km, materials: query.material, openNow: isOpenNow, bookable, cursor: query.cursor, limit: rows },
        { now: () => now },
      );
      if (!found.ok) return found;
      const { points, center, place: named, placeUnknown, nextCursor: next } = found.value;
      return ok({
        items: points.map(cardOf),
        around: { latitude: center.latitude, longitude: center.longitude, label: named?.label ?? null },
        placeUnknown,
        credits: (await sourceCredits(db)).map(creditOf),
        nextCursor: next,
      });
    },
  }),
  operation({
    method: "get",
    path: "/points/{id}",
    operationId: "getPoint",
    tag: "points",
    scope: "points:read",
    summary: "One recycling point",
    description: "With hours, materials, express refusals, and whose data it is.",
    auth: "public",
    params: idParams,
    response: point,
    errors: ["POINTS.NOT_FOUND"],
    async run({ db, params, now }) {
      const found = await pointDetail(db, { id: params.id, forOperator: false }, { now: () => now });
      return found.ok ? ok(pointOf(found.value)) : found;
    },
  }),
  operation({
    method: "get",
    path: "/points/{id}/slots",
    operationId: "listSlots",
    tag: "points",
    scope: "points:read",
    summary: "Slots of a point",
    description: "Soonest first, at most 500; full, closed and late ones are shown with the reason.",
    auth: "public",
    params: idParams,
    query: z.object({
      from: instantInput.optional().meta({ description: "Now, unless said otherwise." }),
      days: z.coerce.number().int().min(1).max(60).default(14),
      massGrams: z.coerce.number().int().min(0).max(100_000_000).default(0).meta({ description: "What you mean to bring; decides what counts as full." }),
      material: z.array(materialCode).max(20).default([]).meta({ description: "What you mean to bring; of what needs a licence, slots on days it does not reach are shown with the reason." }),
    }),
    response: z.object({ items: z.array(slot) }).meta({ id: "SlotPage", description: "Slots of a point." }),
    errors: ["POINTS.NOT_FOUND"],
    async run({ db, params, query, now }) {
      if (!(await findPointFacts(db, params.id))) return err("POINTS.NOT_FOUND");
      const slots = await listOpenSlots(db, { pointId: params.id, from: query.from ? new Date(query.from) : now, days: query.days, now, grams: query.massGrams, materials: query.material });
      return ok({ items: slots.map(slotOf) });
    },
  }),
];
