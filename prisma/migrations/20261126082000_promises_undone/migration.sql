-- Promises that their owner took back, for the record of the party; and what the timer of reminders reads.

CREATE TABLE "deal_undoing" (
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "agreed_starts_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_undoing_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "deal_undoing_party_id_at_idx" ON "deal_undoing"("party_id", "at");

CREATE INDEX "deal_undoing_deal_id_idx" ON "deal_undoing"("deal_id");

ALTER TABLE "deal_undoing" ADD CONSTRAINT "deal_undoing_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "deal_state_agreed_starts_at_idx" ON "deal"("state", "agreed_starts_at");

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts it.

ALTER TABLE "deal_undoing" ADD CONSTRAINT "deal_undoing_side" CHECK (side IN ('giver', 'taker'));
