-- A pack that is split goes on as several batteries, each with a passport that names the one before.

DROP INDEX "battery_passport_predecessor_id_key";
CREATE INDEX "battery_passport_predecessor_id_id_idx" ON "battery_passport"("predecessor_id", "id");

-- From here on by hand. All lives that follow one begin in the moment that closed it, so that none is added later.
CREATE OR REPLACE FUNCTION battery_second_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status NOT IN ('re_used', 'repurposed', 'remanufactured') THEN
    RAISE EXCEPTION 'a second life is re-used, repurposed or remanufactured' USING ERRCODE = 'RB001';
  END IF;
  PERFORM 1 FROM battery_passport p WHERE p.id = NEW.predecessor_id AND p.succeeded_at = NEW.created_at AND p.status <> 'recycled' AND p.owner_party_id = NEW.owner_party_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the life before a second one must be closed for it' USING ERRCODE = 'RB001';
  END IF;
  RETURN NEW;
END $$;
