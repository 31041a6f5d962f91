-- What a photo looks like, to recognise it when it comes again.
ALTER TABLE "listing_photo" ADD COLUMN "difference_hash" TEXT;
ALTER TABLE "listing_photo" ADD CONSTRAINT "listing_photo_difference_hash" CHECK (difference_hash ~ '^[0-9a-f]{16}$');
CREATE INDEX "listing_photo_looks" ON "listing_photo" (difference_hash) WHERE difference_hash IS NOT NULL;

-- A listing being written, kept as typed.
CREATE TABLE "listing_draft" (
    "id" TEXT NOT NULL,
    "owner_party_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "listing_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_draft_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "listing_draft_is_small" CHECK (pg_column_size("values") <= 65536)
);
CREATE INDEX "listing_draft_user_id_owner_party_id_updated_at_idx" ON "listing_draft"("user_id", "owner_party_id", "updated_at" DESC);
CREATE INDEX "listing_draft_expires_at_idx" ON "listing_draft"("expires_at");

CREATE TABLE "listing_draft_photo" (
    "id" TEXT NOT NULL,
    "draft_id" TEXT,
    "user_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "difference_hash" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_draft_photo_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "listing_draft_photo_difference_hash" CHECK (difference_hash ~ '^[0-9a-f]{16}$')
);
CREATE UNIQUE INDEX "listing_draft_photo_draft_id_client_id_key" ON "listing_draft_photo"("draft_id", "client_id");
CREATE INDEX "listing_draft_photo_user_id_created_at_idx" ON "listing_draft_photo"("user_id", "created_at");
-- What the timer takes away: few rows at any time.
CREATE INDEX "listing_draft_photo_to_clean" ON "listing_draft_photo" ("created_at") WHERE draft_id IS NULL OR removed_at IS NOT NULL OR stored_at IS NULL;
ALTER TABLE "listing_draft_photo" ADD CONSTRAINT "listing_draft_photo_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "listing_draft"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What listings taught about titles and categories.
CREATE TABLE "listing_token" (
    "token" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "listing_token_pkey" PRIMARY KEY ("token", "label"),
    CONSTRAINT "listing_token_counts" CHECK ("count" >= 0)
);
CREATE TABLE "listing_label" (
    "label" TEXT NOT NULL,
    "documents" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "listing_label_pkey" PRIMARY KEY ("label"),
    CONSTRAINT "listing_label_counts" CHECK ("documents" >= 0 AND "tokens" >= 0)
);
CREATE TABLE "listing_lesson" (
    "listing_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "tokens" TEXT[],

    CONSTRAINT "listing_lesson_pkey" PRIMARY KEY ("listing_id")
);
CREATE TABLE "listing_to_learn" (
    "listing_id" TEXT NOT NULL,

    CONSTRAINT "listing_to_learn_pkey" PRIMARY KEY ("listing_id")
);

CREATE FUNCTION listing_teaches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_to_learn (listing_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "listing_teaches" AFTER INSERT OR UPDATE OF state, title, category, material ON "listing"
  FOR EACH ROW WHEN (NEW.state IN ('published', 'rejected', 'removed_by_moderator')) EXECUTE FUNCTION listing_teaches();
INSERT INTO listing_to_learn (listing_id) SELECT id FROM listing WHERE state = 'published';

-- For the price hint: what was handed over at a price, newest first.
CREATE INDEX "listing_sold" ON "listing" (category, currency, id DESC) WHERE price_minor IS NOT NULL AND units_handed_over > 0;
