-- Passports of batteries.

CREATE TYPE "battery_status" AS ENUM ('original', 're_used', 'repurposed', 'remanufactured', 'waste', 'recycled');
CREATE TYPE "battery_transfer_state" AS ENUM ('offered', 'accepted', 'declined', 'withdrawn');

CREATE TABLE "battery_passport" (
    "id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "chemistry" TEXT NOT NULL,
    "rated_wh" INTEGER NOT NULL,
    "maker" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "made_year" INTEGER NOT NULL,
    "status" "battery_status" NOT NULL DEFAULT 'original',
    "predecessor_id" TEXT,
    "succeeded_at" TIMESTAMPTZ(3),
    "serial_hash" TEXT,
    "serial_tail" TEXT,
    "owner_party_id" TEXT NOT NULL,
    "issued_by_user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "battery_passport_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "battery_passport_predecessor_id_key" ON "battery_passport"("predecessor_id");
CREATE INDEX "battery_passport_owner_party_id_id_idx" ON "battery_passport"("owner_party_id", "id");
ALTER TABLE "battery_passport" ADD CONSTRAINT "battery_passport_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "battery_passport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "battery_reading" (
    "id" TEXT NOT NULL,
    "passport_id" TEXT NOT NULL,
    "health_permille" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "confirms_id" TEXT,
    "measured_on" DATE NOT NULL,
    "measured_by_user_id" TEXT NOT NULL,
    "measured_by_party_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "battery_reading_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "battery_reading_confirms_id_key" ON "battery_reading"("confirms_id");
CREATE INDEX "battery_reading_passport_id_id_idx" ON "battery_reading"("passport_id", "id");
ALTER TABLE "battery_reading" ADD CONSTRAINT "battery_reading_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "battery_passport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "battery_reading" ADD CONSTRAINT "battery_reading_confirms_id_fkey" FOREIGN KEY ("confirms_id") REFERENCES "battery_reading"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "battery_transfer" (
    "id" TEXT NOT NULL,
    "passport_id" TEXT NOT NULL,
    "from_party_id" TEXT NOT NULL,
    "to_party_id" TEXT NOT NULL,
    "state" "battery_transfer_state" NOT NULL DEFAULT 'offered',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "battery_transfer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "battery_transfer_passport_id_id_idx" ON "battery_transfer"("passport_id", "id");
CREATE INDEX "battery_transfer_to_party_id_state_idx" ON "battery_transfer"("to_party_id", "state");
ALTER TABLE "battery_transfer" ADD CONSTRAINT "battery_transfer_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "battery_passport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "battery_link" (
    "id" TEXT NOT NULL,
    "passport_id" TEXT NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "named_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "battery_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "battery_link_cause_type_cause_id_passport_id_key" ON "battery_link"("cause_type", "cause_id", "passport_id");
CREATE INDEX "battery_link_passport_id_idx" ON "battery_link"("passport_id");
ALTER TABLE "battery_link" ADD CONSTRAINT "battery_link_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "battery_passport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "battery_passport" ADD CONSTRAINT "battery_passport_facts" CHECK (
  rated_wh BETWEEN 1 AND 100000000 AND made_year BETWEEN 1900 AND 2200 AND category IN ('ev', 'light_transport', 'industrial', 'starter', 'portable')
  AND chemistry IN ('lfp', 'nmc', 'nca', 'lmo', 'lto', 'lead_acid', 'nimh', 'other'));
ALTER TABLE "battery_passport" ADD CONSTRAINT "battery_passport_serial" CHECK (
  (serial_hash IS NULL) = (serial_tail IS NULL) AND (serial_hash IS NULL OR (serial_hash ~ '^[0-9a-f]{64}$' AND char_length(serial_tail) <= 3)));
-- What follows another life says which.
ALTER TABLE "battery_passport" ADD CONSTRAINT "battery_passport_second_life" CHECK (
  (predecessor_id IS NOT NULL OR status NOT IN ('re_used', 'repurposed', 'remanufactured')) AND predecessor_id IS DISTINCT FROM id);
ALTER TABLE "battery_passport" ADD CONSTRAINT "battery_passport_recycled_is_final" CHECK (status <> 'recycled' OR succeeded_at IS NULL);
ALTER TABLE "battery_reading" ADD CONSTRAINT "battery_reading_words" CHECK (
  health_permille BETWEEN 0 AND 1200 AND method IN ('management_system', 'capacity_test', 'impedance', 'estimate') AND confirms_id IS DISTINCT FROM id);
ALTER TABLE "battery_transfer" ADD CONSTRAINT "battery_transfer_two_parties" CHECK (from_party_id <> to_party_id);
CREATE UNIQUE INDEX "battery_transfer_one_open" ON "battery_transfer" (passport_id) WHERE state = 'offered';
ALTER TABLE "battery_link" ADD CONSTRAINT "battery_link_cause" CHECK (cause_type IN ('booking', 'deal'));

-- Forward only: to waste, then to recycled, and there it ends. What the passport says of the battery stays; a passport that another continues moves no more.
CREATE FUNCTION battery_passport_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a battery passport is never deleted' USING ERRCODE = 'RB001';
  END IF;
  IF (NEW.id, NEW.category, NEW.chemistry, NEW.rated_wh, NEW.maker, NEW.model, NEW.made_year, NEW.predecessor_id, NEW.serial_hash, NEW.serial_tail, NEW.issued_by_user_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.category, OLD.chemistry, OLD.rated_wh, OLD.maker, OLD.model, OLD.made_year, OLD.predecessor_id, OLD.serial_hash, OLD.serial_tail, OLD.issued_by_user_id, OLD.created_at) THEN
    RAISE EXCEPTION 'what a battery passport says stays' USING ERRCODE = 'RB001';
  END IF;
  IF OLD.status = 'recycled' OR OLD.succeeded_at IS NOT NULL THEN
    RAISE EXCEPTION 'this battery passport has ended' USING ERRCODE = 'RB001';
  END IF;
  IF NEW.status <> OLD.status AND NOT (NEW.status = 'waste' OR (OLD.status = 'waste' AND NEW.status = 'recycled')) THEN
    RAISE EXCEPTION 'the status of a battery goes forward only' USING ERRCODE = 'RB001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "battery_passport_goes_forward" BEFORE UPDATE OR DELETE ON "battery_passport" FOR EACH ROW EXECUTE FUNCTION battery_passport_forward();

-- A second life begins from a passport that has just been closed for it, with the same cells.
CREATE FUNCTION battery_second_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status NOT IN ('re_used', 'repurposed', 'remanufactured') THEN
    RAISE EXCEPTION 'a second life is re-used, repurposed or remanufactured' USING ERRCODE = 'RB001';
  END IF;
  PERFORM 1 FROM battery_passport p WHERE p.id = NEW.predecessor_id AND p.succeeded_at IS NOT NULL AND p.status <> 'recycled' AND p.owner_party_id = NEW.owner_party_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the life before a second one must be closed for it' USING ERRCODE = 'RB001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "battery_passport_second_life_begins" BEFORE INSERT ON "battery_passport" FOR EACH ROW WHEN (NEW.predecessor_id IS NOT NULL) EXECUTE FUNCTION battery_second_life();

CREATE TRIGGER "battery_reading_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "battery_reading" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
