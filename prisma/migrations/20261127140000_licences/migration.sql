-- What recyclers may take, and the one place that says so.

CREATE TABLE "licence" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "groups" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "materials" TEXT[],
    "country_code" TEXT NOT NULL,
    "zones" TEXT[],
    "place_label" TEXT NOT NULL DEFAULT '',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "radius_metres" INTEGER,
    "time_zone" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "document_key" TEXT NOT NULL,
    "document_type" TEXT NOT NULL,
    "document_bytes" INTEGER NOT NULL,
    "document_deleted_at" TIMESTAMPTZ(3),
    "submitted_by_user_id" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_user_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "licence_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "licence_state" CHECK (state IN ('pending', 'valid', 'refused', 'suspended', 'withdrawn')),
    CONSTRAINT "licence_days" CHECK (valid_from <= valid_until),
    CONSTRAINT "licence_covers_something" CHECK (cardinality(materials) > 0),
    CONSTRAINT "licence_country" CHECK (country_code ~ '^[A-Z]{2}$'),
    CONSTRAINT "licence_place" CHECK (num_nonnulls(latitude, longitude, radius_metres) IN (0, 3) AND (radius_metres IS NULL OR radius_metres > 0)),
    CONSTRAINT "licence_no_with_reason" CHECK (state NOT IN ('refused', 'suspended') OR coalesce(reason, '') <> ''),
    CONSTRAINT "licence_decided_by_somebody" CHECK (state IN ('pending', 'withdrawn') OR (decided_by_user_id IS NOT NULL AND decided_at IS NOT NULL))
);
CREATE INDEX "licence_party_id_state_idx" ON "licence"("party_id", "state");
CREATE INDEX "licence_state_valid_until_idx" ON "licence"("state", "valid_until");
-- A renewal has another first day.
CREATE UNIQUE INDEX "licence_one_open" ON "licence"("party_id", lower("issuer"), lower("number"), "valid_from") WHERE "state" IN ('pending', 'valid', 'suspended');
CREATE INDEX "licence_to_drop" ON "licence"("id") WHERE "state" IN ('refused', 'withdrawn') AND "document_deleted_at" IS NULL;

CREATE TABLE "licence_notice" (
    "licence_id" TEXT NOT NULL,
    "days_before" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "licence_notice_pkey" PRIMARY KEY ("licence_id", "days_before"),
    CONSTRAINT "licence_notice_days" CHECK (days_before IN (60, 30, 7, 0))
);
ALTER TABLE "licence_notice" ADD CONSTRAINT "licence_notice_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whether a party holds a licence for a material at a place on the day of an instant. Everything that shows, books, agrees or weighs
-- asks here, so that none of them can disagree. Where a place's country is not known, its time zone tells.
CREATE FUNCTION licence_allows(party text, wanted text, country text, zone text, lat double precision, lon double precision, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM licence l
    WHERE l.party_id = party AND l.state = 'valid' AND wanted = ANY (l.materials)
      AND (l.country_code = country OR (country IS NULL AND zone = ANY (l.zones)))
      AND (moment AT TIME ZONE l.time_zone)::date BETWEEN l.valid_from AND l.valid_until
      AND (l.radius_metres IS NULL OR (lat IS NOT NULL AND lon IS NOT NULL
        AND earth_distance(ll_to_earth(l.latitude, l.longitude), ll_to_earth(lat, lon)) <= l.radius_metres)))
$$;

-- The same for a recycling point and a party that works there.
CREATE FUNCTION licence_allows_at(party text, wanted text, point text, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM recycling_point p
    WHERE p.id = point AND licence_allows(party, wanted, p.country_code, p.time_zone, p.latitude, p.longitude, moment))
$$;
