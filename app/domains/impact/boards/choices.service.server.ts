import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { BoardsError } from "./boards.errors.ts";
import { BOARD_MINIMUM, type BoardMetric, type BoardScope } from "./boards.schema.ts";
import { touchBoards } from "./boards.repository.server.ts";
import { choicesOf, swapChoice, type ChoiceRow } from "./choices.repository.server.ts";

/** Whether a party stands on its board, and who may say otherwise. */
export interface ChoiceView {
  partyId: string;
  kind: ChoiceRow["kind"];
  name: string;
  stands: boolean;
  /** Of a household: the community whose people would see it. */
  within: { name: string; slug: string } | null;
  mayChoose: boolean;
  /** A private community stands on no board, whatever was chosen; a household without a community on none. */
  isPossible: boolean;
  version: number;
}

const mayChoose = (row: ChoiceRow) => hasRole(row.role, row.kind === "household" ? "member" : "manager");

function view(row: ChoiceRow): ChoiceView {
  const isHousehold = row.kind === "household";
  return {
    partyId: row.partyId,
    kind: row.kind,
    name: row.name,
    stands: isHousehold ? row.stands === true && row.communityId !== null && row.communityId === row.homeCommunityId : (row.stands ?? true),
    within: isHousehold && row.homeCommunityName !== null && row.homeCommunitySlug !== null ? { name: row.homeCommunityName, slug: row.homeCommunitySlug } : null,
    mayChoose: mayChoose(row),
    isPossible: isHousehold ? row.homeCommunityId !== null : row.isListed,
    version: row.version,
  };
}

/** What the actor's parties chose. */
export async function myChoices(db: Db, actor: Pick<Actor, "userId">): Promise<ChoiceView[]> {
  return (await choicesOf(db, { userId: actor.userId })).map(view);
}

/** Why somebody's own row is not on a board that they look at. */
export async function absenceOf(db: Db, input: { userId: string; partyId: string; members: number; metric: BoardMetric; scope: BoardScope }): Promise<"unlisted" | "steppedBack" | "few" | "improvement" | "nothing"> {
  const [row] = await choicesOf(db, input);
  if (row?.kind === "community" && !row.isListed) return "unlisted";
  if (row?.stands === false) return "steppedBack";
  if (input.metric === "per_head" && input.scope === "communities" && input.members < BOARD_MINIMUM.membersPerHead) return "few";
  return input.metric === "improvement" ? "improvement" : "nothing";
}

/**
 * Says whether a party stands on its board with its name: by somebody of the household, or a manager of the community or recycler. A no
 * takes effect with the transaction, before any board is computed anew; totals stay. A household's yes holds in the community it counts
 * for now. A version of 0 says that nothing was chosen before.
 */
export async function chooseStanding(db: Db, actor: Actor, input: { partyId: string; stands: boolean; version: number }, clock = systemClock): Promise<Result<{ version: number }, BoardsError>> {
  return transact<Result<{ version: number }, BoardsError>>(db, async (tx) => {
    const [row] = await choicesOf(tx, { userId: actor.userId, partyId: input.partyId });
    if (!row) return err("BOARDS.NOT_FOUND");
    if (!mayChoose(row)) return err("BOARDS.NOT_ALLOWED");
    if (input.stands && row.kind === "household" && row.homeCommunityId === null) return err("BOARDS.NO_COMMUNITY");
    if (row.version !== input.version) return err("BOARDS.STALE", { version: row.version });
    const communityId = row.kind === "household" ? row.homeCommunityId : null;
    if (!(await swapChoice(tx, { ...input, communityId, userId: actor.userId, at: clock.now() }))) return err("BOARDS.STALE");
    await touchBoards(tx);
    await record(tx, { type: "boards.choice-changed", payload: { partyId: input.partyId }, topics: ["board", `party:${input.partyId}`, ...(row.homeCommunityId ? [`community:${row.homeCommunityId}` as const] : [])] });
    return ok({ version: input.version + 1 });
  });
}
