-- One party wants nothing to do with another.

CREATE TABLE "party_block" (
    "blocker_party_id" TEXT NOT NULL,
    "blocked_party_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_block_pkey" PRIMARY KEY ("blocker_party_id","blocked_party_id")
);

CREATE INDEX "party_block_blocked_party_id_blocker_party_id_idx" ON "party_block"("blocked_party_id", "blocker_party_id");
CREATE INDEX "party_block_blocker_party_id_created_at_blocked_party_id_idx" ON "party_block"("blocker_party_id", "created_at" DESC, "blocked_party_id" DESC);
ALTER TABLE "party_block" ADD CONSTRAINT "party_block_blocker_party_id_fkey" FOREIGN KEY ("blocker_party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "party_block" ADD CONSTRAINT "party_block_blocked_party_id_fkey" FOREIGN KEY ("blocked_party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts it.

ALTER TABLE "party_block" ADD CONSTRAINT "party_block_two_parties" CHECK (blocker_party_id <> blocked_party_id);
