-- Data on devices handed over for recycling: the giver's choice, what the recycler did, the certificate.

CREATE TYPE "erasure_state" AS ENUM ('chosen', 'erased', 'withdrawn');

CREATE TABLE "device_erasure" (
    "id" TEXT NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "device_kind" TEXT NOT NULL,
    "device_count" INTEGER NOT NULL DEFAULT 1,
    "choice" TEXT NOT NULL,
    "serial_hash" TEXT,
    "serial_tail" TEXT,
    "owner_party_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "chosen_by_user_id" TEXT NOT NULL,
    "told_at_gate" BOOLEAN NOT NULL DEFAULT false,
    "state" "erasure_state" NOT NULL DEFAULT 'chosen',
    "method" TEXT,
    "tool" TEXT,
    "erased_by_user_id" TEXT,
    "erased_at" TIMESTAMPTZ(3),
    "certified_by" TEXT,
    "certificate_number" TEXT,
    "certificate_hash" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_erasure_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "device_erasure_certificate_number_key" ON "device_erasure"("certificate_number");
CREATE INDEX "device_erasure_cause_type_cause_id_idx" ON "device_erasure"("cause_type", "cause_id");
CREATE INDEX "device_erasure_owner_party_id_id_idx" ON "device_erasure"("owner_party_id", "id");
CREATE INDEX "device_erasure_recycler_party_id_state_id_idx" ON "device_erasure"("recycler_party_id", "state", "id");

-- From here on by hand.

ALTER TABLE "device_erasure" ADD CONSTRAINT "device_erasure_words" CHECK (
  cause_type IN ('booking', 'deal') AND choice IN ('self_erased', 'no_data', 'clear', 'purge', 'destroy') AND device_count BETWEEN 1 AND 1000
  AND (method IS NULL OR method IN ('verified', 'clear', 'purge', 'destroy')));
-- One number goes with one device; only its keyed hash and its end are kept.
ALTER TABLE "device_erasure" ADD CONSTRAINT "device_erasure_serial" CHECK (
  (serial_hash IS NULL) = (serial_tail IS NULL) AND (serial_hash IS NULL OR (device_count = 1 AND serial_hash ~ '^[0-9a-f]{64}$' AND char_length(serial_tail) <= 3)));
-- What the staff may write down for somebody at the gate are wishes, not statements about the device.
ALTER TABLE "device_erasure" ADD CONSTRAINT "device_erasure_told_at_gate" CHECK (NOT told_at_gate OR choice IN ('clear', 'purge', 'destroy'));
-- A certificate is whole or not there.
ALTER TABLE "device_erasure" ADD CONSTRAINT "device_erasure_certificate" CHECK (
  num_nonnulls(method, tool, erased_by_user_id, erased_at, certified_by, certificate_number, certificate_hash) = CASE state WHEN 'erased' THEN 7 ELSE 0 END
  AND (certificate_hash IS NULL OR certificate_hash ~ '^[0-9a-f]{64}$'));
-- Never weaker than what was asked for.
ALTER TABLE "device_erasure" ADD CONSTRAINT "device_erasure_strong_enough" CHECK (
  method IS NULL OR choice IN ('self_erased', 'no_data')
  OR array_position(ARRAY['verified', 'clear', 'purge', 'destroy'], method) >= array_position(ARRAY['verified', 'clear', 'purge', 'destroy'], choice));

-- What a certificate says stays.
CREATE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a certificate of erasure is never changed or deleted' USING ERRCODE = 'RB001';
END $$;
CREATE TRIGGER "device_erasure_certificate_stays" BEFORE UPDATE OR DELETE ON "device_erasure"
  FOR EACH ROW WHEN (OLD.state = 'erased') EXECUTE FUNCTION keep_certificate();
