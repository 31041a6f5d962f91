import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { NewAct } from "./acts.repository.server.ts";
import { insertAlarm, postedSums } from "./balance.repository.server.ts";
import { balanceSheet } from "./balance.rules.ts";
import { monthBounds, monthIn } from "./months.rules.ts";
import { findPlace } from "./places.repository.server.ts";

/**
 * Looks at a point's month after something went missing there, and raises its alarm where too much did without an explanation. Once per
 * point and month; the recycler's managers are told behind the commit.
 */
export async function raiseAlarm(tx: Tx, act: Pick<NewAct, "pointId" | "partyId" | "at">): Promise<void> {
  const place = await findPlace(tx, act.pointId);
  if (!place) return;
  const month = monthIn(act.at, place.timeZone);
  const sheet = balanceSheet(await postedSums(tx, { pointId: act.pointId, ...monthBounds(month, place.timeZone) }));
  if (!sheet.isAlarming) return;
  const { pointId, partyId, at } = act;
  const isNew = await insertAlarm(tx, { pointId, month, partyId, unexplainedPermille: sheet.unexplainedPermille, raisedAt: at });
  if (isNew) await record(tx, { type: "custody.alarm", payload: { pointId, month }, topics: [`point:${pointId}`, `party:${partyId}`] });
}
