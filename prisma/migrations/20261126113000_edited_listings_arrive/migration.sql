-- A listing that is changed while it is shown arrives too, with what it was: searches that did not find it then may find it now.
ALTER TABLE "listing_arrival" ADD COLUMN "before" JSONB;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

CREATE FUNCTION note_listing_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_arrival (listing_id, before) VALUES (NEW.id, to_jsonb(OLD));
  RETURN NULL;
END $$;
-- Everything that a search looks at.
CREATE TRIGGER "listing_arrives_edited" AFTER UPDATE ON "listing"
  FOR EACH ROW WHEN (NEW.state = 'published' AND OLD.state = 'published' AND (
    (NEW.search_text, NEW.kind, NEW.category, NEW.material, NEW.offer, NEW.condition, NEW.grade, NEW.remanufactured, NEW.price_minor, NEW.coarse_latitude, NEW.coarse_longitude)
    IS DISTINCT FROM
    (OLD.search_text, OLD.kind, OLD.category, OLD.material, OLD.offer, OLD.condition, OLD.grade, OLD.remanufactured, OLD.price_minor, OLD.coarse_latitude, OLD.coarse_longitude)
    OR (NEW.units_available > 0) <> (OLD.units_available > 0)))
  EXECUTE FUNCTION note_listing_edit();
