-- Who waits for a place in a full slot, in order of coming. The least load that waits stands on the slot itself, so that the one
-- statement that takes a place sees it under the slot's own lock.

CREATE TYPE "waiting_state" AS ENUM ('waiting', 'offered', 'booked', 'passed', 'left', 'closed');

ALTER TABLE "slot" ADD COLUMN "waiting_min_grams" INTEGER;

CREATE TABLE "waiting_entry" (
    "id" TEXT NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "slot_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "recycler_party_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" "waiting_state" NOT NULL DEFAULT 'waiting',
    "lines" JSONB NOT NULL,
    "declared_grams" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "booking_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "waiting_entry_grams_check" CHECK ("declared_grams" >= 0),
    CONSTRAINT "waiting_entry_offer_check" CHECK (("booking_id" IS NOT NULL) = ("state" IN ('offered', 'booked', 'passed')))
);

CREATE UNIQUE INDEX "waiting_entry_place_key" ON "waiting_entry"("place");
CREATE UNIQUE INDEX "waiting_entry_booking_id_key" ON "waiting_entry"("booking_id");
CREATE INDEX "waiting_entry_slot_id_state_idx" ON "waiting_entry"("slot_id", "state");
CREATE INDEX "waiting_entry_party_id_created_at_idx" ON "waiting_entry"("party_id", "created_at");
-- One party stands once in one line.
CREATE UNIQUE INDEX "waiting_entry_one_per_party" ON "waiting_entry"("slot_id", "party_id") WHERE "state" IN ('waiting', 'offered');
-- The timer's question: which slots have somebody waiting?
CREATE INDEX "slot_with_line" ON "slot"("starts_at") WHERE "waiting_min_grams" IS NOT NULL;

ALTER TABLE "waiting_entry" ADD CONSTRAINT "waiting_entry_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
