-- Extensions of the contrib set; all are "trusted", so the owner of the database may create them, and all are in PGlite.
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateEnum
CREATE TYPE "deal_state" AS ENUM ('requested', 'accepted', 'scheduled', 'handed_over', 'completed', 'declined', 'expired', 'cancelled_by_giver', 'cancelled_by_taker', 'cancelled_by_operator', 'no_show', 'disputed');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('user', 'system');

-- CreateEnum
CREATE TYPE "party_kind" AS ENUM ('household', 'community', 'recycler', 'producer', 'authority');

-- CreateEnum
CREATE TYPE "membership_role" AS ENUM ('owner', 'manager', 'staff', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "join_policy" AS ENUM ('open', 'ask', 'invite');

-- CreateEnum
CREATE TYPE "membership_state" AS ENUM ('active', 'requested', 'ended');

-- CreateEnum
CREATE TYPE "entry_kind" AS ENUM ('entry', 'reversal', 'adjustment');

-- CreateEnum
CREATE TYPE "entry_status" AS ENUM ('ok', 'not_covered');

-- CreateEnum
CREATE TYPE "listing_kind" AS ENUM ('goods', 'material');

-- CreateEnum
CREATE TYPE "listing_offer" AS ENUM ('sale', 'free', 'wanted');

-- CreateEnum
CREATE TYPE "listing_state" AS ENUM ('draft', 'pending_review', 'published', 'paused', 'reserved', 'completed', 'expired', 'withdrawn', 'rejected', 'removed_by_moderator');

-- CreateEnum
CREATE TYPE "slot_status" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "booking_state" AS ENUM ('held', 'confirmed', 'checked_in', 'weighed', 'done', 'hold_expired', 'cancelled_in_time', 'cancelled_late', 'no_show_customer', 'missed_by_collector', 'rejected_on_site', 'rescheduled');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "point_tier" AS ENUM ('collection', 'transfer', 'sorting');

-- CreateEnum
CREATE TYPE "point_site" AS ENUM ('container', 'centre');

-- CreateEnum
CREATE TYPE "hours_status" AS ENUM ('none', 'weekly', 'partial', 'always', 'unparsed');

-- CreateTable
CREATE TABLE "deal" (
    "id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "giver_party_id" TEXT NOT NULL,
    "taker_party_id" TEXT NOT NULL,
    "requester_party_id" TEXT NOT NULL,
    "requested_by_user_id" TEXT NOT NULL,
    "state" "deal_state" NOT NULL,
    "units" INTEGER NOT NULL DEFAULT 1,
    "holds_units" BOOLEAN NOT NULL DEFAULT false,
    "agreed_starts_at" TIMESTAMPTZ(3),
    "agreed_ends_at" TIMESTAMPTZ(3),
    "agreed_place" TEXT,
    "handover_code" TEXT,
    "handover_attempts" INTEGER NOT NULL DEFAULT 0,
    "handover_blocked_until" TIMESTAMPTZ(3),
    "handed_over_by" TEXT,
    "moved_units" INTEGER,
    "measured_grams" INTEGER,
    "weight_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "respond_by" TIMESTAMPTZ(3) NOT NULL,
    "auto_complete_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_over_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "next_seq" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "kind" "message_kind" NOT NULL,
    "author_user_id" TEXT,
    "author_party_id" TEXT,
    "body" TEXT NOT NULL DEFAULT '',
    "system_code" TEXT,
    "system_params" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read_mark" (
    "conversation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_mark_pkey" PRIMARY KEY ("conversation_id","user_id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_party_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party" (
    "id" TEXT NOT NULL,
    "kind" "party_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "country_code" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "place_label" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "headcount" INTEGER NOT NULL DEFAULT 1,
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "join_policy" "join_policy" NOT NULL DEFAULT 'open',
    "is_listed" BOOLEAN NOT NULL DEFAULT true,
    "invite_token" TEXT,
    "home_community_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "membership_role" NOT NULL,
    "state" "membership_state" NOT NULL DEFAULT 'active',
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" "entry_kind" NOT NULL DEFAULT 'entry',
    "cause_type" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "reverses_id" TEXT,
    "status" "entry_status" NOT NULL,
    "route" TEXT NOT NULL,
    "material" TEXT,
    "category" TEXT,
    "publisher_name" TEXT,
    "mass_grams" INTEGER,
    "item_count" INTEGER,
    "weight_basis" TEXT NOT NULL,
    "co2e_grams" BIGINT,
    "low_grams" BIGINT,
    "high_grams" BIGINT,
    "grade" TEXT,
    "formula_version" TEXT NOT NULL,
    "factor_ids" TEXT[],
    "inputs" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "giver_party_id" TEXT,
    "taker_party_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_share" (
    "entry_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "community_id" TEXT,
    "co2e_grams" BIGINT,
    "low_grams" BIGINT,
    "high_grams" BIGINT,
    "mass_grams" INTEGER,
    "party_month" TEXT NOT NULL,
    "community_month" TEXT,

    CONSTRAINT "ledger_share_pkey" PRIMARY KEY ("entry_id","side")
);

-- CreateTable
CREATE TABLE "impact_total" (
    "scope_type" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "co2e_grams" BIGINT NOT NULL DEFAULT 0,
    "low_grams" BIGINT NOT NULL DEFAULT 0,
    "high_grams" BIGINT NOT NULL DEFAULT 0,
    "mass_grams" BIGINT NOT NULL DEFAULT 0,
    "measured_mass_grams" BIGINT NOT NULL DEFAULT 0,
    "not_covered_grams" BIGINT NOT NULL DEFAULT 0,
    "entry_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "impact_total_pkey" PRIMARY KEY ("scope_type","scope_id","period","route","material")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" TEXT NOT NULL,
    "owner_party_id" TEXT NOT NULL,
    "created_by_user_id" TEXT NOT NULL,
    "kind" "listing_kind" NOT NULL,
    "offer" "listing_offer" NOT NULL,
    "category" TEXT,
    "material" TEXT,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "condition" TEXT,
    "units_initial" INTEGER NOT NULL DEFAULT 1,
    "units_available" INTEGER NOT NULL DEFAULT 1,
    "units_held" INTEGER NOT NULL DEFAULT 0,
    "units_handed_over" INTEGER NOT NULL DEFAULT 0,
    "mass_grams" INTEGER,
    "price_minor" INTEGER,
    "currency" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "coarse_latitude" DOUBLE PRECISION,
    "coarse_longitude" DOUBLE PRECISION,
    "place_label" TEXT NOT NULL DEFAULT '',
    "exact_address" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "state" "listing_state" NOT NULL DEFAULT 'draft',
    "withdrawn_reason" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "sort_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_text" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_photo" (
    "id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "capacity_visits" INTEGER NOT NULL,
    "taken_visits" INTEGER NOT NULL DEFAULT 0,
    "capacity_grams" INTEGER,
    "taken_grams" INTEGER NOT NULL DEFAULT 0,
    "book_cutoff_minutes" INTEGER NOT NULL DEFAULT 30,
    "change_cutoff_minutes" INTEGER NOT NULL DEFAULT 60,
    "cancel_cutoff_minutes" INTEGER NOT NULL DEFAULT 60,
    "status" "slot_status" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" TEXT NOT NULL,
    "slot_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "booked_by_user_id" TEXT NOT NULL,
    "state" "booking_state" NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3),
    "takes_capacity" BOOLEAN NOT NULL DEFAULT true,
    "declared_grams" INTEGER NOT NULL DEFAULT 0,
    "check_in_code" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "reason" TEXT,
    "supersedes_id" TEXT,
    "ics_sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_in_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_line" (
    "id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "declared_grams" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "booking_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "weigh_in" (
    "id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "gross_grams" INTEGER NOT NULL,
    "tare_grams" INTEGER NOT NULL,
    "net_grams" INTEGER NOT NULL,
    "contamination_permille" INTEGER NOT NULL DEFAULT 0,
    "entered_unit" TEXT NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'hand',
    "weighed_by_user_id" TEXT NOT NULL,
    "superseded_by_id" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "weigh_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "transition" (
    "id" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "actor_user_id" TEXT,
    "actor_party_id" TEXT,
    "actor_role" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" TEXT NOT NULL,
    "cause_key" TEXT,
    "user_id" TEXT,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "retry_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recycling_point" (
    "id" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "operator_party_id" TEXT,
    "tier" "point_tier" NOT NULL,
    "site" "point_site" NOT NULL,
    "staffed" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT,
    "operator_name" TEXT,
    "address" TEXT,
    "postal_code" TEXT,
    "city" TEXT,
    "country_code" TEXT,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "time_zone" TEXT NOT NULL,
    "opening_hours_raw" TEXT,
    "hours_status" "hours_status" NOT NULL DEFAULT 'none',
    "holiday_rule" TEXT NOT NULL DEFAULT 'unknown',
    "holiday_hours" JSONB,
    "hours_note" TEXT,
    "collection_times_raw" TEXT,
    "access" TEXT,
    "phone" TEXT,
    "website" TEXT,
    "check_date" TEXT,
    "capacity_raw" TEXT,
    "location" TEXT,
    "raw_tags" JSONB NOT NULL DEFAULT '{}',
    "unknown_tags" JSONB NOT NULL DEFAULT '{}',
    "takes_residual_waste" BOOLEAN NOT NULL DEFAULT false,
    "search_text" TEXT NOT NULL DEFAULT '',
    "review_reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source_profile" TEXT NOT NULL DEFAULT 'own',
    "content_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recycling_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "point_material" (
    "point_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "accepts" BOOLEAN NOT NULL DEFAULT true,
    "condition_note" TEXT,
    "source_tag" TEXT,

    CONSTRAINT "point_material_pkey" PRIMARY KEY ("point_id","material")
);

-- CreateTable
CREATE TABLE "opening_rule" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "opens_minute" INTEGER NOT NULL,
    "closes_minute" INTEGER NOT NULL,
    "from_month_day" TEXT,
    "to_month_day" TEXT,

    CONSTRAINT "opening_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_exception" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "is_closed" BOOLEAN NOT NULL,
    "opens_minute" INTEGER,
    "closes_minute" INTEGER,
    "note" TEXT,

    CONSTRAINT "opening_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deal_listing_id_state_idx" ON "deal"("listing_id", "state");

-- CreateIndex
CREATE INDEX "deal_giver_party_id_updated_at_idx" ON "deal"("giver_party_id", "updated_at");

-- CreateIndex
CREATE INDEX "deal_taker_party_id_updated_at_idx" ON "deal"("taker_party_id", "updated_at");

-- CreateIndex
CREATE INDEX "deal_state_respond_by_idx" ON "deal"("state", "respond_by");

-- CreateIndex
CREATE INDEX "deal_state_auto_complete_at_idx" ON "deal"("state", "auto_complete_at");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_deal_id_key" ON "conversation"("deal_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_conversation_id_seq_key" ON "message"("conversation_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "message_conversation_id_client_id_key" ON "message"("conversation_id", "client_id");

-- CreateIndex
CREATE INDEX "message_author_user_id_created_at_idx" ON "message"("author_user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "party_slug_key" ON "party"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "party_invite_token_key" ON "party"("invite_token");

-- CreateIndex
CREATE INDEX "party_kind_name_idx" ON "party"("kind", "name");

-- CreateIndex
CREATE INDEX "party_home_community_id_idx" ON "party"("home_community_id");

-- CreateIndex
CREATE INDEX "membership_user_id_state_idx" ON "membership"("user_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "membership_party_id_user_id_key" ON "membership"("party_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_seq_key" ON "ledger_entry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_reverses_id_key" ON "ledger_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "ledger_entry_giver_party_id_occurred_at_idx" ON "ledger_entry"("giver_party_id", "occurred_at");

-- CreateIndex
CREATE INDEX "ledger_entry_taker_party_id_occurred_at_idx" ON "ledger_entry"("taker_party_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_cause_type_cause_id_kind_key" ON "ledger_entry"("cause_type", "cause_id", "kind");

-- CreateIndex
CREATE INDEX "ledger_share_party_id_idx" ON "ledger_share"("party_id");

-- CreateIndex
CREATE INDEX "ledger_share_community_id_idx" ON "ledger_share"("community_id");

-- CreateIndex
CREATE INDEX "impact_total_scope_type_period_route_material_co2e_grams_sc_idx" ON "impact_total"("scope_type", "period", "route", "material", "co2e_grams" DESC, "scope_id");

-- CreateIndex
CREATE INDEX "listing_owner_party_id_state_idx" ON "listing"("owner_party_id", "state");

-- CreateIndex
CREATE INDEX "listing_state_sort_at_id_idx" ON "listing"("state", "sort_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "listing_state_category_idx" ON "listing"("state", "category");

-- CreateIndex
CREATE INDEX "listing_state_material_idx" ON "listing"("state", "material");

-- CreateIndex
CREATE INDEX "listing_state_expires_at_idx" ON "listing"("state", "expires_at");

-- CreateIndex
CREATE INDEX "listing_photo_listing_id_position_idx" ON "listing_photo"("listing_id", "position");

-- CreateIndex
CREATE INDEX "slot_point_id_starts_at_idx" ON "slot"("point_id", "starts_at");

-- CreateIndex
CREATE INDEX "slot_recycler_party_id_starts_at_idx" ON "slot"("recycler_party_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "slot_point_id_starts_at_ends_at_key" ON "slot"("point_id", "starts_at", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "booking_supersedes_id_key" ON "booking"("supersedes_id");

-- CreateIndex
CREATE INDEX "booking_slot_id_state_idx" ON "booking"("slot_id", "state");

-- CreateIndex
CREATE INDEX "booking_party_id_created_at_idx" ON "booking"("party_id", "created_at");

-- CreateIndex
CREATE INDEX "booking_point_id_state_idx" ON "booking"("point_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "booking_line_booking_id_material_key" ON "booking_line"("booking_id", "material");

-- CreateIndex
CREATE INDEX "weigh_in_booking_id_idx" ON "weigh_in"("booking_id");

-- CreateIndex
CREATE INDEX "outbox_event_dispatched_at_id_idx" ON "outbox_event"("dispatched_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "transition_subject_type_subject_id_at_idx" ON "transition"("subject_type", "subject_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_cause_key_key" ON "mail_message"("cause_key");

-- CreateIndex
CREATE INDEX "mail_message_state_created_at_idx" ON "mail_message"("state", "created_at");

-- CreateIndex
CREATE INDEX "mail_message_to_address_created_at_idx" ON "mail_message"("to_address", "created_at");

-- CreateIndex
CREATE INDEX "recycling_point_operator_party_id_idx" ON "recycling_point"("operator_party_id");

-- CreateIndex
CREATE UNIQUE INDEX "recycling_point_source_name_external_id_key" ON "recycling_point"("source_name", "external_id");

-- CreateIndex
CREATE INDEX "point_material_material_accepts_idx" ON "point_material"("material", "accepts");

-- CreateIndex
CREATE INDEX "opening_rule_point_id_weekday_idx" ON "opening_rule"("point_id", "weekday");

-- CreateIndex
CREATE INDEX "opening_exception_point_id_date_idx" ON "opening_exception"("point_id", "date");

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_mark" ADD CONSTRAINT "read_mark_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_home_community_id_fkey" FOREIGN KEY ("home_community_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_share" ADD CONSTRAINT "ledger_share_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_photo" ADD CONSTRAINT "listing_photo_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot" ADD CONSTRAINT "slot_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_line" ADD CONSTRAINT "booking_line_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "weigh_in" ADD CONSTRAINT "weigh_in_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_material" ADD CONSTRAINT "point_material_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_rule" ADD CONSTRAINT "opening_rule_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_exception" ADD CONSTRAINT "opening_exception_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

-- Capacity, stock and sums live in constraints; code checks only to explain.
ALTER TABLE "slot" ADD CONSTRAINT "slot_visits_within_capacity" CHECK (taken_visits BETWEEN 0 AND capacity_visits);
ALTER TABLE "slot" ADD CONSTRAINT "slot_grams_within_capacity" CHECK (taken_grams >= 0 AND (capacity_grams IS NULL OR taken_grams <= capacity_grams));
ALTER TABLE "slot" ADD CONSTRAINT "slot_ends_after_start" CHECK (ends_at > starts_at);
ALTER TABLE "listing" ADD CONSTRAINT "listing_units_add_up" CHECK (units_initial > 0 AND units_available >= 0 AND units_held >= 0 AND units_handed_over >= 0 AND units_available + units_held + units_handed_over <= units_initial);
ALTER TABLE "listing" ADD CONSTRAINT "listing_mass_positive" CHECK (mass_grams IS NULL OR mass_grams > 0);
ALTER TABLE "listing" ADD CONSTRAINT "listing_price_not_negative" CHECK (price_minor IS NULL OR price_minor >= 0);
ALTER TABLE "listing" ADD CONSTRAINT "listing_is_goods_or_material" CHECK ((kind = 'goods' AND category IS NOT NULL AND material IS NULL) OR (kind = 'material' AND material IS NOT NULL AND category IS NULL));
ALTER TABLE "deal" ADD CONSTRAINT "deal_units_positive" CHECK (units > 0 AND (moved_units IS NULL OR moved_units BETWEEN 0 AND units));
ALTER TABLE "deal" ADD CONSTRAINT "deal_two_parties" CHECK (giver_party_id <> taker_party_id);
ALTER TABLE "weigh_in" ADD CONSTRAINT "weigh_in_net_is_gross_less_tare" CHECK (tare_grams >= 0 AND net_grams = gross_grams - tare_grams AND net_grams >= 0 AND contamination_permille BETWEEN 0 AND 1000);
ALTER TABLE "party" ADD CONSTRAINT "party_head_counts" CHECK (headcount BETWEEN 1 AND 50 AND member_count >= 0);
ALTER TABLE "opening_rule" ADD CONSTRAINT "opening_rule_minutes" CHECK (weekday BETWEEN 1 AND 7 AND opens_minute BETWEEN 0 AND 1439 AND closes_minute > opens_minute AND closes_minute <= 2880);

-- One open request per listing and asking party; one active booking per slot and party.
CREATE UNIQUE INDEX "deal_one_open_request" ON "deal" (listing_id, requester_party_id)
  WHERE state IN ('requested', 'accepted', 'scheduled', 'handed_over', 'disputed');
CREATE UNIQUE INDEX "booking_one_active_per_slot_and_party" ON "booking" (slot_id, party_id)
  WHERE takes_capacity AND state IN ('held', 'confirmed', 'checked_in', 'weighed');
CREATE UNIQUE INDEX "booking_open_code_per_point" ON "booking" (point_id, check_in_code)
  WHERE state IN ('held', 'confirmed', 'checked_in', 'weighed');
CREATE UNIQUE INDEX "outbox_event_waiting" ON "outbox_event" (id) WHERE dispatched_at IS NULL;

-- Nearest first, by index.
CREATE INDEX "recycling_point_place" ON "recycling_point" USING gist (ll_to_earth(latitude, longitude));
CREATE INDEX "listing_place" ON "listing" USING gist (ll_to_earth(coarse_latitude, coarse_longitude))
  WHERE state = 'published' AND coarse_latitude IS NOT NULL;
CREATE INDEX "party_place" ON "party" USING gist (ll_to_earth(latitude, longitude)) WHERE latitude IS NOT NULL;

-- Words, and parts of words for typos. `search_text` is already split into words (Chinese too), hence 'simple'.
CREATE INDEX "listing_words" ON "listing" USING gin (to_tsvector('simple', search_text));
CREATE INDEX "listing_parts_of_words" ON "listing" USING gin (search_text gin_trgm_ops);
CREATE INDEX "recycling_point_parts_of_words" ON "recycling_point" USING gin (search_text gin_trgm_ops);
CREATE INDEX "party_name_parts" ON "party" USING gin (name gin_trgm_ops);

-- Communities by effect per head and in total, and what the public may see first.
CREATE INDEX "listing_public_newest" ON "listing" (sort_at DESC, id DESC) WHERE state = 'published';

-- The ledger only grows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'RB001';
END;
$$;
CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_share_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_share"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "transition_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "transition"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
