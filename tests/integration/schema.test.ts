import { expect, it } from "vitest";
import { openMemoryPglite, pgliteConnection } from "#app/platform/db/adapters.server.ts";
import { schemaDrift } from "#app/platform/db/migrate.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
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

const handWritten = {
  constraints: [
    "slot_visits_within_capacity",
    "slot_grams_within_capacity",
    "slot_ends_after_start",
    "slot_home_has_area",
    "service_area_figures",
    "service_area_place_and_reach",
    "home_visit_place",
    "home_item_pieces",
    "home_photo_six_at_most",
    "price_board_currency",
    "price_quote_bounds",
    "price_quote_not_for_the_past",
    "price_settlement_adds_up",
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
    "opening_rule_minutes",
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
  ],
  exclusions: ["round_one_per_vehicle", "round_one_per_driver"],
  indexes: [
    "slot_one_per_point_and_time",
    "slot_one_per_area_and_time",
    "service_area_place",
    "deal_one_open_request",
    "deal_review_deal_id_side_key",
    "deal_review_to_announce",
    "message_words",
    "message_withdrawn",
    "deal_giver_finished",
    "deal_taker_finished",
    "booking_one_active_per_slot_and_party",
    "booking_open_code_per_point",
    "outbox_event_waiting",
    "recycling_point_place",
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
    "round_stop_one_active",
  ],
  triggers: [
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
    "listing_teaches",
    "listing_keeps_mark",
    "listing_arrives_new",
    "listing_arrives_again",
    "listing_arrives_edited",
    "deal_takes_mark",
    "deal_keeps_mark",
    "round_allocation_append_only",
    "round_action_append_only",
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
