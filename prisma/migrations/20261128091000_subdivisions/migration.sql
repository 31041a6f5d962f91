-- The part of its country a point lies in, as ISO 3166-2, where those who run it say so: it keeps public holidays of its own.
ALTER TABLE "recycling_point" ADD COLUMN "subdivision_code" TEXT;
ALTER TABLE "recycling_point" ADD CONSTRAINT "point_subdivision_shape" CHECK ("subdivision_code" IS NULL OR "subdivision_code" ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$');

-- What a recycler says of its own point is enough for its holidays, and not for what it may take: that waits for those who judge
-- licences, who confirm the part that is said. A point that is moved, or says another part, has to be looked at again.
ALTER TABLE "recycling_point" ADD COLUMN "confirmed_subdivision_code" TEXT;
ALTER TABLE "recycling_point" ADD CONSTRAINT "point_subdivision_confirmed" CHECK ("confirmed_subdivision_code" IS NULL OR ("subdivision_code" IS NOT NULL AND "confirmed_subdivision_code" = "subdivision_code"));
CREATE INDEX "recycling_point_unconfirmed_part_idx" ON "recycling_point"("id") WHERE "operator_party_id" IS NOT NULL AND "subdivision_code" IS NOT NULL AND "confirmed_subdivision_code" IS NULL;

-- In the database, because a form, a correction and an import move points.
CREATE FUNCTION unconfirm_moved_point() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.confirmed_subdivision_code := NULL;
  RETURN NEW;
END;
$$;
CREATE TRIGGER point_part_again BEFORE UPDATE ON "recycling_point" FOR EACH ROW
  WHEN (NEW.confirmed_subdivision_code IS NOT NULL AND NEW.confirmed_subdivision_code IS NOT DISTINCT FROM OLD.confirmed_subdivision_code
    AND (NEW.subdivision_code, NEW.country_code, NEW.time_zone, NEW.latitude, NEW.longitude, NEW.address, NEW.postal_code, NEW.city)
      IS DISTINCT FROM (OLD.subdivision_code, OLD.country_code, OLD.time_zone, OLD.latitude, OLD.longitude, OLD.address, OLD.postal_code, OLD.city))
  EXECUTE FUNCTION unconfirm_moved_point();
