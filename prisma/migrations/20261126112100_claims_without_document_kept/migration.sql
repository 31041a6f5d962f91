-- Only a claim that waits for its document, or was taken back while it did, has none.
ALTER TABLE "listing_claim" ALTER COLUMN "document_key" DROP NOT NULL, ALTER COLUMN "document_type" DROP NOT NULL, ALTER COLUMN "document_bytes" DROP NOT NULL;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.
ALTER TABLE "listing_claim" ADD CONSTRAINT "listing_claim_document_there" CHECK (
  (document_key IS NULL) = (document_type IS NULL) AND (document_key IS NULL) = (document_bytes IS NULL)
  AND (document_key IS NOT NULL OR state IN ('awaiting_document', 'withdrawn')) AND (document_key IS NULL OR state <> 'awaiting_document'));
DROP INDEX "listing_claim_one_open";
CREATE UNIQUE INDEX "listing_claim_one_open" ON "listing_claim" (listing_id, kind) WHERE state IN ('awaiting_document', 'pending', 'accepted');
DROP INDEX "listing_claim_to_drop";
CREATE INDEX "listing_claim_to_drop" ON "listing_claim" (id) WHERE state IN ('refused', 'withdrawn') AND document_deleted_at IS NULL AND document_key IS NOT NULL;
