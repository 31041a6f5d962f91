-- What one side of a swap pays on top, so that both are worth the same: a price for all of it, and who pays it.
ALTER TABLE "deal_terms" ADD COLUMN "paid_by_side" TEXT;

-- By hand, as tests/integration/schema.test.ts asserts. Elsewhere the taker pays, and nothing needs to say so.
ALTER TABLE "deal_terms" ADD CONSTRAINT "deal_terms_paid_by_side" CHECK (
  (paid_by_side IS NOT NULL) = (swap_listing_id IS NOT NULL AND price_minor IS NOT NULL)
  AND (paid_by_side IS NULL OR (paid_by_side IN ('giver', 'taker') AND price_basis = 'total' AND price_minor > 0)));
