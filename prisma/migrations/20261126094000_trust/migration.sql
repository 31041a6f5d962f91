-- Reports, cases, decisions, appeals, restrictions, verified sellers; holds of listings; the record of moderation that nobody can edit.

ALTER TYPE "listing_state" ADD VALUE 'held';

CREATE TABLE "listing_hold" (
    "listing_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "from_state" "listing_state" NOT NULL,
    "is_final" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_hold_pkey" PRIMARY KEY ("listing_id","cause")
);

CREATE TABLE "moderation_case" (
    "id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "listing_id" TEXT,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "report_count" INTEGER NOT NULL DEFAULT 0,
    "snapshot" JSONB NOT NULL,
    "hints" JSONB,
    "held_by_user_id" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "moderation_case_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "report" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "reporter_user_id" TEXT NOT NULL,
    "reporter_party_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "snapshot" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "moderation_decision" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "restricted_until" TIMESTAMPTZ(3),
    "detected_by_rule" BOOLEAN NOT NULL DEFAULT false,
    "is_automated" BOOLEAN NOT NULL DEFAULT false,
    "decided_by_user_id" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_user_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "reversed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "moderation_decision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "moderation_appeal" (
    "id" TEXT NOT NULL,
    "decision_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "by_user_id" TEXT NOT NULL,
    "by_party_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "decided_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "moderation_appeal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "party_restriction" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "decision_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "party_restriction_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "hidden_content" (
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "decision_id" TEXT NOT NULL,
    "kept" JSONB,
    "hidden_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hidden_content_pkey" PRIMARY KEY ("subject_kind","subject_id")
);

CREATE TABLE "mark_appeal" (
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "by_user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "decided_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "mark_appeal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "seller_verification" (
    "party_id" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "register_number" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "vat_id" TEXT,
    "contact_email" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "reason" TEXT,
    "requested_by_user_id" TEXT NOT NULL,
    "decided_by_user_id" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "seller_verification_pkey" PRIMARY KEY ("party_id")
);

CREATE TABLE "listing_hint" (
    "listing_id" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,
    "listing_at" TIMESTAMPTZ(3) NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_hint_pkey" PRIMARY KEY ("listing_id")
);

CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_user_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "listing_hold_cause_idx" ON "listing_hold"("cause");

CREATE INDEX "moderation_case_state_priority_opened_at_id_idx" ON "moderation_case"("state", "priority" DESC, "opened_at", "id");

CREATE INDEX "moderation_case_party_id_opened_at_idx" ON "moderation_case"("party_id", "opened_at");

CREATE INDEX "report_case_id_idx" ON "report"("case_id");

CREATE INDEX "report_reporter_user_id_id_idx" ON "report"("reporter_user_id", "id");

CREATE INDEX "moderation_decision_case_id_idx" ON "moderation_decision"("case_id");

CREATE INDEX "moderation_decision_party_id_decided_at_idx" ON "moderation_decision"("party_id", "decided_at");

CREATE INDEX "moderation_decision_subject_kind_subject_id_idx" ON "moderation_decision"("subject_kind", "subject_id");

CREATE INDEX "moderation_decision_decided_at_idx" ON "moderation_decision"("decided_at");

CREATE INDEX "moderation_appeal_state_created_at_id_idx" ON "moderation_appeal"("state", "created_at", "id");

CREATE UNIQUE INDEX "moderation_appeal_decision_id_by_party_id_key" ON "moderation_appeal"("decision_id", "by_party_id");

CREATE UNIQUE INDEX "party_restriction_decision_id_key" ON "party_restriction"("decision_id");

CREATE INDEX "party_restriction_party_id_starts_at_idx" ON "party_restriction"("party_id", "starts_at");

CREATE UNIQUE INDEX "hidden_content_decision_id_key" ON "hidden_content"("decision_id");

CREATE INDEX "mark_appeal_state_created_at_id_idx" ON "mark_appeal"("state", "created_at", "id");

CREATE INDEX "mark_appeal_party_id_state_idx" ON "mark_appeal"("party_id", "state");

CREATE UNIQUE INDEX "mark_appeal_deal_id_party_id_key" ON "mark_appeal"("deal_id", "party_id");

CREATE INDEX "seller_verification_state_requested_at_party_id_idx" ON "seller_verification"("state", "requested_at", "party_id");

CREATE INDEX "seller_verification_state_expires_at_idx" ON "seller_verification"("state", "expires_at");

CREATE UNIQUE INDEX "audit_entry_hash_key" ON "audit_entry"("hash");

CREATE INDEX "audit_entry_action_seq_idx" ON "audit_entry"("action", "seq");

CREATE INDEX "audit_entry_actor_user_id_seq_idx" ON "audit_entry"("actor_user_id", "seq");

CREATE INDEX "audit_entry_subject_kind_subject_id_seq_idx" ON "audit_entry"("subject_kind", "subject_id", "seq");

ALTER TABLE "report" ADD CONSTRAINT "report_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "moderation_appeal" ADD CONSTRAINT "moderation_appeal_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "moderation_decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed lists.
ALTER TABLE "moderation_case" ADD CONSTRAINT "moderation_case_words" CHECK (
  "subject_kind" IN ('listing', 'message', 'party', 'review', 'photo') AND "origin" IN ('report', 'hint') AND "state" IN ('open', 'confirming', 'closed'));
ALTER TABLE "report" ADD CONSTRAINT "report_words" CHECK (
  "subject_kind" IN ('listing', 'message', 'party', 'review', 'photo') AND "state" IN ('open', 'acted', 'dismissed')
  AND "reason" IN ('prohibited', 'scam', 'not_as_described', 'green_claim', 'spam', 'abusive', 'counterfeit', 'unsafe', 'illegal', 'privacy', 'other'));
ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_words" CHECK (
  "kind" IN ('dismiss', 'warn', 'hide', 'remove', 'restrict', 'suspend') AND "state" IN ('confirming', 'final', 'refused', 'reversed')
  AND "rule" IN ('prohibited', 'scam', 'not_as_described', 'green_claim', 'spam', 'abusive', 'counterfeit', 'unsafe', 'illegal', 'privacy', 'other'));
