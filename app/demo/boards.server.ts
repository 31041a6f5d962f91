import { chooseStanding, myChoices } from "#app/domains/impact/boards/choices.service.server.ts";
import { holdByHand } from "#app/domains/impact/boards/holds.service.server.ts";
import { entriesOf } from "#app/domains/impact/entries.repository.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

/** Households that stand on their community's board, and an entry that waits for a moderator. */
export async function onBoards(db: Database["db"], cast: Cast, now: Date): Promise<void> {
  const { mei, tom, hana } = cast.residents;
  for (const actor of [mei, tom, hana]) {
    const choice = (await myChoices(db, actor)).find((one) => one.kind === "household" && one.isPossible);
    if (choice) must(await chooseStanding(db, actor, { partyId: choice.partyId, stands: true, version: choice.version }, { now: () => now }));
  }
  const { entries } = await entriesOf(db, tom.party.id, { limit: 1 });
  const [last] = entries;
  const note = "A neighbour asks whether this hand-over took place. 邻居询问这次交接是否发生过。";
  if (last) must(await holdByHand(db, cast.operator, { entryId: last.id, reason: "other", note }, { now: () => now }));
}
