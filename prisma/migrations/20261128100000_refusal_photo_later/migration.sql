-- A load refused at a door is told at once, its photo when there is a network: a refusal without a photo takes one, once. Everything else stays as it was written.
CREATE OR REPLACE FUNCTION visit_refusal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."storage_key" IS NULL AND NEW."storage_key" IS NOT NULL
    AND (NEW."booking_id", NEW."kind", NEW."reason", NEW."by_user_id", NEW."at") IS NOT DISTINCT FROM (OLD."booking_id", OLD."kind", OLD."reason", OLD."by_user_id", OLD."at") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a refusal is never changed';
END $$;
