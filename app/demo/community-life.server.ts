import { foundNetwork, moveInNetwork } from "#app/domains/communities/networks/networks.service.server.ts";
import { markHelped, pinPost } from "#app/domains/communities/posts/posts.service.server.ts";
import { answerInCommunity, writeToCommunity } from "#app/flows/community-feed.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import { inTransaction, type Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

/** What neighbours wrote to each other, and the quarter two of the communities belong to. `at` gives a clock some days ago. */
export async function communityLife(db: Database["db"], cast: Cast, at: (daysAgo: number, hours?: number) => Clock): Promise<void> {
  const { mei, lin, omar, tom, jing, sofia, wei } = cast.residents;
  const { gardens, lane, school } = cast.communityIds;
  const write = async (actor: Actor, partyId: string, kind: "news" | "question", audience: "members" | "everybody", body: string, clock: Clock) =>
    must(await inTransaction(db, (tx) => writeToCommunity(tx, actor, { partyId, kind, audience, body }, clock))).postId;
  const answer = async (actor: Actor, postId: string, body: string, clock: Clock) => must(await inTransaction(db, (tx) => answerInCommunity(tx, actor, { postId, body }, clock))).answerId;

  const market = await write(mei, gardens, "news", "everybody", "Flea market in the yard this Saturday from ten. Neighbours of other houses are welcome.\n本周六十点起院子里有跳蚤市场，欢迎其他楼的邻居。", at(5));
  must(await pinPost(db, mei, { postId: market, version: 1, isPinned: true }, at(5)));
  await write(lin, gardens, "news", "members", "2 号楼共享角的架子修好了，可以放书了。", at(3, 2));
  const drill = await write(omar, gardens, "question", "members", "Who has a hammer drill I could borrow for an afternoon?", at(2));
  await answer(lin, drill, "我家有，晚上七点后来 301 拿。", at(2, 1));
  const best = await answer(mei, drill, "There is one on the sharing shelf in house 2, ask at the desk for the key.", at(2, 3));
  must(await markHelped(db, omar, { answerId: best, version: 1, helped: true }, at(1)));
  await write(tom, lane, "question", "members", "Does anybody know who mends umbrellas around here?", at(1));
  await write(jing, lane, "news", "everybody", "修补日：每月第二个周日下午，巷口茶馆。带上坏了的东西来。\nMending day: every second Sunday afternoon at the tea house.", at(8));
  await write(sofia, lane, "news", "members", "Left three jars of buttons at the tea house, take what you need.", at(1, 3));

  const { networkId } = must(await foundNetwork(db, mei, { name: "Green Lake quarter 翠湖片区", slug: "green-lake-quarter", kind: "district", placeLabel: "Kunming 昆明", description: "Neighbours around the lake who share a market and a repair day. 湖边的邻里，共办市集和修补日。", communityId: gardens }, at(60)));
  must(await moveInNetwork(db, mei, { networkId, communityId: lane, verb: "invite", version: 0 }, at(59)));
  must(await moveInNetwork(db, jing, { networkId, communityId: lane, verb: "accept", version: 1 }, at(58)));
  must(await moveInNetwork(db, wei, { networkId, communityId: school, verb: "ask", version: 0 }, at(2)));
}
