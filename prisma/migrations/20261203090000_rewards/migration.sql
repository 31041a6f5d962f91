-- Points for entries of the ledger: programmes with rules, accounts in double entry, offers and codes.

CREATE TABLE "reward_programme" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "ends_at" TIMESTAMPTZ(3),
    "lapsed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_programme_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reward_rule" (
    "programme_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "per_kg" JSONB NOT NULL,
    "per_reuse" INTEGER NOT NULL,
    "day_cap" INTEGER NOT NULL,
    "month_cap" INTEGER NOT NULL,
    "made_by_user_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_rule_pkey" PRIMARY KEY ("programme_id","number")
);

CREATE TABLE "reward_transfer" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "programme_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "party_id" TEXT,
    "entry_id" TEXT,
    "by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_transfer_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reward_posting" (
    "transfer_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "reward_posting_pkey" PRIMARY KEY ("transfer_id","account")
);

CREATE TABLE "reward_balance" (
    "programme_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reward_balance_pkey" PRIMARY KEY ("programme_id","account")
);

CREATE TABLE "reward_grant" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "rule_number" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "measured_grams" BIGINT NOT NULL,
    "raw_points" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "limited_by" TEXT,
    "state" TEXT NOT NULL DEFAULT 'granted',
    "reasons" TEXT[],
    "reviewed_by_user_id" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_grant_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reward_offer" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "offerer_party_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "price_points" INTEGER NOT NULL,
    "stock_total" INTEGER NOT NULL,
    "stock_left" INTEGER NOT NULL,
    "per_household" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_offer_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reward_redemption" (
    "id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "offerer_party_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "taken_by_user_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_user_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_redemption_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reward_head" (
    "id" INTEGER NOT NULL,
    "processed_size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "reward_head_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "reward_programme_community_id_key" ON "reward_programme"("community_id");
CREATE UNIQUE INDEX "reward_transfer_seq_key" ON "reward_transfer"("seq");
CREATE UNIQUE INDEX "reward_transfer_cause_key" ON "reward_transfer"("cause");
CREATE INDEX "reward_transfer_programme_id_party_id_seq_idx" ON "reward_transfer"("programme_id", "party_id", "seq");
CREATE INDEX "reward_transfer_party_id_seq_idx" ON "reward_transfer"("party_id", "seq");
CREATE INDEX "reward_posting_account_idx" ON "reward_posting"("account");
CREATE INDEX "reward_balance_account_idx" ON "reward_balance"("account");
CREATE UNIQUE INDEX "reward_grant_entry_id_party_id_key" ON "reward_grant"("entry_id", "party_id");
CREATE INDEX "reward_grant_programme_id_party_id_day_idx" ON "reward_grant"("programme_id", "party_id", "day");
CREATE INDEX "reward_grant_programme_id_state_id_idx" ON "reward_grant"("programme_id", "state", "id");
CREATE INDEX "reward_grant_party_id_id_idx" ON "reward_grant"("party_id", "id");
CREATE INDEX "reward_offer_programme_id_state_id_idx" ON "reward_offer"("programme_id", "state", "id");
CREATE INDEX "reward_offer_offerer_party_id_id_idx" ON "reward_offer"("offerer_party_id", "id");
CREATE UNIQUE INDEX "reward_redemption_code_hash_key" ON "reward_redemption"("code_hash");
CREATE INDEX "reward_redemption_offer_id_party_id_idx" ON "reward_redemption"("offer_id", "party_id");
CREATE INDEX "reward_redemption_party_id_id_idx" ON "reward_redemption"("party_id", "id");
CREATE INDEX "reward_redemption_state_expires_at_idx" ON "reward_redemption"("state", "expires_at");
ALTER TABLE "reward_rule" ADD CONSTRAINT "reward_rule_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "reward_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_transfer" ADD CONSTRAINT "reward_transfer_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "reward_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_posting" ADD CONSTRAINT "reward_posting_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "reward_transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_balance" ADD CONSTRAINT "reward_balance_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "reward_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_grant" ADD CONSTRAINT "reward_grant_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "reward_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_offer" ADD CONSTRAINT "reward_offer_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "reward_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reward_redemption" ADD CONSTRAINT "reward_redemption_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "reward_offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "reward_rule" ADD CONSTRAINT "reward_rule_figures" CHECK (number > 0 AND per_reuse BETWEEN 0 AND 10000 AND day_cap BETWEEN 1 AND 1000000 AND month_cap >= day_cap AND month_cap <= 10000000);
ALTER TABLE "reward_transfer" ADD CONSTRAINT "reward_transfer_kind" CHECK (kind IN ('fund', 'earn', 'correct', 'release', 'refuse', 'bonus', 'reserve', 'redeem', 'give_back', 'lapse'));
ALTER TABLE "reward_posting" ADD CONSTRAINT "reward_posting_moves" CHECK (points <> 0);
-- Only what a programme is given out of, and a household whose entry was taken back after it had spent, are below nothing: so what was
-- issued never exceeds the budget, and nothing is paid out twice.
ALTER TABLE "reward_balance" ADD CONSTRAINT "reward_balance_not_negative" CHECK (CASE WHEN account = 'source' THEN points <= 0 WHEN account LIKE 'home:%' THEN true ELSE points >= 0 END);
ALTER TABLE "reward_balance" ADD CONSTRAINT "reward_balance_account" CHECK (account IN ('source', 'budget', 'reserved', 'lapsed') OR account ~ '^(home|held|spent):.');
ALTER TABLE "reward_grant" ADD CONSTRAINT "reward_grant_figures" CHECK (raw_points >= 0 AND points BETWEEN 0 AND raw_points AND day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
ALTER TABLE "reward_grant" ADD CONSTRAINT "reward_grant_state" CHECK (state IN ('granted', 'held', 'released', 'refused') AND (state = 'granted') = (cardinality(reasons) = 0) AND (state IN ('released', 'refused')) = (reviewed_at IS NOT NULL));
ALTER TABLE "reward_offer" ADD CONSTRAINT "reward_offer_state" CHECK (state IN ('proposed', 'open', 'refused', 'closed'));
ALTER TABLE "reward_offer" ADD CONSTRAINT "reward_offer_figures" CHECK (price_points > 0 AND per_household > 0 AND stock_total > 0 AND stock_left BETWEEN 0 AND stock_total);
ALTER TABLE "reward_redemption" ADD CONSTRAINT "reward_redemption_state" CHECK (state IN ('open', 'used', 'cancelled', 'expired') AND points > 0 AND (state = 'used') = (used_at IS NOT NULL));

CREATE TRIGGER "reward_rule_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reward_rule" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "reward_transfer_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reward_transfer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "reward_posting_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reward_posting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The sides of a transfer are written together, add up to nothing and are added to the balances in the same breath. Nobody puts down
-- points that they do not have, whatever the code in front of it thought.
CREATE FUNCTION reward_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM reward_posting p WHERE p.transfer_id IN (SELECT transfer_id FROM fresh) GROUP BY p.transfer_id HAVING sum(p.points) <> 0) THEN
    RAISE EXCEPTION 'the sides of a transfer of points do not balance' USING ERRCODE = 'RB012';
  END IF;
  INSERT INTO reward_balance (programme_id, account, points)
    SELECT DISTINCT t.programme_id, f.account, 0 FROM fresh f JOIN reward_transfer t ON t.id = f.transfer_id ON CONFLICT DO NOTHING;
  UPDATE reward_balance b SET points = b.points + d.points
    FROM (SELECT t.programme_id, f.account, sum(f.points)::int AS points FROM fresh f JOIN reward_transfer t ON t.id = f.transfer_id GROUP BY 1, 2) d
    WHERE b.programme_id = d.programme_id AND b.account = d.account;
  IF EXISTS (SELECT 1 FROM fresh f JOIN reward_transfer t ON t.id = f.transfer_id AND t.kind = 'reserve'
             JOIN reward_balance b ON b.programme_id = t.programme_id AND b.account = f.account WHERE b.points < 0) THEN
    RAISE EXCEPTION 'points that are not there cannot be put down' USING ERRCODE = 'RB013';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "reward_posting_balances" AFTER INSERT ON "reward_posting"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION reward_post();

CREATE FUNCTION reward_balance_by_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'balances follow postings' USING ERRCODE = 'RB001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "reward_balance_by_postings" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "reward_balance"
  FOR EACH STATEMENT EXECUTE FUNCTION reward_balance_by_postings();

-- Where points begin: what is in the log already was handed over before any programme.
INSERT INTO "reward_head" ("id", "processed_size") SELECT 1, coalesce((SELECT size FROM ledger_head WHERE id = 1), 0);
