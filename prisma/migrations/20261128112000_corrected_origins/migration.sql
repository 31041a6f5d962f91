-- A load that never came, or weighed less, leaves an origin with fewer grams than it began with, or none.
ALTER TABLE "custody_origin" DROP CONSTRAINT "custody_origin_grams";
ALTER TABLE "custody_origin" ADD CONSTRAINT "custody_origin_grams" CHECK ("grams" >= 0 AND "recovered_grams" >= 0 AND "residue_grams" >= 0 AND "lost_grams" >= 0 AND "recovered_grams" + "residue_grams" + "lost_grams" <= "grams");
