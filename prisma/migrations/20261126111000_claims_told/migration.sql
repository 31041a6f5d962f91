-- The document of a green claim that was refused or taken back is deleted from storage.
ALTER TABLE "listing_claim" ADD COLUMN "document_deleted_at" TIMESTAMPTZ(3);

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts it.
CREATE INDEX "listing_claim_to_drop" ON "listing_claim" (id) WHERE state IN ('refused', 'withdrawn') AND document_deleted_at IS NULL;
