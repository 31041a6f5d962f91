-- Listings of materials that people count, and what their owners say is so with them.

ALTER TABLE "listing" ADD COLUMN "count_unit" TEXT, ADD COLUMN "count_hundredths" INTEGER, ADD COLUMN "material_conditions" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- From here on by hand. Counts are in hundredths, so that half a cubic metre can be said.
ALTER TABLE "listing" ADD CONSTRAINT "listing_counted" CHECK ((count_unit IS NULL) = (count_hundredths IS NULL) AND (count_hundredths IS NULL OR (count_hundredths BETWEEN 1 AND 10000000 AND material IS NOT NULL)));
