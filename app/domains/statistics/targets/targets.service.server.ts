import type { z } from "zod";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { publishedStatistics } from "../statistics.service.server.ts";
import { nationalProgress, ownProgress, type NationalProgress, type OwnProgress } from "./targets.rules.ts";
import { endOwnTarget, findFigure, findOwnTarget, insertFigure, insertOwnTarget, listFigures, listOwnTargets } from "./targets.repository.server.ts";
import type { FigureView, figureForm, ownTargetForm } from "./targets.schema.ts";

/** Expected failures; the sentences are in the `targets` catalogue under `errors`. */
export type TargetsError = "TARGETS.NOT_ALLOWED" | "TARGETS.NOT_FOUND" | "TARGETS.STALE" | "TARGETS.REGION_NOT_ALLOWED" | "TARGETS.ALREADY_THERE";

/** Where somebody may set targets: everywhere, or in some regions. */
export type MaySet = "everywhere" | readonly string[];

export interface TargetsView {
  national: NationalProgress[];
  /** All versions, the latest first. */
  figures: FigureView[];
  own: OwnProgress[];
  /** Of the statistics that the own scopes' progress is made from. */
  version: string;
}

/** Targets of countries and of own scopes with what was reached, for everybody. */
export async function viewTargets(db: Db, now: Date): Promise<TargetsView> {
  const [figures, own, statistics] = [await listFigures(db), await listOwnTargets(db), await publishedStatistics(db, now)];
  const latest = figures.filter((one, index) => figures.findIndex((other) => other.targetCode === one.targetCode && other.year === one.year) === index);
  return { national: nationalProgress(latest), figures, own: own.map((target) => ownProgress(target, statistics.cells)), version: statistics.version };
}

/**
 * Writes the next version of a country's figure, with its source; earlier ones stay. By operators. The same sent twice is written once.
 * Errors: TARGETS.NOT_ALLOWED, STALE (another version came meanwhile).
 */
export async function enterFigure(db: Db, actor: Actor, input: z.output<typeof figureForm>, clock: Clock = systemClock): Promise<Result<{ version: number }, TargetsError>> {
  return transact<Result<{ version: number }, TargetsError>>(db, async (tx) => {
    if (!actor.isOperator) return err("TARGETS.NOT_ALLOWED");
    const { targetCode, year, amountGrams, source, url } = input;
    const version = input.version + 1;
    // Versions have no gap: the one that was seen must be there.
    if (input.version > 0 && !(await findFigure(tx, { targetCode, year, version: input.version }))) return err("TARGETS.STALE");
    const written = await insertFigure(tx, { targetCode, year, version, amountGrams, source, url, enteredByUserId: actor.userId, enteredAt: clock.now() });
    if (!written) {
      const there = await findFigure(tx, { targetCode, year, version });
      const isSame = there?.enteredByUserId === actor.userId && there.amountGrams === amountGrams && there.source === source && there.url === url;
      return isSame ? ok({ version }) : err("TARGETS.STALE");
    }
    await record(tx, { type: "statistics.targets-changed", payload: { subject: targetCode }, topics: ["board"] });
    return ok({ version });
  });
}

/**
 * Sets a target of one's own scope. `may` says where; the id comes from the form, so that a repeat finds it. Errors: TARGETS.NOT_ALLOWED,
 * REGION_NOT_ALLOWED (another's region), ALREADY_THERE (the id is somebody else's).
 */
export async function setOwnTarget(db: Db, actor: Actor, may: MaySet, input: z.output<typeof ownTargetForm>, clock: Clock = systemClock): Promise<Result<{ id: string }, TargetsError>> {
  return transact<Result<{ id: string }, TargetsError>>(db, async (tx) => {
    if (may !== "everywhere" && may.length === 0) return err("TARGETS.NOT_ALLOWED");
    const { targetId: id, region, material, year, amountGrams, source, url } = input;
    if (may === "everywhere" ? !/^(all|[A-Z]{2}(-[A-Z0-9]{1,3})?)$/.test(region) : !may.includes(region)) return err("TARGETS.REGION_NOT_ALLOWED");
    const written = await insertOwnTarget(tx, { id, region, material, year, amountGrams, source, url, enteredByPartyId: actor.party.id, enteredByUserId: actor.userId, enteredAt: clock.now() });
    if (!written) return (await findOwnTarget(tx, id))?.enteredByPartyId === actor.party.id ? ok({ id }) : err("TARGETS.ALREADY_THERE");
    await record(tx, { type: "statistics.targets-changed", payload: { subject: id }, topics: ["board"] });
    return ok({ id });
  });
}

/** Takes a target back; it stays in the books. By those who may set one in its region. Errors: TARGETS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function takeBackOwnTarget(db: Db, may: MaySet, input: { id: string; version: number }, clock: Clock = systemClock): Promise<Result<{ id: string }, TargetsError>> {
  return transact<Result<{ id: string }, TargetsError>>(db, async (tx) => {
    if (may !== "everywhere" && may.length === 0) return err("TARGETS.NOT_ALLOWED");
    const target = await findOwnTarget(tx, input.id);
    if (!target || (may !== "everywhere" && !may.includes(target.region))) return err("TARGETS.NOT_FOUND");
    if (!(await endOwnTarget(tx, { ...input, now: clock.now() }))) return err("TARGETS.STALE");
    await record(tx, { type: "statistics.targets-changed", payload: { subject: input.id }, topics: ["board"] });
    return ok({ id: input.id });
  });
}
