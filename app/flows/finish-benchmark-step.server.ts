import { findCycle } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import { finishStep } from "#app/domains/benchmarking/cycles.service.server.ts";
import type { StepCode } from "#app/domains/benchmarking/steps.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err } from "#app/shared/result.ts";
import { compareCycle, figuresOf, type Subject } from "./benchmark-indicators.server.ts";

/** The steps that are judged by figures; for others none are computed. */
const BY_FIGURES: readonly StepCode[] = ["collection", "gap"];

/** Finishes a step of a round with what its figures say now. Errors as `finishStep`. */
export async function finishBenchmarkStep(
  db: Db,
  actor: Pick<Actor, "userId">,
  community: Subject,
  input: { cycleId: string; step: StepCode; version: number },
  clock: Clock = systemClock,
): ReturnType<typeof finishStep> {
  const cycle = await findCycle(db, { cycleId: input.cycleId, communityId: community.id });
  if (!cycle) return err("BENCHMARKING.NOT_FOUND");
  const views = BY_FIGURES.includes(input.step) ? await compareCycle(db, community, cycle, clock.now()) : [];
  return finishStep(db, actor, { ...input, figures: figuresOf(views) }, clock);
}
