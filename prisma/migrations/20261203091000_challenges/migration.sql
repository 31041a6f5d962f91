-- Targets that communities set themselves, and what came of them.

CREATE TABLE "challenge" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "indicator" TEXT NOT NULL,
    "material_group" TEXT,
    "route" TEXT,
    "target" BIGINT NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "bonus_points" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "challenge_community" (
    "challenge_id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,

    CONSTRAINT "challenge_community_pkey" PRIMARY KEY ("challenge_id","community_id")
);

CREATE TABLE "challenge_result" (
    "challenge_id" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "low" BIGINT,
    "high" BIGINT,
    "households" INTEGER NOT NULL,
    "is_reached" BOOLEAN NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenge_result_pkey" PRIMARY KEY ("challenge_id")
);

CREATE INDEX "challenge_community_id_id_idx" ON "challenge"("community_id", "id");
CREATE INDEX "challenge_state_ends_at_idx" ON "challenge"("state", "ends_at");
CREATE INDEX "challenge_community_community_id_idx" ON "challenge_community"("community_id");
ALTER TABLE "challenge_community" ADD CONSTRAINT "challenge_community_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "challenge_result" ADD CONSTRAINT "challenge_result_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "challenge" ADD CONSTRAINT "challenge_facts" CHECK (indicator IN ('mass', 'entries', 'emissions', 'households') AND target > 0 AND ends_at > starts_at AND bonus_points BETWEEN 0 AND 10000);
-- Totals by material or route are kept for months, and not for both together.
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_part" CHECK (num_nonnulls(material_group, route) = 0 OR (num_nonnulls(material_group, route) = 1 AND indicator <> 'households'
  AND right(from_day, 2) = '01' AND right(to_char(to_date(to_day, 'YYYY-MM-DD') + 1, 'YYYY-MM-DD'), 2) = '01'));
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_state" CHECK (state IN ('draft', 'published', 'withdrawn'));
CREATE TRIGGER "challenge_result_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "challenge_result" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
