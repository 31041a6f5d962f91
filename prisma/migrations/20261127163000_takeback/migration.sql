-- Take-back programmes of producers.

CREATE TYPE "takeback_recycler_state" AS ENUM ('invited', 'joined', 'left');

CREATE TABLE "takeback_programme" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "producer_party_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "brand_key" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "categories" TEXT[],
    "regions" TEXT[],
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "created_by_user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "takeback_programme_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "takeback_programme_slug_key" ON "takeback_programme"("slug");
CREATE INDEX "takeback_programme_producer_party_id_id_idx" ON "takeback_programme"("producer_party_id", "id");
CREATE INDEX "takeback_programme_brand_key_idx" ON "takeback_programme"("brand_key");

CREATE TABLE "takeback_recycler" (
    "programme_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "state" "takeback_recycler_state" NOT NULL DEFAULT 'invited',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "takeback_recycler_pkey" PRIMARY KEY ("programme_id","recycler_party_id")
);
CREATE INDEX "takeback_recycler_recycler_party_id_state_idx" ON "takeback_recycler"("recycler_party_id", "state");
ALTER TABLE "takeback_recycler" ADD CONSTRAINT "takeback_recycler_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "takeback_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "takeback_pledge" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "item_count" INTEGER NOT NULL,
    "pledged_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "takeback_pledge_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "takeback_pledge_cause_type_cause_id_subject_key" ON "takeback_pledge"("cause_type", "cause_id", "subject");
CREATE INDEX "takeback_pledge_programme_id_idx" ON "takeback_pledge"("programme_id");
ALTER TABLE "takeback_pledge" ADD CONSTRAINT "takeback_pledge_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "takeback_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "takeback_programme" ADD CONSTRAINT "takeback_programme_lists" CHECK (cardinality(categories) BETWEEN 1 AND 50 AND cardinality(regions) BETWEEN 1 AND 50 AND slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "takeback_pledge" ADD CONSTRAINT "takeback_pledge_words" CHECK (cause_type IN ('booking', 'deal') AND item_count BETWEEN 1 AND 10000);
