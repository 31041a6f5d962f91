-- Reusable packaging: boxes, counts, deposits.

CREATE TYPE "box_state" AS ENUM ('in_stock', 'out', 'returned', 'lost', 'retired');
CREATE TYPE "packaging_return_state" AS ENUM ('declared', 'matched', 'mismatch', 'resolved', 'withdrawn');

CREATE TABLE "packaging_pool" (
    "id" TEXT NOT NULL,
    "owner_party_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "packaging_pool_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "packaging_pool_owner_party_id_key" ON "packaging_pool"("owner_party_id");

CREATE TABLE "packaging_type" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "deposit_minor" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "packaging_type_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "packaging_type_pool_id_name_key" ON "packaging_type"("pool_id", "name");
ALTER TABLE "packaging_type" ADD CONSTRAINT "packaging_type_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "packaging_pool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "packaging_box" (
    "code" TEXT NOT NULL,
    "type_id" TEXT NOT NULL,
    "state" "box_state" NOT NULL DEFAULT 'in_stock',
    "holder_party_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "packaging_box_pkey" PRIMARY KEY ("code")
);
CREATE INDEX "packaging_box_type_id_state_idx" ON "packaging_box"("type_id", "state");
CREATE INDEX "packaging_box_holder_party_id_state_idx" ON "packaging_box"("holder_party_id", "state");
ALTER TABLE "packaging_box" ADD CONSTRAINT "packaging_box_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "packaging_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "packaging_return" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "holder_party_id" TEXT NOT NULL,
    "declared_by_user_id" TEXT NOT NULL,
    "state" "packaging_return_state" NOT NULL DEFAULT 'declared',
    "counted_by_user_id" TEXT,
    "counted_at" TIMESTAMPTZ(3),
    "resolution" TEXT,
    "resolved_by_user_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "packaging_return_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "packaging_return_pool_id_state_id_idx" ON "packaging_return"("pool_id", "state", "id");
CREATE INDEX "packaging_return_holder_party_id_id_idx" ON "packaging_return"("holder_party_id", "id");
ALTER TABLE "packaging_return" ADD CONSTRAINT "packaging_return_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "packaging_pool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "packaging_return_line" (
    "return_id" TEXT NOT NULL,
    "type_id" TEXT NOT NULL,
    "declared_count" INTEGER NOT NULL,
    "counted_count" INTEGER,
    CONSTRAINT "packaging_return_line_pkey" PRIMARY KEY ("return_id","type_id")
);
ALTER TABLE "packaging_return_line" ADD CONSTRAINT "packaging_return_line_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "packaging_return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "packaging_return_line" ADD CONSTRAINT "packaging_return_line_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "packaging_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "deposit_entry" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "deposit_entry_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "deposit_entry_cause_key" ON "deposit_entry"("cause");
CREATE INDEX "deposit_entry_pool_id_id_idx" ON "deposit_entry"("pool_id", "id");
ALTER TABLE "deposit_entry" ADD CONSTRAINT "deposit_entry_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "packaging_pool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "deposit_side" (
    "entry_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    CONSTRAINT "deposit_side_pkey" PRIMARY KEY ("entry_id","account")
);
CREATE INDEX "deposit_side_account_idx" ON "deposit_side"("account");
ALTER TABLE "deposit_side" ADD CONSTRAINT "deposit_side_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "deposit_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "packaging_card" (
    "party_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "packaging_card_pkey" PRIMARY KEY ("party_id")
);
CREATE UNIQUE INDEX "packaging_card_code_key" ON "packaging_card"("code");

-- From here on by hand.

ALTER TABLE "packaging_type" ADD CONSTRAINT "packaging_type_deposit" CHECK (deposit_minor BETWEEN 0 AND 10000000);
-- What is out has a holder; the others lie with the pool, or nowhere.
ALTER TABLE "packaging_box" ADD CONSTRAINT "packaging_box_holder" CHECK ((holder_party_id IS NOT NULL) = (state = 'out'));
ALTER TABLE "packaging_box" ADD CONSTRAINT "packaging_box_code" CHECK (code ~ '^BX-[0-9A-Z]{8}$');
ALTER TABLE "packaging_return" ADD CONSTRAINT "packaging_return_counted" CHECK ((state IN ('matched', 'mismatch', 'resolved')) = (counted_by_user_id IS NOT NULL AND counted_at IS NOT NULL));
ALTER TABLE "packaging_return" ADD CONSTRAINT "packaging_return_resolved" CHECK ((state = 'resolved') = (resolution IS NOT NULL AND resolved_by_user_id IS NOT NULL));
ALTER TABLE "packaging_return_line" ADD CONSTRAINT "packaging_return_line_counts" CHECK (declared_count BETWEEN 0 AND 10000 AND (counted_count IS NULL OR counted_count BETWEEN 0 AND 10000));
ALTER TABLE "deposit_side" ADD CONSTRAINT "deposit_side_not_nothing" CHECK (amount_minor <> 0);

CREATE TRIGGER "deposit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "deposit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "deposit_side_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "deposit_side" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The sides of a movement are written together and add up to nothing.
CREATE FUNCTION deposit_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
  SELECT f.entry_id INTO wrong FROM (SELECT DISTINCT entry_id FROM fresh) f JOIN deposit_side s ON s.entry_id = f.entry_id
    GROUP BY f.entry_id HAVING sum(s.amount_minor) <> 0 OR count(*) < 2 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'deposit movement % does not balance', wrong USING ERRCODE = 'RB002';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "deposit_side_balances" AFTER INSERT ON "deposit_side" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION deposit_balances();
