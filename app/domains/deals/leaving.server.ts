import { empty, none, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { both, byParty, byUser } from "#app/platform/personal-data/personal-data.server.ts";
import { dealsOfPerson } from "./personal-data.server.ts";

/** What deals keep of somebody who left: that they were, between whom and about how much, for the other side's history. */
export const dealsLeaving: AfterLeaving[] = [
  { table: "deal", cleared: { agreed_place: none, handover_code: none }, whose: dealsOfPerson },
  { table: "deal_terms", cleared: { note: empty }, whose: byUser("by_user_id") },
  { table: "deal_undoing", stays: "That one was undone, for the other side's history; its reason is one of a list." },
  { table: "deal_inspection", stays: "What the recycler found." },
  { table: "deal_inspection_photo", stays: "What the recycler found." },
  { table: "deal_review", cleared: { text: empty }, whose: both(byUser("author_user_id"), byParty("author_party_id")) },
];
