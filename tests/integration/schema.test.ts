import { expect, it } from "vitest";
import { openMemoryPglite, pgliteConnection } from "#app/platform/db/adapters.server.ts";
import { applyMigrations, schemaDrift } from "#app/platform/db/migrate.server.ts";
import { sql, sqlState } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { describeDatabases } from "../setup/test-database.ts";

it("the migrations give exactly the schema", async () => {
  const connection = pgliteConnection(await openMemoryPglite());
  try {
    expect(await schemaDrift(connection)).toBe("");
  } finally {
    await connection.close();
  }
});

it("asks the engine about whatever is not just as it was recorded, and only then", async () => {
  const connection = pgliteConnection(await openMemoryPglite());
  try {
    expect(await connection.appliedMigrations()).toBeNull();
    const names = await applyMigrations(connection);
    expect(names.length).toBeGreaterThan(50);
    const recorded = await connection.appliedMigrations();
    expect(recorded?.map((line) => line.split(" ")[0])).toEqual(names);
    // Without the engine: it would have to ask this connection for its factory.
    const untouched = { ...connection, get factory(): never { throw new Error("the engine was asked"); } };
    expect(await applyMigrations(untouched)).toEqual([]);

    const last = names.at(-1) ?? "";
    await connection.runScript(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${last}'`);
    await expect(applyMigrations(untouched)).rejects.toThrow("the engine was asked");
    // The engine knows what to say of a migration that failed half-way.
    await expect(applyMigrations(connection)).rejects.toThrow(last);
    await connection.runScript(`UPDATE _prisma_migrations SET finished_at = now(), checksum = 'of another text' WHERE migration_name = '${last}'`);
    await expect(applyMigrations(untouched)).rejects.toThrow("the engine was asked");
    await connection.runScript(`DELETE FROM _prisma_migrations WHERE migration_name = '${last}'`);
    await expect(applyMigrations(untouched)).rejects.toThrow("the engine was asked");
  } finally {
    await connection.close();
  }
});

describeDatabases(
  "after migrating",
  (open) => {
    it("no session keeps the lock against a second one at work", async () => {
      // Opening a test's database has migrated it, as a server's start does.
      expect(await open().$queryRaw(sql`SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()`)).toEqual([]);
    });
  },
  { on: ["postgresql"] },
);

const handWritten = {
  constraints: [
    "slot_visits_within_capacity",
    "slot_grams_within_capacity",
    "slot_ends_after_start",
    "slot_home_has_area",
    "service_area_figures",
    "service_area_place_and_reach",
    "service_area_outline",
    "home_visit_place",
    "home_item_pieces",
    "home_photo_six_at_most",
    "price_board_currency",
    "price_quote_bounds",
    "price_quote_not_for_the_past",
    "price_settlement_adds_up",
    "point_resource_figures",
    "slot_busy_with_resource",
    "booking_anonymous_walks_in",
    "visit_pass_code",
    "visit_mark_contested",
    "visit_mark_settled",
    "visit_mark_two_parties",
    "visit_refusal_whole_photo",
    "listing_units_add_up",
    "listing_mass_positive",
    "listing_price_not_negative",
    "listing_is_goods_or_material",
    "listing_photo_difference_hash",
    "listing_draft_is_small",
    "listing_draft_photo_difference_hash",
    "listing_token_counts",
    "listing_label_counts",
    "listing_attributes_object",
    "listing_grade_by_a_rule",
    "listing_remanufactured_by_somebody",
    "listing_claim_percent",
    "listing_claim_refused_with_reason",
    "listing_claim_document",
    "listing_claim_document_there",
    "deal_units_positive",
    "deal_two_parties",
    "deal_terms_numbers",
    "deal_window_by_side",
    "deal_light_is_a_gift",
    "deal_settled_not_negative",
    "deal_terms_side",
    "deal_terms_amounts",
    "deal_terms_paid_by_side",
    "deal_inspection_amounts",
    "deal_reminder_kind",
    "deal_loan_dates",
    "deal_contested_after_completion",
    "deal_inspection_reasons",
    "deal_undoing_side",
    "listing_loan_days",
    "deal_review_side",
    "deal_review_not_of_oneself",
    "deal_review_text_length",
    "deal_review_reasons",
    "party_block_two_parties",
    "message_photo_four_at_most",
    "message_withdrawn_is_blank",
    "weigh_in_net_is_gross_less_tare",
    "party_head_counts",
    "party_rules_length",
    "party_private_community_unlisted",
    "membership_words",
    "community_event_words",
    "community_event_guests_within_capacity",
    "community_event_collects_somewhere",
    "event_rsvp_words",
    "event_stall_figures",
    "event_shift_figures",
    "event_check_in_size",
    "event_note_figures",
    "shelf_item_words",
    "shelf_loan_times",
    "community_invitation_uses_within_limit",
    "booking_line_counted",
    "takeback_programme_lists",
    "takeback_pledge_words",
    "packaging_type_deposit",
    "packaging_box_holder",
    "packaging_box_code",
    "packaging_return_counted",
    "packaging_return_resolved",
    "packaging_return_line_counts",
    "deposit_side_not_nothing",
    "battery_passport_facts",
    "battery_passport_serial",
    "battery_passport_second_life",
    "battery_passport_recycled_is_final",
    "battery_reading_words",
    "battery_transfer_two_parties",
    "battery_link_cause",
    "device_erasure_words",
    "device_erasure_serial",
    "device_erasure_told_at_gate",
    "device_erasure_certificate",
    "device_erasure_strong_enough",
    "opening_rule_minutes",
    "opening_exception_hours",
    "recycling_point_care",
    "point_state_report_figures",
    "point_state_report_by_somebody",
    "point_correction_words",
    "point_correction_decided",
    "ledger_head_one_row",
    "ledger_head_totals_follow",
    "serial_life_within_one",
    "moderation_case_words",
    "report_words",
    "moderation_decision_words",
    "moderation_decision_two_people",
    "moderation_decision_confirmed",
    "moderation_appeal_words",
    "party_restriction_words",
    "mark_appeal_words",
    "seller_verification_words",
    "audit_head_one_row",
    "audit_entry_hashes",
    "saved_search_named",
    "notification_mail_mode",
    "notification_path_within",
    "notification_choice_mail_mode",
    "notification_choice_not_security",
    "notification_setting_quiet_hours",
    "notification_setting_digest_hour",
    "digest_due_period",
    "licence_state",
    "licence_days",
    "licence_covers_something",
    "licence_country",
    "licence_place",
    "licence_no_with_reason",
    "licence_decided_by_somebody",
    "licence_notice_days",
    "vehicle_figures",
    "round_times",
    "round_driven_by_somebody",
    "round_figures_when_done",
    "round_figures",
    "round_stop_with_reason",
    "round_stop_settled",
    "round_stop_words",
    "round_stop_times",
    "round_allocation_figures",
    "custody_posting_moves",
    "custody_lot_figures",
    "custody_lot_sorted",
    "custody_edge_grams",
    "custody_balance_not_negative",
    "custody_origin_grams",
    "custody_origin_settled",
    "custody_origin_counted",
    "custody_part_left",
    "consignment_two_points",
    "consignment_sent",
    "consignment_closed",
    "consignment_refused_with_reason",
    "consignment_line_grams",
    "consignment_line_difference",
    "balance_alarm_month",
    "device_words",
    "device_key",
    "device_revoked_by_somebody",
    "device_reading_state",
    "device_reading_net",
    "device_reading_contamination",
    "device_reading_attached",
    "device_reading_dismissed",
    "weigh_in_by_hand_or_device",
    "data_export_state",
    "data_export_steps",
    "data_export_ready",
    "leaving_state",
    "leaving_times",
    "leaving_files",
    "authority_region_code",
    "national_figure_sourced",
    "own_target_sourced",
    "board_hold_decided",
    "board_hold_words",
    "reward_rule_figures",
    "reward_transfer_kind",
    "reward_posting_moves",
    "reward_balance_not_negative",
    "reward_balance_account",
    "reward_grant_figures",
    "reward_grant_state",
    "reward_offer_state",
    "reward_offer_figures",
    "reward_redemption_state",
    "challenge_facts",
    "challenge_part",
    "challenge_state",
  ],
  exclusions: ["slot_resource_one_at_a_time", "round_one_per_vehicle", "round_one_per_driver"],
  indexes: [
    "event_check_in_once",
    "shelf_loan_one_open",
    "slot_one_per_point_and_time",
    "data_export_one_under_way",
    "leaving_one_waiting",
    "slot_one_per_area_and_time",
    "service_area_place",
    "deal_one_open_request",
    "battery_transfer_one_open",
    "deal_review_deal_id_side_key",
    "deal_review_to_announce",
    "message_words",
    "message_withdrawn",
    "deal_giver_finished",
    "deal_taker_finished",
    "booking_one_active_per_slot_and_party",
    "booking_open_code_per_point",
    "visit_mark_waiting",
    "outbox_event_waiting",
    "recycling_point_place",
    "opening_exception_closed_once",
    "point_state_report_to_end",
    "point_correction_one_open",
    "listing_place",
    "party_place",
    "listing_words",
    "listing_public_newest",
    "listing_photo_looks",
    "listing_draft_photo_to_clean",
    "listing_sold",
    "listing_public_category",
    "listing_public_material",
    "saved_search_hit_unseen",
    "saved_search_hit_told",
    "mail_message_waiting",
    "listing_public_grade",
    "listing_claim_one_open",
    "listing_claim_to_drop",
    "listing_public_remanufactured",
    "ledger_entry_one_count_per_lot",
    "impact_total_board",
    "board_row_order",
    "moderation_case_one_open",
    "report_one_open",
    "moderation_decision_one_standing",
    "moderation_appeal_decided_at",
    "party_restriction_standing",
    "listing_photo_bands",
    "listing_same_title",
    "notification_unread",
    "notification_for_digest",
    "message_wait_due",
    "licence_one_open",
    "licence_to_drop",
    "transition_licence_at_idx",
    "round_stop_one_active",
    "custody_balance_here",
  ],
  triggers: [
    "event_guests_follow",
    "event_hands_follow",
    "ledger_entry_append_only",
    "ledger_entry_enters_log",
    "ledger_share_append_only",
    "ledger_leaf_append_only",
    "ledger_node_append_only",
    "ledger_checkpoint_append_only",
    "ledger_key_append_only",
    "transition_append_only",
    "booking_home_has_visit",
    "price_quote_append_only",
    "price_settlement_append_only",
    "deal_terms_stay",
    "deal_inspection_stays",
    "visit_refusal_stays",
    "listing_teaches",
    "listing_keeps_mark",
    "listing_arrives_new",
    "listing_arrives_again",
    "listing_arrives_edited",
    "device_erasure_certificate_stays",
    "deposit_entry_append_only",
    "deposit_side_append_only",
    "deposit_side_balances",
    "battery_passport_goes_forward",
    "battery_passport_second_life_begins",
    "battery_reading_append_only",
    "deal_takes_mark",
    "deal_keeps_mark",
    "round_allocation_append_only",
    "round_action_append_only",
    "custody_act_append_only",
    "custody_posting_append_only",
    "custody_lot_append_only",
    "custody_edge_append_only",
    "custody_posting_balances",
    "custody_balance_by_postings",
    "custody_edge_forward",
    "reward_rule_append_only",
    "reward_transfer_append_only",
    "reward_posting_append_only",
    "reward_posting_balances",
    "reward_balance_by_postings",
    "challenge_result_append_only",
    "device_stays",
    "device_reading_stays",
  ],
};

describeDatabases("what the schema language cannot say", (open) => {
  it("is there: constraints, exclusions, indexes, triggers", async () => {
    const rows = await open().$queryRaw<{ kind: string; name: string }[]>`
      SELECT 'constraints' AS kind, conname::text AS name FROM pg_constraint WHERE contype = 'c'
      UNION ALL SELECT 'exclusions', conname::text FROM pg_constraint WHERE contype = 'x'
      UNION ALL SELECT 'indexes', indexname::text FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT 'triggers', tgname::text FROM pg_trigger WHERE NOT tgisinternal`;
    for (const [kind, names] of Object.entries(handWritten)) {
      const found = rows.filter((row) => row.kind === kind).map((row) => row.name);
      expect(found).toEqual(expect.arrayContaining(names));
    }
  });

  for (const statement of [
    `UPDATE ledger_entry SET route = 'other'`,
    `DELETE FROM ledger_entry`,
    `TRUNCATE ledger_entry CASCADE`,
    `UPDATE ledger_share SET side = 'other'`,
    `DELETE FROM ledger_share`,
    `DELETE FROM transition`,
    `DELETE FROM custody_act`,
    `UPDATE custody_posting SET grams = 1`,
    `DELETE FROM custody_lot`,
    `DELETE FROM custody_edge`,
    `UPDATE custody_balance SET grams = 1`,
  ]) {
    it(`the ledger refuses: ${statement}`, async () => {
      const failure = await open().$executeRawUnsafe(statement).then(() => null, (error: unknown) => error);
      expect(sqlState(failure)).toBe("RB001");
    });
  }

  it("a party never has fewer than no members", async () => {
    const data = { id: newId(), kind: "community" as const, name: "x", slug: newId(), memberCount: -1 };
    const failure = await open().party.create({ data }).then(() => null, (error: unknown) => error);
    expect(sqlState(failure)).toBe("23514");
  });
});
