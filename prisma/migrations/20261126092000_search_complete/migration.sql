-- The words of a listing, cut once when it is written: to rank, count or re-check a match costs no parsing.
ALTER TABLE "listing" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, search_text)) STORED;

-- The spans of time a listing's place in the list lies in: an hour, and eight, 64, 512 and 4,096 hours. Standing in the index
-- of words, they let a search for common words read the newest matches and leave all older ones alone.
CREATE FUNCTION listing_eras(at timestamptz) RETURNS integer[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY[hour, 100000000 + (hour >> 3), 200000000 + (hour >> 6), 300000000 + (hour >> 9), 400000000 + (hour >> 12)]
  FROM (SELECT floor(extract(epoch FROM (at AT TIME ZONE 'UTC')) / 3600)::integer AS hour) since
$$;

DROP INDEX "listing_words";
-- Without a waiting list, which every search would have to read through.
CREATE INDEX "listing_words" ON "listing" USING gin (words, listing_eras(sort_at)) WITH (fastupdate = off) WHERE state = 'published';

-- Newest of one category or material, without walking past all others.
DROP INDEX "listing_state_category_idx";
DROP INDEX "listing_state_material_idx";
CREATE INDEX "listing_public_category" ON "listing" (category, sort_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX "listing_public_material" ON "listing" (material, sort_at DESC, id DESC) WHERE state = 'published';
