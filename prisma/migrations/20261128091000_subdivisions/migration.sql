-- The part of its country a point lies in, as ISO 3166-2, where those who run it say so: it keeps public holidays of its own.
ALTER TABLE "recycling_point" ADD COLUMN "subdivision_code" TEXT;
ALTER TABLE "recycling_point" ADD CONSTRAINT "point_subdivision_shape" CHECK ("subdivision_code" IS NULL OR "subdivision_code" ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$');
