-- A licence may hold in one part of a country only, and a no may be one of the usual ones, said in every language.

ALTER TABLE "licence" ADD COLUMN "subdivision" TEXT, ADD COLUMN "reason_code" TEXT;
ALTER TABLE "licence" ADD CONSTRAINT "licence_subdivision" CHECK (subdivision IS NULL OR (subdivision ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$' AND left(subdivision, 2) = country_code));
ALTER TABLE "licence" DROP CONSTRAINT "licence_no_with_reason";
ALTER TABLE "licence" ADD CONSTRAINT "licence_no_with_reason" CHECK (state NOT IN ('refused', 'suspended') OR coalesce(reason, '') <> '' OR reason_code IS NOT NULL);
ALTER TABLE "licence" ADD CONSTRAINT "licence_reason_code" CHECK (reason_code IN ('illegible', 'other_holder', 'number_unknown', 'scope_differs', 'days_differ', 'place_differs', 'revoked', 'inspection'));

-- The list of all licences is read by how they stand and when they end.
CREATE INDEX "licence_valid_until_id_idx" ON "licence"("valid_until", "id");

DROP FUNCTION licence_allows_at(text, text, text, timestamptz);
DROP FUNCTION licence_allows(text, text, text, text, double precision, double precision, timestamptz);

-- Whether a party holds a licence for a material at a place on the day of an instant. Everything that shows, books, agrees or weighs
-- asks here, so that none of them can disagree. Where a place's country is not known, its time zone tells; where its subdivision is
-- not known (ISO 3166-2, as CN-53), a licence for one subdivision does not cover it: nobody could say that it does. Of a recycling point
-- it is known once somebody else than its recycler has confirmed it.
CREATE FUNCTION licence_allows(party text, wanted text, country text, part text, zone text, lat double precision, lon double precision, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM licence l
    WHERE l.party_id = party AND l.state = 'valid' AND wanted = ANY (l.materials)
      AND (l.country_code = country OR (country IS NULL AND zone = ANY (l.zones)))
      AND (l.subdivision IS NULL OR l.subdivision = part)
      AND (moment AT TIME ZONE l.time_zone)::date BETWEEN l.valid_from AND l.valid_until
      AND (l.radius_metres IS NULL OR (lat IS NOT NULL AND lon IS NOT NULL
        AND earth_distance(ll_to_earth(l.latitude, l.longitude), ll_to_earth(lat, lon)) <= l.radius_metres)))
$$;

-- The same for a recycling point and a party that works there.
CREATE FUNCTION licence_allows_at(party text, wanted text, point text, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM recycling_point p
    WHERE p.id = point AND licence_allows(party, wanted, p.country_code, p.confirmed_subdivision_code, p.time_zone, p.latitude, p.longitude, moment))
$$;
