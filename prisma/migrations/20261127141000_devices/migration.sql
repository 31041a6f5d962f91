-- Scales and terminals with keys of their own, and what they read.

CREATE TABLE "device" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "thumbprint" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "registered_by_user_id" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by_user_id" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "clock_ahead_seconds" INTEGER,
    "refused_at" TIMESTAMPTZ(3),
    "refused_code" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "device_words" CHECK (kind IN ('scale', 'terminal') AND state IN ('active', 'revoked')),
    -- 32 bytes, and their SHA-256, both base64url without padding.
    CONSTRAINT "device_key" CHECK (public_key ~ '^[A-Za-z0-9_-]{43}$' AND thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
    CONSTRAINT "device_revoked_by_somebody" CHECK ((state = 'revoked') = (revoked_at IS NOT NULL AND revoked_by_user_id IS NOT NULL))
);
CREATE UNIQUE INDEX "device_thumbprint_key" ON "device"("thumbprint");
CREATE INDEX "device_party_id_state_idx" ON "device"("party_id", "state");

-- A revoked key never comes back, and a device's key, point and owner never change: it is another device then.
CREATE FUNCTION device_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a device keeps its key, its point and its revocation' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "device_stays" BEFORE UPDATE ON "device"
  FOR EACH ROW WHEN ((OLD.state = 'revoked' AND NEW.state <> 'revoked') OR OLD.public_key <> NEW.public_key OR OLD.thumbprint <> NEW.thumbprint
    OR OLD.point_id <> NEW.point_id OR OLD.party_id <> NEW.party_id) EXECUTE FUNCTION device_stays();

CREATE TABLE "device_nonce" (
    "device_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_nonce_pkey" PRIMARY KEY ("device_id", "nonce")
);
CREATE INDEX "device_nonce_expires_at_idx" ON "device_nonce"("expires_at");
ALTER TABLE "device_nonce" ADD CONSTRAINT "device_nonce_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "device_reading" (
    "id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "reading_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "gross_grams" INTEGER NOT NULL,
    "tare_grams" INTEGER NOT NULL,
    "net_grams" INTEGER NOT NULL,
    "contamination_permille" INTEGER NOT NULL DEFAULT 0,
    "unit" TEXT NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "booking_id" TEXT,
    "weigh_in_id" TEXT,
    "reason" TEXT,
    "handled_by_user_id" TEXT,
    "handled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "device_reading_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "device_reading_state" CHECK (state IN ('attached', 'waiting', 'dismissed')),
    CONSTRAINT "device_reading_net" CHECK (gross_grams > 0 AND tare_grams >= 0 AND net_grams = gross_grams - tare_grams AND net_grams >= 0),
    CONSTRAINT "device_reading_contamination" CHECK (contamination_permille BETWEEN 0 AND 1000),
    CONSTRAINT "device_reading_attached" CHECK ((state = 'attached') = (booking_id IS NOT NULL)),
    CONSTRAINT "device_reading_dismissed" CHECK (state <> 'dismissed' OR (coalesce(reason, '') <> '' AND handled_by_user_id IS NOT NULL))
);
CREATE UNIQUE INDEX "device_reading_device_id_reading_id_key" ON "device_reading"("device_id", "reading_id");
CREATE INDEX "device_reading_party_id_state_received_at_idx" ON "device_reading"("party_id", "state", "received_at");
CREATE INDEX "device_reading_booking_id_idx" ON "device_reading"("booking_id");
ALTER TABLE "device_reading" ADD CONSTRAINT "device_reading_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a scale said stays what it said.
CREATE FUNCTION device_reading_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a reading stays as it was read' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "device_reading_stays" BEFORE UPDATE ON "device_reading"
  FOR EACH ROW WHEN (OLD.state <> 'waiting' OR OLD.content_hash <> NEW.content_hash OR OLD.material <> NEW.material OR OLD.gross_grams <> NEW.gross_grams
    OR OLD.tare_grams <> NEW.tare_grams OR OLD.contamination_permille <> NEW.contamination_permille OR OLD.measured_at <> NEW.measured_at)
  EXECUTE FUNCTION device_reading_stays();

-- A weight is somebody's word or a device's.
ALTER TABLE "weigh_in" ADD COLUMN "device_id" TEXT;
ALTER TABLE "weigh_in" ALTER COLUMN "weighed_by_user_id" DROP NOT NULL;
ALTER TABLE "weigh_in" ADD CONSTRAINT "weigh_in_by_hand_or_device" CHECK (method IN ('hand', 'device') AND (method = 'device') = (device_id IS NOT NULL)
  AND (weighed_by_user_id IS NOT NULL OR device_id IS NOT NULL));
