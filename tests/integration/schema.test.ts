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
  ],
  indexes: [
    "slot_one_per_point_and_time",
    "slot_one_per_area_and_time",
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
    "deal_terms_stay",
    "deal_inspection_stays",
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
  ],
};

describeDatabases("what the schema language cannot say", (open) => {
  it("is there: constraints, indexes, triggers", async () => {
    const rows = await open().$queryRaw<{ kind: string; name: string }[]>`
      SELECT 'constraints' AS kind, conname::text AS name FROM pg_constraint WHERE contype = 'c'
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
