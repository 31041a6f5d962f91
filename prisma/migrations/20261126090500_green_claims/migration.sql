-- Claims of being green: shown only with a document that an operator has accepted.

CREATE TYPE "listing_claim_state" AS ENUM ('pending', 'accepted', 'refused', 'withdrawn');

CREATE TABLE "listing_claim" (
    "id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "percent" INTEGER,
    "state" "listing_claim_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "document_key" TEXT NOT NULL,
    "document_type" TEXT NOT NULL,
    "document_bytes" INTEGER NOT NULL,
    "stated_by_user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_claim_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "listing_claim_listing_id_state_idx" ON "listing_claim"("listing_id", "state");
CREATE INDEX "listing_claim_state_id_idx" ON "listing_claim"("state", "id");
ALTER TABLE "listing_claim" ADD CONSTRAINT "listing_claim_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "listing_claim" ADD CONSTRAINT "listing_claim_percent" CHECK (
  (percent IS NULL) = (kind NOT IN ('recycled_content', 'biobased_content')) AND (percent IS NULL OR percent BETWEEN 1 AND 100));
ALTER TABLE "listing_claim" ADD CONSTRAINT "listing_claim_refused_with_reason" CHECK (state <> 'refused' OR (reason IS NOT NULL AND char_length(reason) BETWEEN 3 AND 300));
ALTER TABLE "listing_claim" ADD CONSTRAINT "listing_claim_document" CHECK (document_bytes > 0 AND document_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/webp'));
-- One claim of a kind stands or waits at a time.
CREATE UNIQUE INDEX "listing_claim_one_open" ON "listing_claim" (listing_id, kind) WHERE state IN ('pending', 'accepted');
