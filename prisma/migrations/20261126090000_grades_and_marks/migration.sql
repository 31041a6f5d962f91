-- What a category asks, grades by a published rule, and the mark of remanufactured things.

ALTER TABLE "listing" ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN "grade" TEXT,
ADD COLUMN "grade_answers" JSONB,
ADD COLUMN "grade_rule" TEXT,
ADD COLUMN "remanufactured" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "remanufacturer" TEXT,
ADD COLUMN "warranty_months" INTEGER;

ALTER TABLE "deal" ADD COLUMN "remanufactured" BOOLEAN NOT NULL DEFAULT false;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "listing" ADD CONSTRAINT "listing_attributes_object" CHECK (jsonb_typeof(attributes) = 'object');
ALTER TABLE "listing" ADD CONSTRAINT "listing_grade_by_a_rule" CHECK (
  (grade IS NULL OR grade IN ('A', 'B', 'C', 'D'))
  AND (grade IS NULL OR grade_rule IS NOT NULL)
  AND (grade_rule IS NULL) = (grade_answers IS NULL));
-- The duty to inform is met only with a name and a warranty.
ALTER TABLE "listing" ADD CONSTRAINT "listing_remanufactured_by_somebody" CHECK (
  remanufactured = (remanufacturer IS NOT NULL) AND remanufactured = (warranty_months IS NOT NULL)
  AND (remanufacturer IS NULL OR char_length(remanufacturer) BETWEEN 2 AND 80)
  AND (warranty_months IS NULL OR warranty_months BETWEEN 0 AND 120));

-- Whoever asked for a remanufactured thing was told so. The mark cannot go, name another maker or shorten the warranty after that.
CREATE FUNCTION keep_listing_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NOT NEW.remanufactured OR NEW.remanufacturer IS DISTINCT FROM OLD.remanufacturer OR NEW.warranty_months < OLD.warranty_months)
    AND EXISTS (SELECT 1 FROM deal WHERE listing_id = OLD.id) THEN
    RAISE EXCEPTION 'the remanufactured mark of listing % stands since somebody asked for it', OLD.id USING ERRCODE = 'RB002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "listing_keeps_mark" BEFORE UPDATE OF remanufactured, remanufacturer, warranty_months ON "listing"
  FOR EACH ROW WHEN (OLD.remanufactured) EXECUTE FUNCTION keep_listing_mark();

-- A request takes the mark as it stands, under the listing's lock: an edit is either before it and seen, or after it and refused.
CREATE FUNCTION take_listing_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT remanufactured INTO NEW.remanufactured FROM listing WHERE id = NEW.listing_id FOR NO KEY UPDATE;
  NEW.remanufactured := coalesce(NEW.remanufactured, false);
  RETURN NEW;
END $$;
CREATE TRIGGER "deal_takes_mark" BEFORE INSERT ON "deal" FOR EACH ROW EXECUTE FUNCTION take_listing_mark();

CREATE FUNCTION keep_deal_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the remanufactured mark of deal % cannot be taken away', OLD.id USING ERRCODE = 'RB002';
END $$;
CREATE TRIGGER "deal_keeps_mark" BEFORE UPDATE OF remanufactured ON "deal"
  FOR EACH ROW WHEN (OLD.remanufactured AND NOT NEW.remanufactured) EXECUTE FUNCTION keep_deal_mark();

-- Facets.
CREATE INDEX "listing_public_grade" ON "listing" (grade, sort_at DESC, id DESC) WHERE state = 'published' AND grade IS NOT NULL;
CREATE INDEX "listing_public_remanufactured" ON "listing" (sort_at DESC, id DESC) WHERE state = 'published' AND remanufactured;
