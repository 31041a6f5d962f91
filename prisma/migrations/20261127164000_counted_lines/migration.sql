-- Materials that people count by the piece, bag or cubic metre, and what they have done to them before they bring them.

ALTER TABLE "booking_line" ADD COLUMN "unit" TEXT, ADD COLUMN "unit_count" INTEGER, ADD COLUMN "conditions" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- From here on by hand. Counts are in hundredths, so that half a cubic metre can be said.
ALTER TABLE "booking_line" ADD CONSTRAINT "booking_line_counted" CHECK ((unit IS NULL) = (unit_count IS NULL) AND (unit_count IS NULL OR unit_count BETWEEN 1 AND 10000000));
