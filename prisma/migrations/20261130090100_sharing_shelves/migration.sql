-- What communities lend among their members: books and tools.

CREATE TABLE "shelf_item" (
    "id" TEXT NOT NULL,
    "community_party_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "isbn" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "loan_days" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "added_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shelf_item_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "shelf_loan" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "lent_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "extended_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "confirmed_by_user_id" TEXT,

    CONSTRAINT "shelf_loan_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "shelf_wait" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_until" TIMESTAMPTZ(3),

    CONSTRAINT "shelf_wait_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "shelf_item_community_party_id_title_idx" ON "shelf_item"("community_party_id", "title");
CREATE INDEX "shelf_loan_item_id_lent_at_idx" ON "shelf_loan"("item_id", "lent_at");
CREATE INDEX "shelf_loan_user_id_idx" ON "shelf_loan"("user_id");
CREATE INDEX "shelf_loan_returned_at_due_at_idx" ON "shelf_loan"("returned_at", "due_at");
CREATE UNIQUE INDEX "shelf_wait_item_id_user_id_key" ON "shelf_wait"("item_id", "user_id");
CREATE INDEX "shelf_wait_item_id_place_idx" ON "shelf_wait"("item_id", "place");
CREATE INDEX "shelf_wait_user_id_idx" ON "shelf_wait"("user_id");
CREATE INDEX "shelf_wait_kept_until_idx" ON "shelf_wait"("kept_until");
ALTER TABLE "shelf_loan" ADD CONSTRAINT "shelf_loan_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "shelf_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shelf_wait" ADD CONSTRAINT "shelf_wait_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "shelf_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.
ALTER TABLE "shelf_item" ADD CONSTRAINT "shelf_item_words" CHECK (
  kind IN ('book', 'tool') AND (isbn IS NULL OR (kind = 'book' AND isbn ~ '^97[89][0-9]{10}$')) AND loan_days BETWEEN 1 AND 90 AND length(title) BETWEEN 1 AND 200 AND length(note) <= 500);
ALTER TABLE "shelf_loan" ADD CONSTRAINT "shelf_loan_times" CHECK (
  due_at > lent_at AND (extended_at IS NULL OR extended_at >= lent_at) AND (returned_at IS NULL OR returned_at >= lent_at) AND (confirmed_by_user_id IS NULL OR returned_at IS NOT NULL));
-- One copy is never with two.
CREATE UNIQUE INDEX "shelf_loan_one_open" ON "shelf_loan"("item_id") WHERE returned_at IS NULL;
