import { byParty, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { accounts } from "./rewards.rules.ts";

const counts = { "It counts changes for us.": "version" };

/** What programmes of points hold of a person's household. */
export const rewardsData: RoomData = {
  tables: [
    { table: "reward_transfer", key: "id", whose: byParty(), give: "id programme_id kind party_id entry_id at", withheld: { "Somebody of the community or at a counter.": "by_user_id", "The order in which they were written.": "seq", "It names the same records.": "cause" } },
    {
      table: "reward_posting",
      key: "transfer_id account",
      // Only the household's own accounts: the other sides are the programme's.
      whose: ({ partyIds }, t) => (partyIds.length === 0 ? sql`false` : sql`${t}.account IN (${joinSql(partyIds.flatMap((id) => [accounts.home(id), accounts.held(id)]))})`),
      give: "transfer_id points",
      withheld: { "Your own account, by its number.": "account" },
    },
    { table: "reward_grant", key: "id", whose: byParty(), give: "id programme_id entry_id party_id rule_number day measured_grams raw_points points limited_by state reasons reviewed_at review_note created_at", withheld: { "Somebody of the community.": "reviewed_by_user_id", ...counts } },
    {
      table: "reward_redemption",
      key: "id",
      whose: byParty(),
      give: "id offer_id programme_id offerer_party_id party_id taken_by_user_id points state expires_at used_at created_at",
      withheld: { "It finds the code, which the page shows.": "code_hash", "Somebody at a counter.": "used_by_user_id", ...counts },
    },
  ],
  acts: [
    { table: "reward_programme", key: "id", who: "created_by_user_id", at: "created_at" },
    { table: "reward_rule", key: "programme_id number", who: "made_by_user_id", at: "made_at" },
    { table: "reward_offer", key: "id", who: "created_by_user_id", at: "created_at" },
  ],
  notPersonal: { reward_balance: "Sums of accounts; what moved on a household's own is in the transfers.", reward_head: "How far the points have followed the ledger." },
};
