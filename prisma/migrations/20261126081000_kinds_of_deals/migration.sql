-- Kinds of deals, their terms version by version, inspections, and reminders that were recorded.

CREATE TYPE "deal_kind" AS ENUM ('sale', 'gift', 'swap', 'loan', 'wanted', 'buy_back', 'inspected');

ALTER TABLE "deal" ADD COLUMN     "accepted_terms" INTEGER,
ADD COLUMN     "kind" "deal_kind" NOT NULL DEFAULT 'gift',
ADD COLUMN     "lent_at" TIMESTAMPTZ(3),
ADD COLUMN     "light" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "loan_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "pending_change" JSONB,
ADD COLUMN     "settled_minor" INTEGER,
ADD COLUMN     "terms_number" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "window_agreed_at" TIMESTAMPTZ(3),
ADD COLUMN     "window_by_side" TEXT;

ALTER TABLE "listing" ADD COLUMN     "light_gift" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "loan_days" INTEGER,
ADD COLUMN     "swap_for" TEXT NOT NULL DEFAULT '';

CREATE TABLE "deal_terms" (
    "deal_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "by_side" TEXT NOT NULL,
    "by_user_id" TEXT,
    "units" INTEGER NOT NULL,
    "price_minor" INTEGER,
    "currency" TEXT,
    "price_basis" TEXT,
    "swap_listing_id" TEXT,
    "swap_units" INTEGER,
    "loan_days" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_terms_pkey" PRIMARY KEY ("deal_id","number")
);

CREATE TABLE "deal_inspection" (
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "inspector_user_id" TEXT NOT NULL,
    "quoted_minor" INTEGER NOT NULL,
    "found_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "reasons" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_inspection_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "deal_inspection_photo" (
    "id" TEXT NOT NULL,
    "inspection_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "deal_inspection_photo_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "deal_reminder" (
    "deal_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_reminder_pkey" PRIMARY KEY ("deal_id","kind","about")
);

CREATE INDEX "deal_terms_swap_listing_id_idx" ON "deal_terms"("swap_listing_id");

CREATE UNIQUE INDEX "deal_inspection_deal_id_key" ON "deal_inspection"("deal_id");

CREATE INDEX "deal_inspection_photo_inspection_id_position_idx" ON "deal_inspection_photo"("inspection_id", "position");

ALTER TABLE "deal_terms" ADD CONSTRAINT "deal_terms_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "deal_terms" ADD CONSTRAINT "deal_terms_swap_listing_id_fkey" FOREIGN KEY ("swap_listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "deal_inspection" ADD CONSTRAINT "deal_inspection_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "deal_inspection_photo" ADD CONSTRAINT "deal_inspection_photo_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "deal_inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "deal_reminder" ADD CONSTRAINT "deal_reminder_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Deals from before have the kind their listing offers, and its terms as their first ones.
UPDATE "deal" d SET "kind" = CASE l.offer::text WHEN 'sale' THEN 'sale'::deal_kind WHEN 'wanted' THEN 'wanted'::deal_kind ELSE 'gift'::deal_kind END
FROM "listing" l WHERE l.id = d.listing_id;
INSERT INTO "deal_terms" ("deal_id", "number", "by_side", "by_user_id", "units", "price_minor", "currency", "price_basis", "created_at")
SELECT d.id, 1, CASE WHEN d.requester_party_id = d.giver_party_id THEN 'giver' ELSE 'taker' END, d.requested_by_user_id, d.units, l.price_minor, l.currency,
  CASE WHEN l.price_minor IS NULL THEN NULL ELSE 'per_unit' END, d.created_at
FROM "deal" d JOIN "listing" l ON l.id = d.listing_id;
UPDATE "deal" SET "accepted_terms" = 1 WHERE state::text NOT IN ('requested', 'declined', 'expired');
UPDATE "deal" SET "window_agreed_at" = updated_at WHERE agreed_starts_at IS NOT NULL;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "deal" ADD CONSTRAINT "deal_terms_numbers" CHECK (terms_number >= 1 AND (accepted_terms IS NULL OR accepted_terms BETWEEN 1 AND terms_number));
ALTER TABLE "deal" ADD CONSTRAINT "deal_window_by_side" CHECK (window_by_side IN ('giver', 'taker'));
ALTER TABLE "deal" ADD CONSTRAINT "deal_light_is_a_gift" CHECK (NOT light OR kind = 'gift');
ALTER TABLE "deal" ADD CONSTRAINT "deal_settled_not_negative" CHECK (settled_minor >= 0);
ALTER TABLE "deal_terms" ADD CONSTRAINT "deal_terms_side" CHECK (by_side IN ('giver', 'taker'));
ALTER TABLE "deal_terms" ADD CONSTRAINT "deal_terms_amounts" CHECK (
  units > 0 AND (price_minor IS NULL) = (currency IS NULL) AND (price_minor IS NULL) = (price_basis IS NULL)
  AND (price_minor IS NULL OR price_minor >= 0) AND (price_basis IS NULL OR price_basis IN ('total', 'per_unit', 'per_kg'))
  AND (swap_listing_id IS NULL) = (swap_units IS NULL) AND (swap_units IS NULL OR swap_units > 0)
  AND (loan_days IS NULL OR loan_days BETWEEN 1 AND 365));
ALTER TABLE "deal_inspection" ADD CONSTRAINT "deal_inspection_amounts" CHECK (quoted_minor >= 0 AND found_minor >= 0);
ALTER TABLE "deal_reminder" ADD CONSTRAINT "deal_reminder_kind" CHECK (kind IN ('answer', 'hand_over', 'auto_complete', 'loan_due', 'loan_overdue', 'requote'));
ALTER TABLE "listing" ADD CONSTRAINT "listing_loan_days" CHECK (loan_days IS NULL OR loan_days BETWEEN 1 AND 365);

-- One open request per listing and asking party, over all states in which something is still to be done.
DROP INDEX "deal_one_open_request";
CREATE UNIQUE INDEX "deal_one_open_request" ON "deal" (listing_id, requester_party_id)
  WHERE state IN ('requested', 'offered', 'countered', 'accepted', 'scheduled', 'handed_over', 'disputed', 'on_loan', 'returning', 'inspecting', 'requoted');

-- What was proposed stays as it was: a counter-offer is the next row.
CREATE FUNCTION deal_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'terms of a deal are never changed';
END $$;
CREATE TRIGGER "deal_terms_stay" BEFORE UPDATE ON "deal_terms" FOR EACH ROW EXECUTE FUNCTION deal_terms_stay();
