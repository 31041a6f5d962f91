-- What there is one of at a point (a gate, a weighbridge), visits without a booking, marks that can be contested, refusals with kind and photo.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TYPE "resource_kind" AS ENUM ('gate', 'weighbridge', 'bay', 'vehicle');
CREATE TYPE "visit_mark_kind" AS ENUM ('no_show', 'missed');
CREATE TYPE "visit_mark_state" AS ENUM ('standing', 'contested', 'refused', 'upheld', 'withdrawn');
CREATE TYPE "visit_refusal_kind" AS ENUM ('wrong_material', 'contaminated', 'unsafe', 'too_much');

CREATE TABLE "point_resource" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "buffer_minutes" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "point_resource_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "point_resource_figures" CHECK ("buffer_minutes" BETWEEN 0 AND 1440 AND length("name") BETWEEN 1 AND 80)
);
CREATE UNIQUE INDEX "point_resource_point_id_name_key" ON "point_resource"("point_id", "name");
CREATE INDEX "point_resource_recycler_party_id_idx" ON "point_resource"("recycler_party_id");
ALTER TABLE "point_resource" ADD CONSTRAINT "point_resource_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "slot" ADD COLUMN "resource_id" TEXT, ADD COLUMN "busy_until" TIMESTAMPTZ(3);
ALTER TABLE "slot" ADD CONSTRAINT "slot_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "point_resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "slot" ADD CONSTRAINT "slot_busy_with_resource" CHECK ("busy_until" IS NULL OR ("resource_id" IS NOT NULL AND "busy_until" >= "ends_at"));
CREATE INDEX "slot_resource_id_starts_at_idx" ON "slot"("resource_id", "starts_at");
-- One thing at a time, its buffer included. Half-open: the next slot may begin when the buffer ends. A slot that was closed empty holds nothing (busy_until is null).
ALTER TABLE "slot" ADD CONSTRAINT "slot_resource_one_at_a_time" EXCLUDE USING gist ("resource_id" WITH =, tstzrange("starts_at", "busy_until", '[)') WITH &&) WHERE ("busy_until" IS NOT NULL);

ALTER TABLE "booking" ADD COLUMN "is_walk_in" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "is_anonymous" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "booking" ADD CONSTRAINT "booking_anonymous_walks_in" CHECK ("is_walk_in" OR NOT "is_anonymous");
-- People nobody knows may be several in one slot.
DROP INDEX "booking_one_active_per_slot_and_party";
CREATE UNIQUE INDEX "booking_one_active_per_slot_and_party" ON "booking" (slot_id, party_id)
  WHERE takes_capacity AND NOT is_anonymous AND state IN ('held', 'confirmed', 'checked_in', 'weighed');

CREATE TABLE "visit_pass" (
    "user_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_pass_pkey" PRIMARY KEY ("user_id", "party_id"),
    CONSTRAINT "visit_pass_code" CHECK ("code" ~ '^[0-9A-HJKMNP-TV-Z]{10}$')
);
CREATE UNIQUE INDEX "visit_pass_code_key" ON "visit_pass"("code");
ALTER TABLE "visit_pass" ADD CONSTRAINT "visit_pass_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "visit_pass" ADD CONSTRAINT "visit_pass_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "visit_mark" (
    "booking_id" TEXT NOT NULL,
    "kind" "visit_mark_kind" NOT NULL,
    "party_id" TEXT NOT NULL,
    "by_party_id" TEXT NOT NULL,
    "state" "visit_mark_state" NOT NULL DEFAULT 'standing',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contest" TEXT,
    "contested_by_user_id" TEXT,
    "contested_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "settled_by_user_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "visit_mark_pkey" PRIMARY KEY ("booking_id"),
    CONSTRAINT "visit_mark_contested" CHECK (("contest" IS NULL) = ("contested_at" IS NULL) AND ("state" NOT IN ('contested', 'refused', 'upheld') OR "contest" IS NOT NULL)),
    CONSTRAINT "visit_mark_settled" CHECK (("state" IN ('refused', 'upheld', 'withdrawn')) = ("settled_at" IS NOT NULL)),
    CONSTRAINT "visit_mark_two_parties" CHECK ("party_id" <> "by_party_id")
);
CREATE INDEX "visit_mark_party_id_kind_at_idx" ON "visit_mark"("party_id", "kind", "at");
CREATE INDEX "visit_mark_waiting" ON "visit_mark"("contested_at") WHERE "state" = 'contested';
ALTER TABLE "visit_mark" ADD CONSTRAINT "visit_mark_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Visits that were marked before marks had a row of their own.
INSERT INTO "visit_mark" ("booking_id", "kind", "party_id", "by_party_id", "at")
SELECT b.id, CASE WHEN b.state = 'no_show_customer' THEN 'no_show' ELSE 'missed' END::"visit_mark_kind",
  CASE WHEN b.state = 'no_show_customer' THEN b.party_id ELSE b.recycler_party_id END,
  CASE WHEN b.state = 'no_show_customer' THEN b.recycler_party_id ELSE b.party_id END,
  coalesce((SELECT max(t.at) FROM transition t WHERE t.subject_type = 'booking' AND t.subject_id = b.id AND t.to_state = b.state::text), b.updated_at)
FROM booking b WHERE b.state IN ('no_show_customer', 'missed_by_collector') AND b.party_id <> b.recycler_party_id;

CREATE TABLE "visit_refusal" (
    "booking_id" TEXT NOT NULL,
    "kind" "visit_refusal_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "storage_key" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "by_user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_refusal_pkey" PRIMARY KEY ("booking_id"),
    CONSTRAINT "visit_refusal_whole_photo" CHECK (num_nonnulls("storage_key", "width", "height") IN (0, 3))
);
ALTER TABLE "visit_refusal" ADD CONSTRAINT "visit_refusal_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was refused at the gate stays as it was written.
CREATE FUNCTION visit_refusal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a refusal is never changed';
END $$;
CREATE TRIGGER "visit_refusal_stays" BEFORE UPDATE ON "visit_refusal" FOR EACH ROW EXECUTE FUNCTION visit_refusal_stays();
