-- Rounds: vehicles, planned ways with their stops, what drivers' phones sent, and who carries which part of a round's emissions.

CREATE TYPE "vehicle_kind" AS ENUM ('cargo_bike', 'van_diesel', 'van_petrol', 'van_electric', 'van_unknown', 'lorry');
CREATE TYPE "round_state" AS ENUM ('planned', 'published', 'under_way', 'done', 'cancelled');
CREATE TYPE "distance_basis" AS ENUM ('estimated', 'odometer');
CREATE TYPE "round_stop_state" AS ENUM ('planned', 'arrived', 'collected', 'refused', 'nobody', 'skipped');
CREATE TABLE "vehicle" (
    "id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "vehicle_kind" NOT NULL,
    "capacity_grams" INTEGER NOT NULL,
    "speed_km_per_hour" INTEGER NOT NULL DEFAULT 25,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "vehicle_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "round" (
    "id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "vehicle_id" TEXT NOT NULL,
    "driver_user_id" TEXT,
    "local_date" DATE NOT NULL,
    "shift_from" TIMESTAMPTZ(3) NOT NULL,
    "shift_until" TIMESTAMPTZ(3) NOT NULL,
    "leaves_at" TIMESTAMPTZ(3) NOT NULL,
    "is_back_at" TIMESTAMPTZ(3) NOT NULL,
    "busy_from" TIMESTAMPTZ(3) NOT NULL,
    "busy_until" TIMESTAMPTZ(3) NOT NULL,
    "state" "round_state" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "estimated_metres" INTEGER NOT NULL,
    "detour_permille" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "back_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "driven_metres" INTEGER,
    "distance_basis" "distance_basis",
    "vehicle_kind" "vehicle_kind",
    "emission_grams" INTEGER,
    "collected_grams" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "round_stop" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "state" "round_stop_state" NOT NULL DEFAULT 'planned',
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_until" TIMESTAMPTZ(3) NOT NULL,
    "expected_at" TIMESTAMPTZ(3) NOT NULL,
    "told_from" TIMESTAMPTZ(3),
    "told_until" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "signed_name" TEXT,
    "signed_strokes" TEXT,
    CONSTRAINT "round_stop_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "round_action" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stop_id" TEXT,
    "error" TEXT,
    "user_id" TEXT NOT NULL,
    "device_at" TIMESTAMPTZ(3) NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "round_action_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "round_allocation" (
    "round_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "mass_grams" INTEGER NOT NULL,
    "emission_grams" INTEGER NOT NULL,
    CONSTRAINT "round_allocation_pkey" PRIMARY KEY ("round_id","line_id")
);

CREATE TABLE "round_plan" (
    "point_id" TEXT NOT NULL,
    "local_date" DATE NOT NULL,
    "unserved" JSONB NOT NULL,
    "was_hurried" BOOLEAN NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "round_plan_pkey" PRIMARY KEY ("point_id","local_date")
);

CREATE UNIQUE INDEX "vehicle_recycler_party_id_name_key" ON "vehicle"("recycler_party_id", "name");
CREATE INDEX "round_point_id_local_date_idx" ON "round"("point_id", "local_date");
CREATE INDEX "round_recycler_party_id_local_date_idx" ON "round"("recycler_party_id", "local_date");
CREATE INDEX "round_driver_user_id_local_date_idx" ON "round"("driver_user_id", "local_date");
CREATE INDEX "round_stop_booking_id_idx" ON "round_stop"("booking_id");
CREATE UNIQUE INDEX "round_stop_round_id_sequence_key" ON "round_stop"("round_id", "sequence");
CREATE UNIQUE INDEX "round_action_round_id_client_id_key" ON "round_action"("round_id", "client_id");
ALTER TABLE "round" ADD CONSTRAINT "round_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "round" ADD CONSTRAINT "round_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recycling_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "round_action" ADD CONSTRAINT "round_action_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "round_allocation" ADD CONSTRAINT "round_allocation_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "vehicle" ADD CONSTRAINT "vehicle_figures" CHECK ("capacity_grams" > 0 AND "speed_km_per_hour" BETWEEN 3 AND 130 AND btrim("name") <> '');

ALTER TABLE "round" ADD CONSTRAINT "round_times" CHECK (
  "shift_from" <= "leaves_at" AND "leaves_at" < "is_back_at" AND "is_back_at" <= "shift_until" AND "busy_from" <= "leaves_at" AND "busy_until" >= "is_back_at");
ALTER TABLE "round" ADD CONSTRAINT "round_driven_by_somebody" CHECK ("state" IN ('planned', 'cancelled') OR ("driver_user_id" IS NOT NULL AND "published_at" IS NOT NULL));
-- What a closed round drove, carried and emitted stands beside it; before that nothing does.
ALTER TABLE "round" ADD CONSTRAINT "round_figures_when_done" CHECK (
  ("state" = 'done') = ("emission_grams" IS NOT NULL) AND ("state" = 'done') = ("driven_metres" IS NOT NULL)
  AND ("state" = 'done') = ("collected_grams" IS NOT NULL) AND ("state" = 'done') = ("distance_basis" IS NOT NULL) AND ("state" = 'done') = ("vehicle_kind" IS NOT NULL));
ALTER TABLE "round" ADD CONSTRAINT "round_figures" CHECK (
  "estimated_metres" >= 0 AND "detour_permille" >= 1000 AND coalesce("driven_metres", 0) >= 0 AND coalesce("emission_grams", 0) >= 0 AND coalesce("collected_grams", 0) >= 0);
-- Neither a vehicle nor a driver is in two rounds at once, the time for unloading included.
ALTER TABLE "round" ADD CONSTRAINT "round_one_per_vehicle" EXCLUDE USING gist ("vehicle_id" WITH =, tstzrange("busy_from", "busy_until") WITH &&) WHERE ("state" <> 'cancelled');
ALTER TABLE "round" ADD CONSTRAINT "round_one_per_driver" EXCLUDE USING gist ("driver_user_id" WITH =, tstzrange("busy_from", "busy_until") WITH &&) WHERE ("state" <> 'cancelled' AND "driver_user_id" IS NOT NULL);

-- A booking is on one round at a time; who was not met, refused or left out may be on another one.
CREATE UNIQUE INDEX "round_stop_one_active" ON "round_stop"("booking_id") WHERE "state" IN ('planned', 'arrived', 'collected');
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_with_reason" CHECK ("state" NOT IN ('refused', 'skipped') OR "reason" IS NOT NULL);
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_settled" CHECK (("state" IN ('planned', 'arrived')) = ("settled_at" IS NULL));
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_words" CHECK (
  length("note") <= 500 AND coalesce(length("signed_name"), 0) <= 100 AND coalesce(length("signed_strokes"), 0) <= 20000 AND coalesce(length("reason"), 0) <= 100);
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_times" CHECK ("planned_at" <= "planned_until" AND ("told_from" IS NULL) = ("told_until" IS NULL));

ALTER TABLE "round_allocation" ADD CONSTRAINT "round_allocation_figures" CHECK ("mass_grams" > 0 AND "emission_grams" >= 0);
CREATE TRIGGER "round_allocation_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "round_allocation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "round_action_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "round_action" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
