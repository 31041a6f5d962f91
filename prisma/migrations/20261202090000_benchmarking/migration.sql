-- Benchmarking of communities in ten steps.

CREATE TYPE "benchmark_state" AS ENUM ('running', 'finished', 'stopped');

CREATE TABLE "benchmark_profile" (
    "community_id" TEXT NOT NULL,
    "kind" TEXT,
    "residents" INTEGER,
    "dwellings" INTEGER,
    "climate" TEXT,
    "density" TEXT,
    "generation_grams_per_head_year" INTEGER,
    "generation_source" TEXT NOT NULL DEFAULT '',
    "generation_url" TEXT,
    "changed_by_user_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "benchmark_profile_pkey" PRIMARY KEY ("community_id")
);

CREATE TABLE "benchmark_cycle" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "previous_id" TEXT,
    "title" TEXT NOT NULL,
    "indicators" TEXT[],
    "from_month" TEXT NOT NULL,
    "to_month" TEXT NOT NULL,
    "state" "benchmark_state" NOT NULL DEFAULT 'running',
    "results" JSONB,
    "results_at" TIMESTAMPTZ(3),
    "created_by_user_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "benchmark_cycle_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "benchmark_cycle_previous_id_key" ON "benchmark_cycle"("previous_id");
CREATE UNIQUE INDEX "benchmark_cycle_community_id_round_key" ON "benchmark_cycle"("community_id", "round");
ALTER TABLE "benchmark_cycle" ADD CONSTRAINT "benchmark_cycle_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "benchmark_cycle"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "benchmark_step" (
    "cycle_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "owner_user_id" TEXT,
    "due_on" DATE,
    "notes" TEXT NOT NULL DEFAULT '',
    "done_at" TIMESTAMPTZ(3),
    "done_by_user_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "benchmark_step_pkey" PRIMARY KEY ("cycle_id", "step")
);
ALTER TABLE "benchmark_step" ADD CONSTRAINT "benchmark_step_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "benchmark_cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "benchmark_peer" (
    "cycle_id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "reasons" TEXT[],
    "is_out" BOOLEAN NOT NULL DEFAULT false,
    "words" TEXT NOT NULL DEFAULT '',
    "chosen_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "benchmark_peer_pkey" PRIMARY KEY ("cycle_id", "community_id")
);
ALTER TABLE "benchmark_peer" ADD CONSTRAINT "benchmark_peer_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "benchmark_cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "benchmark_evidence" (
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "url" TEXT,
    "entry_id" TEXT,
    "added_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "benchmark_evidence_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "benchmark_evidence_cycle_id_step_idx" ON "benchmark_evidence"("cycle_id", "step");
ALTER TABLE "benchmark_evidence" ADD CONSTRAINT "benchmark_evidence_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "benchmark_cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "benchmark_target" (
    "cycle_id" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "by_month" TEXT NOT NULL,
    "set_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "benchmark_target_pkey" PRIMARY KEY ("cycle_id", "indicator")
);
ALTER TABLE "benchmark_target" ADD CONSTRAINT "benchmark_target_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "benchmark_cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "benchmark_action" (
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "owner_user_id" TEXT,
    "due_on" DATE,
    "state" TEXT NOT NULL DEFAULT 'open',
    "added_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moved_at" TIMESTAMPTZ(3),
    CONSTRAINT "benchmark_action_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "benchmark_action_cycle_id_id_idx" ON "benchmark_action"("cycle_id", "id");
ALTER TABLE "benchmark_action" ADD CONSTRAINT "benchmark_action_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "benchmark_cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "benchmark_value" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "from_month" TEXT NOT NULL,
    "to_month" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_url" TEXT,
    "entered_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "benchmark_value_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "benchmark_value_community_id_indicator_to_month_idx" ON "benchmark_value"("community_id", "indicator", "to_month");

CREATE TABLE "benchmark_practice" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "practice" TEXT NOT NULL,
    "since_month" TEXT NOT NULL,
    "until_month" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "tagged_by_user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "benchmark_practice_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "benchmark_practice_community_id_practice_idx" ON "benchmark_practice"("community_id", "practice");

-- From here on by hand.

-- One round at a time; of two that are begun at once, one is there.
CREATE UNIQUE INDEX "benchmark_cycle_running" ON "benchmark_cycle"("community_id") WHERE state = 'running';
ALTER TABLE "benchmark_cycle" ADD CONSTRAINT "benchmark_cycle_shape" CHECK (
  round >= 1 AND cardinality(indicators) BETWEEN 1 AND 8 AND length(title) BETWEEN 1 AND 120
  AND from_month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND to_month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND from_month <= to_month
  AND (ended_at IS NULL) = (state = 'running') AND (results IS NULL) = (results_at IS NULL));
ALTER TABLE "benchmark_step" ADD CONSTRAINT "benchmark_step_shape" CHECK (
  step IN ('topic', 'peers', 'team', 'collection', 'gap', 'direction', 'communication', 'implementation', 'lessons', 'next') AND length(notes) <= 4000);
ALTER TABLE "benchmark_peer" ADD CONSTRAINT "benchmark_peer_shape" CHECK (origin IN ('rule', 'choice') AND length(words) <= 300 AND (origin = 'rule' AND NOT is_out OR length(words) > 0));
ALTER TABLE "benchmark_evidence" ADD CONSTRAINT "benchmark_evidence_shape" CHECK (
  length(words) BETWEEN 1 AND 500 AND (kind = 'link') = (url IS NOT NULL) AND (kind = 'entry') = (entry_id IS NOT NULL) AND kind IN ('link', 'entry', 'figure'));
ALTER TABLE "benchmark_target" ADD CONSTRAINT "benchmark_target_shape" CHECK (value >= 0 AND by_month ~ '^\d{4}-(0[1-9]|1[0-2])$');
ALTER TABLE "benchmark_action" ADD CONSTRAINT "benchmark_action_shape" CHECK (state IN ('open', 'done', 'dropped') AND length(words) BETWEEN 1 AND 500 AND (state = 'open') = (moved_at IS NULL));
ALTER TABLE "benchmark_value" ADD CONSTRAINT "benchmark_value_shape" CHECK (
  value >= 0 AND length(source) BETWEEN 1 AND 300 AND from_month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND to_month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND from_month <= to_month);
-- The same practice stands once at a time.
CREATE UNIQUE INDEX "benchmark_practice_going_on" ON "benchmark_practice"("community_id", "practice") WHERE until_month IS NULL;
ALTER TABLE "benchmark_practice" ADD CONSTRAINT "benchmark_practice_shape" CHECK (
  since_month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND (until_month IS NULL OR until_month >= since_month) AND length(words) <= 500);
ALTER TABLE "benchmark_profile" ADD CONSTRAINT "benchmark_profile_shape" CHECK (
  residents BETWEEN 1 AND 1000000 AND dwellings BETWEEN 1 AND 1000000 AND climate IN ('A', 'B', 'C', 'D', 'E') AND density IN ('low', 'middle', 'high')
  AND generation_grams_per_head_year BETWEEN 1000 AND 5000000 AND (generation_grams_per_head_year IS NULL) = (generation_source = ''));
