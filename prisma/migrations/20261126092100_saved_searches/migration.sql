-- Searches people keep, what came for them since, and listings that wait to be compared with them.

-- CreateEnum
CREATE TYPE "search_mail" AS ENUM ('none', 'at_once', 'daily');

-- CreateTable
CREATE TABLE "saved_search" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "anchors" TEXT[],
    "mail" "search_mail" NOT NULL DEFAULT 'daily',
    "live" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_search_hit" (
    "search_id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_search_hit_pkey" PRIMARY KEY ("search_id","listing_id")
);

-- CreateTable
CREATE TABLE "listing_arrival" (
    "id" BIGSERIAL NOT NULL,
    "listing_id" TEXT NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "after_search_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "listing_arrival_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_digest" (
    "user_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_digest_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "saved_search_user_id_created_at_id_idx" ON "saved_search"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "saved_search_party_id_idx" ON "saved_search"("party_id");

-- CreateIndex
CREATE INDEX "saved_search_anchors_idx" ON "saved_search" USING GIN ("anchors");

-- CreateIndex
CREATE INDEX "saved_search_hit_listing_id_idx" ON "saved_search_hit"("listing_id");

-- CreateIndex
CREATE INDEX "listing_arrival_listing_id_idx" ON "listing_arrival"("listing_id");

-- CreateIndex
CREATE INDEX "search_digest_due_at_idx" ON "search_digest"("due_at");

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_search_id_fkey" FOREIGN KEY ("search_id") REFERENCES "saved_search"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_arrival" ADD CONSTRAINT "listing_arrival_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_digest" ADD CONSTRAINT "search_digest_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_named" CHECK (char_length(name) BETWEEN 1 AND 80 AND char_length(params) <= 1000 AND cardinality(anchors) BETWEEN 1 AND 200);

-- What is new for somebody, and what waits for a mail.
CREATE INDEX "saved_search_hit_unseen" ON "saved_search_hit" (search_id) WHERE seen_at IS NULL;
CREATE INDEX "saved_search_hit_unmailed" ON "saved_search_hit" (search_id) WHERE mailed_at IS NULL;

-- Whatever lets a listing be shown, be it its owner, an operator, a timer or a deal that fell through: it arrives.
CREATE FUNCTION note_listing_arrival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_arrival (listing_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER "listing_arrives_new" AFTER INSERT ON "listing"
  FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION note_listing_arrival();
CREATE TRIGGER "listing_arrives_again" AFTER UPDATE OF state ON "listing"
  FOR EACH ROW WHEN (NEW.state = 'published' AND OLD.state <> 'published') EXECUTE FUNCTION note_listing_arrival();
