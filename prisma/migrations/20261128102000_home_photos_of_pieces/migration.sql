-- A photo of what stands at the door shows one kind of piece of the booking, or (null, as all photos so far) the visit as a whole.
ALTER TABLE "home_photo" ADD COLUMN "goods" TEXT;
ALTER TABLE "home_photo" ADD CONSTRAINT "home_photo_booking_id_goods_fkey" FOREIGN KEY ("booking_id", "goods") REFERENCES "home_item"("booking_id", "goods") ON DELETE NO ACTION ON UPDATE NO ACTION;
