-- What a booking at home says: the pieces at the door, photos for both sides, and drafts kept here because an address belongs in no log.

CREATE TABLE "home_item" (
    "booking_id" TEXT NOT NULL,
    "goods" TEXT NOT NULL,
    "pieces" INTEGER NOT NULL,

    CONSTRAINT "home_item_pkey" PRIMARY KEY ("booking_id", "goods"),
    CONSTRAINT "home_item_pieces" CHECK ("pieces" BETWEEN 1 AND 20)
);
ALTER TABLE "home_item" ADD CONSTRAINT "home_item_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "home_photo" (
    "id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "home_photo_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "home_photo_six_at_most" CHECK ("position" BETWEEN 1 AND 6)
);
CREATE UNIQUE INDEX "home_photo_booking_id_position_key" ON "home_photo"("booking_id", "position");
CREATE INDEX "home_photo_storage_key_idx" ON "home_photo"("storage_key");
ALTER TABLE "home_photo" ADD CONSTRAINT "home_photo_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "home_draft" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "home_draft_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "home_draft_user_id_updated_at_idx" ON "home_draft"("user_id", "updated_at");
CREATE INDEX "home_draft_updated_at_idx" ON "home_draft"("updated_at");

ALTER TABLE "waiting_entry" ADD COLUMN "home" JSONB;

-- Where areas are asked for a place.
CREATE INDEX "service_area_place" ON "service_area" USING gist (ll_to_earth("latitude", "longitude")) WHERE "is_open";
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_place_and_reach" CHECK ("latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180 AND "radius_metres" <= 200000);
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_place" CHECK ("latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180 AND ("floor" IS NULL OR "floor" BETWEEN -5 AND 200));

-- A booking of a home slot says where the door is, in the slot's own area, and no other booking does.
CREATE FUNCTION booking_home_has_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  area TEXT;
  visit_area TEXT;
BEGIN
  SELECT s.area_id INTO area FROM booking b JOIN slot s ON s.id = b.slot_id WHERE b.id = NEW.id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT v.area_id INTO visit_area FROM home_visit v WHERE v.booking_id = NEW.id;
  IF area IS DISTINCT FROM visit_area THEN
    RAISE EXCEPTION 'booking % and its home visit name different areas', NEW.id USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER booking_home_has_visit AFTER INSERT ON booking DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION booking_home_has_visit();
