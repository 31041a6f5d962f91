-- What those who run a point say of it, how it is there now, and what anybody says is wrong about it.

ALTER TABLE "recycling_point"
    ADD COLUMN "wheelchair" TEXT,
    ADD COLUMN "lorry_access" BOOLEAN,
    ADD COLUMN "height_limit_centimetres" INTEGER,
    ADD COLUMN "access_note" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "daily_visits" INTEGER,
    ADD COLUMN "daily_grams" INTEGER,
    ADD COLUMN "make_up_weekday" INTEGER,
    ADD COLUMN "closed_since" TEXT,
    ADD COLUMN "corrected_at" TIMESTAMPTZ(3);
ALTER TABLE "recycling_point" ADD CONSTRAINT "recycling_point_care" CHECK (
    ("wheelchair" IS NULL OR "wheelchair" IN ('yes', 'limited', 'no'))
    AND ("height_limit_centimetres" IS NULL OR "height_limit_centimetres" > 0)
    AND ("daily_visits" IS NULL OR "daily_visits" > 0) AND ("daily_grams" IS NULL OR "daily_grams" > 0)
    AND ("make_up_weekday" IS NULL OR "make_up_weekday" BETWEEN 1 AND 7)
    AND ("closed_since" IS NULL OR "closed_since" ~ '^\d{4}-\d{2}-\d{2}$'));
CREATE INDEX "recycling_point_latitude_longitude_idx" ON "recycling_point"("latitude", "longitude");

ALTER TABLE "opening_exception" ADD CONSTRAINT "opening_exception_hours" CHECK (
    ("is_closed" AND "opens_minute" IS NULL AND "closes_minute" IS NULL)
    OR (NOT "is_closed" AND "opens_minute" BETWEEN 0 AND 1439 AND "closes_minute" > "opens_minute" AND "closes_minute" <= "opens_minute" + 1440));
-- A closed date has one row and no hours beside it.
CREATE UNIQUE INDEX "opening_exception_closed_once" ON "opening_exception"("point_id", "date") WHERE "is_closed";

CREATE TABLE "point_photo" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "point_photo_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "point_photo_point_id_position_idx" ON "point_photo"("point_id", "position");
CREATE INDEX "point_photo_storage_key_idx" ON "point_photo"("storage_key");
ALTER TABLE "point_photo" ADD CONSTRAINT "point_photo_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TYPE "report_source" AS ENUM ('staff', 'device', 'user');
CREATE TABLE "point_state_report" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "minutes" INTEGER,
    "source" "report_source" NOT NULL,
    "user_id" TEXT,
    "device_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "point_state_report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "point_state_report_figures" CHECK (
        "level" >= 0 AND "level" <= CASE WHEN "subject" = 'queue' THEN 2 ELSE 4 END
        AND ("minutes" IS NULL OR ("subject" = 'queue' AND "minutes" BETWEEN 0 AND 600))
        AND "expires_at" > "at"),
    -- A device reports in nobody's name, everybody else in their own.
    CONSTRAINT "point_state_report_by_somebody" CHECK (("source" = 'device') = ("user_id" IS NULL))
);
CREATE INDEX "point_state_report_point_id_expires_at_idx" ON "point_state_report"("point_id", "expires_at");
CREATE INDEX "point_state_report_user_id_at_idx" ON "point_state_report"("user_id", "at");
CREATE INDEX "point_state_report_to_end" ON "point_state_report"("expires_at") WHERE "ended_at" IS NULL;
ALTER TABLE "point_state_report" ADD CONSTRAINT "point_state_report_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TYPE "correction_state" AS ENUM ('open', 'accepted', 'declined');
CREATE TABLE "point_correction" (
    "id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "proposal" JSONB NOT NULL DEFAULT '{}',
    "text" TEXT NOT NULL DEFAULT '',
    "proposer_user_id" TEXT NOT NULL,
    "proposer_party_id" TEXT NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "decided_by_user_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "point_correction_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "point_correction_words" CHECK ("kind" IN ('hours', 'materials', 'place', 'closed', 'other') AND ("kind" <> 'other' OR "text" <> '')),
    CONSTRAINT "point_correction_decided" CHECK (
        ("state" = 'open') = ("decided_at" IS NULL) AND ("decided_at" IS NULL) = ("decided_by_user_id" IS NULL)
        AND ("state" <> 'declined' OR coalesce("reason", '') <> ''))
);
CREATE INDEX "point_correction_point_id_state_created_at_idx" ON "point_correction"("point_id", "state", "created_at");
CREATE INDEX "point_correction_proposer_user_id_created_at_idx" ON "point_correction"("proposer_user_id", "created_at");
CREATE UNIQUE INDEX "point_correction_one_open" ON "point_correction"("point_id", "proposer_user_id", "kind") WHERE "state" = 'open';
ALTER TABLE "point_correction" ADD CONSTRAINT "point_correction_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;
