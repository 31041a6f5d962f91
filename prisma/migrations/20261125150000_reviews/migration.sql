-- Reviews of deals, and the indexes that read a party's finished deals.

CREATE TYPE "review_verdict" AS ENUM ('well', 'mixed', 'badly');

CREATE TABLE "deal_review" (
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "author_user_id" TEXT NOT NULL,
    "author_party_id" TEXT NOT NULL,
    "about_party_id" TEXT NOT NULL,
    "verdict" "review_verdict" NOT NULL,
    "reasons" TEXT[],
    "text" TEXT NOT NULL DEFAULT '',
    "reveal_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deal_review_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "deal_review_deal_id_side_key" ON "deal_review"("deal_id", "side");
CREATE INDEX "deal_review_about_party_id_reveal_at_idx" ON "deal_review"("about_party_id", "reveal_at");
ALTER TABLE "deal_review" ADD CONSTRAINT "deal_review_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "deal_review" ADD CONSTRAINT "deal_review_side" CHECK (side IN ('giver', 'taker'));
ALTER TABLE "deal_review" ADD CONSTRAINT "deal_review_not_of_oneself" CHECK (author_party_id <> about_party_id);
ALTER TABLE "deal_review" ADD CONSTRAINT "deal_review_text_length" CHECK (char_length(text) <= 600);
ALTER TABLE "deal_review" ADD CONSTRAINT "deal_review_reasons" CHECK (
  reasons <@ ARRAY['not_as_described', 'late', 'no_show', 'ghosted', 'unfriendly', 'other']
  AND (cardinality(reasons) = 0) = (verdict = 'well') AND cardinality(reasons) <= 6);

-- Reveals nobody was told of yet.
CREATE INDEX "deal_review_to_announce" ON "deal_review" (reveal_at) WHERE announced_at IS NULL;

-- A party's finished deals, newest first. Requests that came to nothing are left out, so that no number of them pushes a
-- no-show out of sight.
CREATE INDEX "deal_giver_finished" ON "deal" (giver_party_id, updated_at DESC)
  WHERE state IN ('completed', 'no_show') OR (state = 'cancelled_by_giver' AND agreed_starts_at IS NOT NULL);
CREATE INDEX "deal_taker_finished" ON "deal" (taker_party_id, updated_at DESC)
  WHERE state IN ('completed', 'no_show') OR (state = 'cancelled_by_taker' AND agreed_starts_at IS NOT NULL);