ALTER TABLE "moderation_appeal" ADD CONSTRAINT "moderation_appeal_words" CHECK ("side" IN ('affected', 'reporter') AND "state" IN ('open', 'upheld', 'reversed'));
ALTER TABLE "party_restriction" ADD CONSTRAINT "party_restriction_words" CHECK ("kind" IN ('restricted', 'suspended'));
ALTER TABLE "mark_appeal" ADD CONSTRAINT "mark_appeal_words" CHECK ("mark" IN ('no_show', 'late') AND "state" IN ('open', 'upheld', 'refused'));
ALTER TABLE "seller_verification" ADD CONSTRAINT "seller_verification_words" CHECK ("state" IN ('requested', 'verified', 'refused', 'expired'));

-- Two pairs of eyes: what takes something away for good is never final by one person's word.
ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_two_people" CHECK (
  "confirmed_by_user_id" IS NULL OR "confirmed_by_user_id" <> "decided_by_user_id");
ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_confirmed" CHECK (
  "kind" NOT IN ('remove', 'suspend') OR "state" = 'confirming' OR "confirmed_by_user_id" IS NOT NULL);

-- One open case for a subject, one open report of it by a person, one decision waiting or standing in a case.
CREATE UNIQUE INDEX "moderation_case_one_open" ON "moderation_case"("subject_kind", "subject_id") WHERE "state" <> 'closed';
CREATE UNIQUE INDEX "report_one_open" ON "report"("reporter_user_id", "subject_kind", "subject_id") WHERE "state" = 'open';
CREATE UNIQUE INDEX "moderation_decision_one_standing" ON "moderation_decision"("case_id") WHERE "state" IN ('confirming', 'final');

-- What a report froze stays as it was; only whether it is settled changes.
CREATE FUNCTION keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.case_id, NEW.reporter_user_id, NEW.subject_kind, NEW.subject_id, NEW.reason, NEW.text, NEW.snapshot::text, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.reporter_user_id, OLD.subject_kind, OLD.subject_id, OLD.reason, OLD.text, OLD.snapshot::text, OLD.created_at) THEN
    RAISE EXCEPTION 'a report is kept as it was written' USING ERRCODE = 'RB001';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER "report_kept" BEFORE UPDATE OR DELETE ON "report" FOR EACH ROW EXECUTE FUNCTION keep_report();

-- The record: append-only twice over, as the ledger is, and each row bound to the one before.
INSERT INTO "audit_head" ("id", "hash") VALUES (1, repeat('0', 64));
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_one_row" CHECK ("id" = 1);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_hashes" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "prev_hash" ~ '^[0-9a-f]{64}$' AND "seq" > 0);
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_append_only";
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_entry" FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_entry" FROM CURRENT_USER;

-- Figures of the public page are counted by month.
CREATE INDEX "report_created_at" ON "report"("created_at");
CREATE INDEX "moderation_appeal_decided_at" ON "moderation_appeal"("decided_at") WHERE "decided_at" IS NOT NULL;
CREATE INDEX "party_restriction_standing" ON "party_restriction"("party_id") WHERE "ended_at" IS NULL;

-- Photos of other parties that look the same (at most 6 of 64 bits differ): of eight bytes at least two are the same then, so one of the
-- 28 pairs of bytes is, and the pairs are what the index holds. No near match is missed, and few others are read.
CREATE FUNCTION photo_bands(hash text) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(((i * 8 + j) << 16) | ('x' || lpad(substr(hash, 2 * i + 1, 2) || substr(hash, 2 * j + 1, 2), 8, '0'))::bit(32)::integer)
  FROM generate_series(0, 6) AS i, generate_series(i + 1, 7) AS j
$$;
CREATE INDEX "listing_photo_bands" ON "listing_photo" USING gin (photo_bands("difference_hash")) WHERE "difference_hash" IS NOT NULL;
CREATE INDEX "listing_same_title" ON "listing" (lower("title")) WHERE "state" = 'published';
