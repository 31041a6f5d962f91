-- A service area may be an outline of corners; the circle it always had then goes around all of them and finds it fast.
ALTER TABLE "service_area" ADD COLUMN "outline" JSONB;
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_outline" CHECK ("outline" IS NULL OR (jsonb_typeof("outline") = 'array' AND jsonb_array_length("outline") BETWEEN 3 AND 100));

-- Whether an area reaches a place: the one answer for whoever looks for areas and for whoever takes a slot of one. Corners are [longitude, latitude]; their lines are straight in degrees.
CREATE FUNCTION service_area_reaches(latitude float8, longitude float8, radius_metres int, outline jsonb, at_latitude float8, at_longitude float8) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT earth_distance(ll_to_earth(latitude, longitude), ll_to_earth(at_latitude, at_longitude)) <= radius_metres
    AND (outline IS NULL OR (
      SELECT ('(' || string_agg('(' || (c.corner ->> 0) || ',' || (c.corner ->> 1) || ')', ',' ORDER BY c.n) || ')')::polygon
      FROM jsonb_array_elements(outline) WITH ORDINALITY AS c(corner, n)) @> point(at_longitude, at_latitude))
$$;
