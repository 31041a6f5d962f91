-- Before a photo's file is sent, its key is looked up: is it still shown somewhere?
CREATE INDEX "listing_photo_storage_key_idx" ON "listing_photo"("storage_key");
CREATE INDEX "listing_draft_photo_storage_key_idx" ON "listing_draft_photo"("storage_key");
-- And before a photo is thrown away: does a report of its listing keep it?
CREATE INDEX "moderation_case_listing_id_idx" ON "moderation_case"("listing_id");
