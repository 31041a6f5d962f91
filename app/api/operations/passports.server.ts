import { z } from "zod";
import { batteryCategories, batteryStatuses, chemistries, healthMethods } from "#app/domains/passports/passports.rules.ts";
import { addReading } from "#app/domains/passports/passports.service.server.ts";
import { myPassports, viewPassport } from "#app/domains/passports/view.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, id, idParams, nextCursor } from "../schemas.ts";

const status = z.enum(batteryStatuses);
const ratedWh = z.int().meta({ description: "Rated capacity, watt-hours.", examples: [60_000] });
const permille = z.int().meta({ description: "Present capacity in thousandths of the rated one.", examples: [912] });

const passport = z
  .object({
    id,
    category: z.enum(batteryCategories),
    chemistry: z.enum(chemistries),
    ratedWh,
    maker: z.string(),
    model: z.string(),
    madeYear: z.int(),
    status,
    predecessorId: id.nullable().meta({ description: "The life before this one." }),
    successors: z.array(z.object({ id, status, ratedWh })).meta({ description: "The lives after it; several when the pack was split. The status of a passport that has any is settled." }),
    mine: z
      .object({
        relation: z.enum(["owner", "offered", "linked"]),
        version: z.int(),
        health: z.object({ permille, measuredOn: z.iso.date(), wattHours: z.int() }).nullable(),
        readings: z.array(z.object({ id, healthPermille: permille, method: z.enum(healthMethods), measuredOn: z.iso.date(), byName: z.string(), standing: z.enum(["counts", "held", "confirmed"]) })),
        mayMeasure: z.boolean(),
      })
      .nullable()
      .meta({ description: "States of health, for the owner, whoever it is offered to, and the other side of a hand-over that names it; null for everybody else." }),
  })
  .meta({ id: "BatteryPassport", description: "What a battery is, in the words of Regulation (EU) 2023/1542, Annex XIII." });

/** Batteries and their lives. */
export const passportOperations = [
  operation({
    method: "get",
    path: "/passports",
    operationId: "listPassports",
    tag: "passports",
    scope: "passports:read",
    summary: "My batteries",
    description: "The passports of the token's party, newest first.",
    auth: "token",
    query: z.object({ cursor }),
    response: z
      .object({ items: z.array(z.object({ id, maker: z.string(), model: z.string(), ratedWh, status, isOver: z.boolean().meta({ description: "Recycled, or continued by another passport." }) })), nextCursor })
      .meta({ id: "PassportPage", description: "A page of batteries." }),
    async run({ db, actor, query }) {
      const page = await myPassports(db, actor, { before: query.cursor ?? null });
      return ok({ items: page.passports.map(({ hasSuccessor, ...one }) => ({ ...one, isOver: hasSuccessor || one.status === "recycled" })), nextCursor: page.next });
    },
  }),
  operation({
    method: "get",
    path: "/passports/{id}",
    operationId: "getPassport",
    tag: "passports",
    scope: "passports:read",
    summary: "A battery's passport",
    description: "Anybody reads what the battery is. States of health come with a token of somebody it concerns.",
    auth: "public",
    params: idParams,
    response: passport,
    errors: ["PASSPORTS.NOT_FOUND"],
    async run({ db, actor, params }) {
      const seen = await viewPassport(db, actor, params.id);
      if (!seen) return err("PASSPORTS.NOT_FOUND");
      const { mine } = seen;
      return ok({ ...seen.passport, mine: mine && { relation: mine.relation, version: mine.version, health: mine.health, readings: mine.readings, mayMeasure: mine.mayMeasure } });
    },
  }),
  operation({
    method: "post",
    path: "/passports/{id}/readings",
    operationId: "addPassportReading",
    tag: "passports",
    scope: "passports:write",
    summary: "Add a measured state of health",
    description: "A rise that measuring does not explain is kept, but counts only once another party measures the same (`isHeld`). Readings are never changed.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({
        healthPermille: z.int("errors:wholeNumber").min(0).max(1200).meta({ description: "Present capacity in thousandths of the rated one.", examples: [912] }),
        method: z.enum(healthMethods, "errors:choose"),
        measuredOn: z.iso.date("errors:date"),
      })
      .meta({ id: "NewPassportReading", description: "What was measured, how and when." }),
    response: z.object({ id, isHeld: z.boolean() }).meta({ id: "PassportReadingOutcome", description: "The reading, and whether it waits for a second one." }),
    successStatus: 201,
    errors: ["PASSPORTS.NOT_FOUND", "PASSPORTS.NOT_ALLOWED", "PASSPORTS.WRONG_STATE", "PASSPORTS.DATE_INVALID"],
    async run({ db, actor, params, body }) {
      const done = await addReading(db, actor, { readingId: newId(), passportId: params.id, ...body });
      return done.ok ? ok({ id: done.value.readingId, isHeld: done.value.isHeld }) : done;
    },
  }),
];
