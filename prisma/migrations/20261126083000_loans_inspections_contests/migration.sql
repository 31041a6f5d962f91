-- When a loan came back, when a completed deal was contested, and an operator's words to both sides.

ALTER TABLE "deal" ADD COLUMN     "contested_at" TIMESTAMPTZ(3),
ADD COLUMN     "handed_back_at" TIMESTAMPTZ(3),
ADD COLUMN     "resolution" TEXT;

ALTER TABLE "listing" ADD COLUMN     "units_lost" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "deal_state_loan_due_at_idx" ON "deal"("state", "loan_due_at");

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "deal" ADD CONSTRAINT "deal_loan_dates" CHECK ((lent_at IS NULL) = (loan_due_at IS NULL) AND (lent_at IS NULL OR kind = 'loan'));
ALTER TABLE "deal" ADD CONSTRAINT "deal_contested_after_completion" CHECK (contested_at IS NULL OR completed_at IS NOT NULL);
ALTER TABLE "deal_inspection" ADD CONSTRAINT "deal_inspection_reasons" CHECK (found_minor >= quoted_minor OR cardinality(reasons) > 0);

-- A thing that was lent and lost has left as one that was handed over has.
ALTER TABLE "listing" DROP CONSTRAINT "listing_units_add_up";
ALTER TABLE "listing" ADD CONSTRAINT "listing_units_add_up" CHECK (units_initial > 0 AND units_available >= 0 AND units_held >= 0 AND units_handed_over >= 0
  AND units_lost >= 0 AND units_available + units_held + units_handed_over + units_lost <= units_initial);

-- A contested deal was completed: whoever asked for it may have asked for more of the same listing since.
DROP INDEX "deal_one_open_request";
CREATE UNIQUE INDEX "deal_one_open_request" ON "deal" (listing_id, requester_party_id)
  WHERE contested_at IS NULL
    AND state IN ('requested', 'offered', 'countered', 'accepted', 'scheduled', 'handed_over', 'disputed', 'on_loan', 'returning', 'inspecting', 'requoted');

-- What an inspection found stays as it was written: it can neither be changed nor done again.
CREATE FUNCTION deal_inspection_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an inspection is never changed';
END $$;
CREATE TRIGGER "deal_inspection_stays" BEFORE UPDATE ON "deal_inspection" FOR EACH ROW EXECUTE FUNCTION deal_inspection_stays();
