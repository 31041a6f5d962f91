import { byParty, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const sums = "Sums of many; what is a party's own stands in its shares.";
const log = "The public log: hashes of entries, no names.";

/** What the ledger holds of a person's household. */
export const impactData: RoomData = {
  tables: [
    {
      table: "ledger_entry",
      key: "id",
      whose: byParty("giver_party_id taker_party_id"),
      give: `id seq kind cause_type cause_id lot_id reverses_id corrects_id status stage is_late route region region_day material category mass_grams item_count weight_basis
        co2e_grams low_grams high_grams moved_grams measured_grams uncovered_grams verified_grams grade formula_version factor_ids inputs terms spread independent_squares grade_grams grade_points
        giver_party_id taker_party_id publisher_name occurred_at recorded_at`,
      withheld: { "It stands for a serial number without saying it.": "serial_hash", "The public proof has it.": "leaf_hash" },
    },
    {
      table: "ledger_share",
      key: "entry_id side",
      whose: byParty(),
      give: "entry_id side party_id community_id ppm co2e_grams low_grams high_grams mass_grams moved_grams measured_grams uncovered_grams verified_grams party_day community_day nonce",
    },
    {
      table: "board_choice",
      key: "party_id",
      whose: byParty(),
      give: "party_id stands community_id changed_by_user_id changed_at",
      withheld: { "It counts changes for us.": "version" },
    },
  ],
  acts: [
    { table: "board_hold", key: "id", who: "held_by_user_id decided_by_user_id", at: "held_at" },
  ],
  notPersonal: {
    ledger_pending: log,
    ledger_leaf: log,
    ledger_node: log,
    ledger_head: log,
    ledger_checkpoint: log,
    ledger_key: log,
    serial_life: "How much of a serial number's life is counted, by its hash.",
    impact_total: sums,
    impact_spread: sums,
    impact_contribution: "How many entries of a party a sum has, for the count of parties; the entries are given.",
    impact_reach: sums,
    impact_correction: sums,
    board_change: "Numbers that grow with changes.",
    board_watch: "How far boards have watched the log.",
    board_state: "When which board was computed.",
    board_row: "A reading of the sums; what is a party's own stands in its shares.",
    season_board: "Which seasons are closed.",
    season_row: "Sums as they stood at the end of a season, of communities and recyclers.",
    factor_use: "How often a factor was used.",
  },
};
