-- Price boards: what a recycler pays per kilogram, from when on, and what a weighed visit came to by the board of its day.

CREATE TYPE "price_grade" AS ENUM ('A', 'B', 'C');

CREATE TABLE "price_board" (
    "recycler_party_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_board_pkey" PRIMARY KEY ("recycler_party_id"),
    CONSTRAINT "price_board_currency" CHECK ("currency" ~ '^[A-Z]{3}$')
);

CREATE TABLE "price_quote" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "grade" "price_grade" NOT NULL,
    "minor_per_kg" INTEGER,
    "valid_from" DATE NOT NULL,
    "made_by_user_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_quote_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "price_quote_bounds" CHECK ("minor_per_kg" BETWEEN -1000000 AND 1000000),
    -- A price is for today or later, wherever today is: what was is not written again.
    CONSTRAINT "price_quote_not_for_the_past" CHECK ("valid_from" >= ("made_at" AT TIME ZONE 'UTC')::date - 1)
);
CREATE UNIQUE INDEX "price_quote_seq_key" ON "price_quote"("seq");
CREATE INDEX "price_quote_recycler_party_id_material_grade_valid_from_idx" ON "price_quote"("recycler_party_id", "material", "grade", "valid_from");
CREATE INDEX "price_quote_material_idx" ON "price_quote"("material");
ALTER TABLE "price_quote" ADD CONSTRAINT "price_quote_recycler_party_id_fkey" FOREIGN KEY ("recycler_party_id") REFERENCES "price_board"("recycler_party_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "price_settlement" (
    "id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "grade" "price_grade" NOT NULL,
    "quote_id" TEXT NOT NULL,
    "minor_per_kg" INTEGER NOT NULL,
    "grams" INTEGER NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_settlement_pkey" PRIMARY KEY ("id"),
    -- round() of a numeric goes away from zero at the half, as the rule does.
    CONSTRAINT "price_settlement_adds_up" CHECK ("grams" >= 0 AND "amount_minor" = round("grams"::numeric * "minor_per_kg" / 1000))
);
CREATE UNIQUE INDEX "price_settlement_booking_id_material_key" ON "price_settlement"("booking_id", "material");
ALTER TABLE "price_settlement" ADD CONSTRAINT "price_settlement_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "price_quote"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "price_quote_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "price_quote"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "price_settlement_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "price_settlement"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
