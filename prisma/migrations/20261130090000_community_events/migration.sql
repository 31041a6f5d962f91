-- Days that communities hold, who comes, stalls and shifts, what is noted at the desk.

CREATE TABLE "community_event" (
    "id" TEXT NOT NULL,
    "community_party_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "place_label" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "guest_capacity" INTEGER,
    "guests_taken" INTEGER NOT NULL DEFAULT 0,
    "recycler_party_id" TEXT,
    "point_id" TEXT,
    "cancel_reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "ics_sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "community_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "event_rsvp" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_rsvp_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "event_stall" (
    "event_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "party_id" TEXT,
    "user_id" TEXT,
    "wares" TEXT NOT NULL DEFAULT '',
    "booked_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_stall_pkey" PRIMARY KEY ("event_id","number")
);

CREATE TABLE "event_shift" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "needed" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "event_shift_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "event_helper" (
    "shift_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_helper_pkey" PRIMARY KEY ("shift_id","user_id")
);

CREATE TABLE "event_check_in" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "party_id" TEXT,
    "size" INTEGER NOT NULL,
    "by_user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_check_in_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "event_note" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "party_id" TEXT,
    "stall_party_id" TEXT,
    "direction" TEXT NOT NULL,
    "category" TEXT,
    "material" TEXT,
    "item_count" INTEGER,
    "grams" INTEGER,
    "by_user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "entry_id" TEXT,

    CONSTRAINT "event_note_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "community_event_community_party_id_starts_at_idx" ON "community_event"("community_party_id", "starts_at");

CREATE INDEX "community_event_recycler_party_id_starts_at_idx" ON "community_event"("recycler_party_id", "starts_at");

CREATE INDEX "community_event_state_starts_at_idx" ON "community_event"("state", "starts_at");

CREATE INDEX "event_rsvp_event_id_state_place_idx" ON "event_rsvp"("event_id", "state", "place");

CREATE INDEX "event_rsvp_user_id_idx" ON "event_rsvp"("user_id");

CREATE INDEX "event_rsvp_party_id_idx" ON "event_rsvp"("party_id");

CREATE UNIQUE INDEX "event_rsvp_event_id_party_id_key" ON "event_rsvp"("event_id", "party_id");

CREATE INDEX "event_stall_user_id_idx" ON "event_stall"("user_id");

CREATE UNIQUE INDEX "event_stall_event_id_party_id_key" ON "event_stall"("event_id", "party_id");

CREATE INDEX "event_shift_event_id_starts_at_idx" ON "event_shift"("event_id", "starts_at");

CREATE INDEX "event_helper_user_id_idx" ON "event_helper"("user_id");

CREATE INDEX "event_check_in_event_id_at_idx" ON "event_check_in"("event_id", "at");

CREATE INDEX "event_check_in_party_id_idx" ON "event_check_in"("party_id");

CREATE UNIQUE INDEX "event_note_entry_id_key" ON "event_note"("entry_id");

CREATE INDEX "event_note_event_id_at_idx" ON "event_note"("event_id", "at");

CREATE INDEX "event_note_party_id_idx" ON "event_note"("party_id");

CREATE INDEX "event_note_stall_party_id_idx" ON "event_note"("stall_party_id");

ALTER TABLE "event_rsvp" ADD CONSTRAINT "event_rsvp_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "community_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "event_stall" ADD CONSTRAINT "event_stall_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "community_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "event_shift" ADD CONSTRAINT "event_shift_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "community_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "event_helper" ADD CONSTRAINT "event_helper_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "event_shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "event_check_in" ADD CONSTRAINT "event_check_in_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "community_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "event_note" ADD CONSTRAINT "event_note_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "community_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.
ALTER TABLE "community_event" ADD CONSTRAINT "community_event_words" CHECK (
  kind IN ('flea_market', 'sharing_day', 'repair_day', 'collection_day') AND state IN ('planned', 'published', 'closed', 'cancelled')
  AND ends_at > starts_at AND (state = 'cancelled') = (cancel_reason IS NOT NULL) AND (settled_at IS NULL OR state = 'closed'));
ALTER TABLE "community_event" ADD CONSTRAINT "community_event_guests_within_capacity" CHECK (
  guests_taken >= 0 AND (guest_capacity IS NULL OR (guest_capacity BETWEEN 1 AND 100000 AND guests_taken <= guest_capacity)));
ALTER TABLE "community_event" ADD CONSTRAINT "community_event_collects_somewhere" CHECK (
  (kind = 'collection_day') = (recycler_party_id IS NOT NULL) AND (recycler_party_id IS NULL) = (point_id IS NULL));
ALTER TABLE "event_rsvp" ADD CONSTRAINT "event_rsvp_words" CHECK (state IN ('coming', 'waiting', 'cancelled') AND size BETWEEN 1 AND 20);
ALTER TABLE "event_stall" ADD CONSTRAINT "event_stall_figures" CHECK (
  number BETWEEN 1 AND 300 AND length(wares) <= 200 AND (party_id IS NULL) = (booked_at IS NULL) AND (party_id IS NULL) = (user_id IS NULL));
ALTER TABLE "event_shift" ADD CONSTRAINT "event_shift_figures" CHECK (ends_at > starts_at AND needed BETWEEN 1 AND 200 AND taken BETWEEN 0 AND needed);
ALTER TABLE "event_check_in" ADD CONSTRAINT "event_check_in_size" CHECK (size BETWEEN 1 AND 200);
ALTER TABLE "event_note" ADD CONSTRAINT "event_note_figures" CHECK (
  direction IN ('brought', 'taken', 'repaired') AND (category IS NULL) <> (material IS NULL)
  AND coalesce(item_count BETWEEN 1 AND 1000, category IS NULL) AND coalesce(grams BETWEEN 1 AND 50000000, material IS NULL)
  AND (entry_id IS NULL OR undone_at IS NULL));
-- A household is let in once; who was let in by mistake may be again.
CREATE UNIQUE INDEX "event_check_in_once" ON "event_check_in"("event_id", "party_id") WHERE party_id IS NOT NULL AND undone_at IS NULL;

-- Seats and hands are counted here, so that whatever changes a row changes the figure that the CHECKs look at.
CREATE FUNCTION event_guests_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before_size INTEGER := CASE WHEN TG_OP <> 'INSERT' AND OLD.state = 'coming' THEN OLD.size ELSE 0 END;
  after_size INTEGER := CASE WHEN TG_OP <> 'DELETE' AND NEW.state = 'coming' THEN NEW.size ELSE 0 END;
BEGIN
  IF after_size <> before_size THEN
    UPDATE community_event SET guests_taken = guests_taken + after_size - before_size WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.event_id ELSE NEW.event_id END;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER event_guests_follow AFTER INSERT OR UPDATE OR DELETE ON "event_rsvp" FOR EACH ROW EXECUTE FUNCTION event_guests_follow();

CREATE FUNCTION event_hands_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE event_shift SET taken = taken + 1 WHERE id = NEW.shift_id;
  ELSE
    UPDATE event_shift SET taken = taken - 1 WHERE id = OLD.shift_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER event_hands_follow AFTER INSERT OR DELETE ON "event_helper" FOR EACH ROW EXECUTE FUNCTION event_hands_follow();
