import { byParty, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";

const returns = byParty("holder_party_id");

/** What boxes lent for a deposit hold of a person's household. */
export const packagingData: RoomData = {
  tables: [
    { table: "packaging_box", key: "code", whose: returns, give: "code type_id state holder_party_id created_at updated_at", withheld: { "It counts changes for us.": "version" } },
    { table: "packaging_return", key: "id", whose: returns, give: "id pool_id holder_party_id declared_by_user_id state counted_at resolution created_at updated_at", withheld: { "Somebody of the pool.": "counted_by_user_id resolved_by_user_id", "It counts changes for us.": "version" } },
    { table: "packaging_return_line", key: "return_id type_id", whose: within("return_id", "packaging_return", returns), give: "return_id type_id declared_count counted_count" },
    {
      table: "deposit_side",
      key: "entry_id account",
      whose: ({ partyIds }, t) => (partyIds.length === 0 ? sql`false` : sql`${t}.account IN (${joinSql(partyIds.map((id) => `holder:${id}`))})`),
      give: "entry_id amount_minor",
      withheld: { "Your own account, by its number.": "account" },
    },
    { table: "packaging_card", key: "party_id", whose: byParty(), give: "party_id created_at", withheld: { "It lets in whoever has it; the page shows it.": "code" } },
  ],
  acts: [
    { table: "packaging_pool", key: "id", who: "created_by_user_id", at: "created_at" },
    { table: "deposit_entry", key: "id", who: "created_by_user_id", at: "created_at" },
  ],
  notPersonal: { packaging_type: "Kinds of boxes." },
};
