-- Boards are computed from the kept sums and kept until what they rest on changes; who stands on them, what is held from them, and seasons that are over.
-- CreateEnum
CREATE TYPE "board_hold_state" AS ENUM ('held', 'released', 'upheld');

-- CreateTable
CREATE TABLE "board_change" (
    "key" TEXT NOT NULL,
    "number" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "board_change_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "board_state" (
    "scope" TEXT NOT NULL,
    "within_id" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "sum_count" INTEGER NOT NULL,
    "took_milliseconds" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "board_state_pkey" PRIMARY KEY ("scope","within_id","metric","period")
);

-- CreateTable
CREATE TABLE "board_row" (
    "scope" TEXT NOT NULL,
    "within_id" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "rank_grams" BIGINT NOT NULL,
    "members" INTEGER NOT NULL,
    "co2e_grams" BIGINT NOT NULL,
    "low_grams" BIGINT NOT NULL,
    "high_grams" BIGINT NOT NULL,
    "mass_grams" BIGINT NOT NULL,
    "measured_mass_grams" BIGINT NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "grade_grams" BIGINT NOT NULL,
    "grade_points" BIGINT NOT NULL,
    "held_count" INTEGER NOT NULL,
    "left_out_count" INTEGER NOT NULL,
    "shrinkage" JSONB,

    CONSTRAINT "board_row_pkey" PRIMARY KEY ("scope","within_id","metric","period","entity_id")
);

-- CreateTable
CREATE TABLE "board_choice" (
    "party_id" TEXT NOT NULL,
    "stands" BOOLEAN NOT NULL,
    "community_id" TEXT,
    "changed_by_user_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "board_choice_pkey" PRIMARY KEY ("party_id")
);

-- CreateTable
CREATE TABLE "board_hold" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" "board_hold_state" NOT NULL DEFAULT 'held',
    "held_by_user_id" TEXT,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_user_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "board_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "season_board" (
    "season" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "checksum" TEXT NOT NULL,
    "formula" TEXT NOT NULL,
    "ledger_size" BIGINT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "season_board_pkey" PRIMARY KEY ("season","scope","metric")
);

-- CreateTable
CREATE TABLE "season_row" (
    "season" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "rank_grams" BIGINT NOT NULL,
    "members" INTEGER NOT NULL,
    "co2e_grams" BIGINT NOT NULL,
    "low_grams" BIGINT NOT NULL,
    "high_grams" BIGINT NOT NULL,
    "mass_grams" BIGINT NOT NULL,
    "measured_mass_grams" BIGINT NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "grade_grams" BIGINT NOT NULL,
    "grade_points" BIGINT NOT NULL,
    "held_count" INTEGER NOT NULL,
    "left_out_count" INTEGER NOT NULL,

    CONSTRAINT "season_row_pkey" PRIMARY KEY ("season","scope","metric","position")
);

-- CreateIndex
CREATE INDEX "board_state_read_at_idx" ON "board_state"("read_at");

-- CreateIndex
CREATE INDEX "board_row_order" ON "board_row"("scope", "within_id", "metric", "period", "rank_grams" DESC, "entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_hold_entry_id_key" ON "board_hold"("entry_id");

-- CreateIndex
CREATE INDEX "board_hold_state_held_at_idx" ON "board_hold"("state", "held_at");

-- AddForeignKey
ALTER TABLE "season_row" ADD CONSTRAINT "season_row_season_scope_metric_fkey" FOREIGN KEY ("season", "scope", "metric") REFERENCES "season_board"("season", "scope", "metric") ON DELETE NO ACTION ON UPDATE NO ACTION;


ALTER TABLE "board_hold" ADD CONSTRAINT "board_hold_decided" CHECK (("state" = 'held') = ("decided_at" IS NULL));
ALTER TABLE "board_hold" ADD CONSTRAINT "board_hold_words" CHECK (char_length("note") <= 1000 AND char_length("answer") <= 1000 AND "reason" ~ '^[a-z_]{1,40}$');

-- What was published as the end of a season stays.
CREATE TRIGGER "season_board_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "season_board" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "season_row_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "season_row" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "season_board" ENABLE ALWAYS TRIGGER "season_board_append_only";
ALTER TABLE "season_row" ENABLE ALWAYS TRIGGER "season_row_append_only";

-- The totals gain weeks and seasons; they are made anew from the log at the next start.
TRUNCATE "impact_total", "impact_spread", "factor_use", "impact_contribution", "impact_reach";
UPDATE "ledger_head" SET "projected_size" = 0;
