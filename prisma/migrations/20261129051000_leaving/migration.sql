-- People leave: after fourteen days that can be undone, their rows lose name and words.

CREATE TABLE "leaving" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "file_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "leaving_pkey" PRIMARY KEY ("id"),
    -- erased: the rows are, files are still to be deleted.
    CONSTRAINT "leaving_state" CHECK (state IN ('waiting', 'undone', 'erased', 'done')),
    CONSTRAINT "leaving_times" CHECK (due_at > asked_at AND (state = 'waiting') = (closed_at IS NULL)),
    CONSTRAINT "leaving_files" CHECK (state = 'erased' OR cardinality(file_keys) = 0)
);
CREATE INDEX "leaving_user_id_asked_at_idx" ON "leaving"("user_id", "asked_at" DESC);
CREATE INDEX "leaving_state_due_at_idx" ON "leaving"("state", "due_at");
CREATE UNIQUE INDEX "leaving_one_waiting" ON "leaving"("user_id") WHERE state = 'waiting';
ALTER TABLE "leaving" ADD CONSTRAINT "leaving_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of a household whose last person left.
ALTER TABLE "party" ADD COLUMN "left_at" TIMESTAMPTZ(3);

-- Nothing begins with a party that has left, also not in the very moment: whoever leaves holds its row.
CREATE FUNCTION party_is_here(party text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  gone timestamptz;
BEGIN
  -- Waits for whoever is leaving right now, and then reads what they wrote.
  SELECT p.left_at INTO gone FROM party p WHERE p.id = party_is_here.party FOR KEY SHARE;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION 'this party has left' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_is_here';
  END IF;
END $$;
CREATE FUNCTION booking_party_is_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM party_is_here(NEW.party_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "booking_party_is_here" BEFORE INSERT ON "booking" FOR EACH ROW WHEN (NEW.party_id IS NOT NULL) EXECUTE FUNCTION booking_party_is_here();
CREATE FUNCTION deal_parties_are_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The smaller first, so that two never wait for each other.
  PERFORM party_is_here(least(NEW.giver_party_id, NEW.taker_party_id));
  PERFORM party_is_here(greatest(NEW.giver_party_id, NEW.taker_party_id));
  RETURN NEW;
END $$;
CREATE TRIGGER "deal_parties_are_here" BEFORE INSERT ON "deal" FOR EACH ROW EXECUTE FUNCTION deal_parties_are_here();
CREATE FUNCTION listing_owner_is_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM party_is_here(NEW.owner_party_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "listing_owner_is_here" BEFORE INSERT ON "listing" FOR EACH ROW EXECUTE FUNCTION listing_owner_is_here();

-- Terms are never changed; the words of whoever left are taken out of them.
CREATE OR REPLACE FUNCTION deal_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.note = '' AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'terms of a deal are never changed';
END $$;
