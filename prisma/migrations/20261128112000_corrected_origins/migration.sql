-- A load that never came, or weighed less, leaves an origin with fewer grams than it began with, or none.
ALTER TABLE "custody_origin" DROP CONSTRAINT "custody_origin_grams";
ALTER TABLE "custody_origin" ADD CONSTRAINT "custody_origin_grams" CHECK ("grams" >= 0 AND "recovered_grams" >= 0 AND "residue_grams" >= 0 AND "lost_grams" >= 0 AND "recovered_grams" + "residue_grams" + "lost_grams" <= "grams");

-- What a load weighs more than was said is an origin beside it, and goes first when the load is put right again.
ALTER TABLE "custody_origin" ADD COLUMN "added_to_id" TEXT;
ALTER TABLE "custody_origin" ADD CONSTRAINT "custody_origin_added_to_id_fkey" FOREIGN KEY ("added_to_id") REFERENCES "custody_origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "custody_origin" ADD CONSTRAINT "custody_origin_added" CHECK ("added_to_id" IS NULL OR ("kind" = 'surplus' AND "added_to_id" <> "id"));
CREATE INDEX "custody_origin_added_to_id_idx" ON "custody_origin"("added_to_id");
