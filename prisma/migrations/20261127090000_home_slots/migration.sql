-- Visits at the door: a slot is at a point or in a service area, and a booking at home says where the door is.

CREATE TYPE "slot_kind" AS ENUM ('point', 'home');
CREATE TYPE "place_out" AS ENUM ('inside', 'door', 'lobby', 'kerb');

CREATE TABLE "service_area" (
    "id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "radius_metres" INTEGER NOT NULL,
    "max_visit_grams" INTEGER,
    "service_minutes" INTEGER NOT NULL DEFAULT 10,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_area_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "service_area_figures" CHECK ("radius_metres" > 0 AND "service_minutes" > 0 AND ("max_visit_grams" IS NULL OR "max_visit_grams" > 0))
);
CREATE INDEX "service_area_recycler_party_id_idx" ON "service_area"("recycler_party_id");
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "slot" ADD COLUMN "kind" "slot_kind" NOT NULL DEFAULT 'point', ADD COLUMN "area_id" TEXT;
ALTER TABLE "slot" ADD CONSTRAINT "slot_home_has_area" CHECK (("kind" = 'home') = ("area_id" IS NOT NULL));
ALTER TABLE "slot" ADD CONSTRAINT "slot_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "service_area"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "slot_area_id_starts_at_idx" ON "slot"("area_id", "starts_at");
-- One point and one area have one slot per time; a depot with two areas has two.
DROP INDEX "slot_point_id_starts_at_ends_at_key";
CREATE UNIQUE INDEX "slot_one_per_point_and_time" ON "slot"("point_id", "starts_at", "ends_at") WHERE "kind" = 'point';
CREATE UNIQUE INDEX "slot_one_per_area_and_time" ON "slot"("area_id", "starts_at", "ends_at") WHERE "kind" = 'home';

CREATE TABLE "home_visit" (
    "booking_id" TEXT NOT NULL,
    "area_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "floor" INTEGER,
    "has_lift" BOOLEAN,
    "place_out" "place_out" NOT NULL DEFAULT 'door',
    "instructions" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "home_visit_pkey" PRIMARY KEY ("booking_id")
);
CREATE INDEX "home_visit_area_id_idx" ON "home_visit"("area_id");
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "service_area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
