-- The ledger as a log that anybody can check: leaves, nodes, checkpoints, kept sums behind ranges and grades, stages, serial numbers.

CREATE TYPE "entry_stage" AS ENUM ('provisional', 'verified');
ALTER TYPE "entry_kind" ADD VALUE 'verification';
ALTER TYPE "entry_kind" ADD VALUE 'restatement';

-- Rows from before: their new columns are filled once, here, and never again.
DROP TRIGGER "ledger_entry_append_only" ON "ledger_entry";
DROP TRIGGER "ledger_share_append_only" ON "ledger_share";

ALTER TABLE "ledger_entry" ADD COLUMN     "corrects_id" TEXT,
ADD COLUMN     "grade_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "grade_points" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "independent_squares" DECIMAL(40,0) NOT NULL DEFAULT 0,
ADD COLUMN     "is_late" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "leaf_hash" BYTEA NOT NULL DEFAULT '\x',
ADD COLUMN     "moved_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "measured_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "uncovered_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "region" TEXT NOT NULL DEFAULT 'ZZ',
ADD COLUMN     "region_day" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "serial_hash" TEXT,
ADD COLUMN     "spread" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "stage" "entry_stage" NOT NULL DEFAULT 'verified',
ADD COLUMN     "verified_grams" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "ledger_entry" ALTER COLUMN "leaf_hash" DROP DEFAULT, ALTER COLUMN "region_day" DROP DEFAULT;

ALTER TABLE "ledger_share" ADD COLUMN     "community_day" TEXT,
ADD COLUMN     "nonce" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "party_day" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "ppm" INTEGER NOT NULL DEFAULT 500000,
ADD COLUMN     "moved_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "measured_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "uncovered_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "verified_grams" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "ledger_share" ALTER COLUMN "nonce" DROP DEFAULT, ALTER COLUMN "party_day" DROP DEFAULT;

UPDATE "ledger_entry" SET
  "corrects_id" = "reverses_id",
  -- A month closes ten days after its end.
  "is_late" = "recorded_at" >= (date_trunc('month', "occurred_at" AT TIME ZONE 'UTC') + interval '1 month 10 days') AT TIME ZONE 'UTC',
  -- Why something was taken back stood in free words, which stay beside the log.
  "inputs" = CASE "kind" WHEN 'reversal' THEN ("inputs" - 'reversal') || jsonb_build_object('correction',
      jsonb_strip_nulls(jsonb_build_object('reason', 'other', 'note', "inputs" #>> '{reversal,reason}'))) ELSE "inputs" END,
  "region_day" = to_char("occurred_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
  "stage" = CASE WHEN "route" = 'reuse' THEN 'verified'::"entry_stage" ELSE 'provisional' END,
  "moved_grams" = CASE WHEN "route" = 'in_chain' THEN 0 ELSE coalesce("mass_grams", 0) END,
  "measured_grams" = CASE WHEN "route" = 'in_chain' OR "weight_basis" <> 'measured' THEN 0 ELSE coalesce("mass_grams", 0) END,
  "uncovered_grams" = CASE WHEN "route" = 'in_chain' OR "status" <> 'not_covered' THEN 0 ELSE coalesce("mass_grams", 0) END,
  "verified_grams" = CASE WHEN "route" = 'reuse' THEN coalesce("co2e_grams", 0) ELSE 0 END,
  "grade_grams" = CASE "kind" WHEN 'reversal' THEN -1 ELSE 1 END * abs(coalesce("co2e_grams", 0)),
  "grade_points" = CASE "kind" WHEN 'reversal' THEN -1 ELSE 1 END * abs(coalesce("co2e_grams", 0)) * coalesce(strpos('ABCD', "grade") - 1, 0),
  "spread" = CASE WHEN jsonb_typeof("inputs" -> 'spread') = 'object' THEN jsonb_build_object("inputs" #>> '{spread,key}',
      CASE "kind" WHEN 'reversal' THEN -1 ELSE 1 END * round(("inputs" #>> '{spread,correlatedGrams}')::numeric * 1000)) ELSE '{}' END,
  "independent_squares" = CASE WHEN jsonb_typeof("inputs" -> 'spread') = 'object'
      THEN CASE "kind" WHEN 'reversal' THEN -1 ELSE 1 END * round(round(("inputs" #>> '{spread,independentGrams}')::numeric * 1000) ^ 2) ELSE 0 END;

UPDATE "ledger_share" s SET
  "nonce" = replace(gen_random_uuid()::text, '-', ''),
  "party_day" = to_char(e."occurred_at" AT TIME ZONE p."time_zone", 'YYYY-MM-DD'),
  "moved_grams" = CASE WHEN e."route" = 'in_chain' THEN 0 ELSE coalesce(s."mass_grams", 0) END,
  "measured_grams" = CASE WHEN e."route" = 'in_chain' OR e."weight_basis" <> 'measured' THEN 0 ELSE coalesce(s."mass_grams", 0) END,
  "uncovered_grams" = CASE WHEN e."route" = 'in_chain' OR e."status" <> 'not_covered' THEN 0 ELSE coalesce(s."mass_grams", 0) END,
  "verified_grams" = CASE WHEN e."route" = 'reuse' THEN coalesce(s."co2e_grams", 0) ELSE 0 END
FROM "ledger_entry" e, "party" p
WHERE e."id" = s."entry_id" AND p."id" = s."party_id";
UPDATE "ledger_share" s SET "community_day" = to_char(e."occurred_at" AT TIME ZONE c."time_zone", 'YYYY-MM-DD')
FROM "ledger_entry" e, "party" c
WHERE e."id" = s."entry_id" AND c."id" = s."community_id";
-- A zone corrected since must not move a line into another month than the one it was counted in.
UPDATE "ledger_share" SET "party_day" = "party_month" || '-01' WHERE left("party_day", 7) <> "party_month";
UPDATE "ledger_share" SET "community_day" = "community_month" || '-01' WHERE left("community_day", 7) <> "community_month";

ALTER TABLE "ledger_share" DROP COLUMN "community_month", DROP COLUMN "party_month";

CREATE TABLE "ledger_pending" (
    "seq" BIGINT NOT NULL,
    "entry_id" TEXT NOT NULL,

    CONSTRAINT "ledger_pending_pkey" PRIMARY KEY ("seq")
);

CREATE TABLE "ledger_leaf" (
    "index" BIGINT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "leaf_hash" BYTEA NOT NULL,

    CONSTRAINT "ledger_leaf_pkey" PRIMARY KEY ("index")
);

CREATE TABLE "ledger_node" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "ledger_node_pkey" PRIMARY KEY ("level","index")
);

CREATE TABLE "ledger_head" (
    "id" INTEGER NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,
    "projected_size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_head_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ledger_head_one_row" CHECK ("id" = 1),
    CONSTRAINT "ledger_head_totals_follow" CHECK ("projected_size" BETWEEN 0 AND "size")
);
INSERT INTO "ledger_head" ("id") VALUES (1);

CREATE TABLE "ledger_checkpoint" (
    "size" BIGINT NOT NULL,
    "key_id" TEXT NOT NULL,
    "root_hash" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_checkpoint_pkey" PRIMARY KEY ("size","key_id")
);

CREATE TABLE "ledger_key" (
    "id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "verifier_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_key_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "serial_life" (
    "serial_hash" TEXT NOT NULL,
    "booked_millionths" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "serial_life_pkey" PRIMARY KEY ("serial_hash"),
    CONSTRAINT "serial_life_within_one" CHECK ("booked_millionths" BETWEEN 0 AND 1000000)
);

ALTER TABLE "listing" ADD COLUMN     "serial_hash" TEXT;

-- The totals gain kept sums; they are made anew from the log at the next start.
TRUNCATE "impact_total";
ALTER TABLE "impact_total" ADD COLUMN     "grade_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "grade_points" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "independent_squares" DECIMAL(40,0) NOT NULL DEFAULT 0,
ADD COLUMN     "late_grams" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "verified_grams" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "impact_spread" (
    "scope_type" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "factor_id" TEXT NOT NULL,
    "milligrams" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "impact_spread_pkey" PRIMARY KEY ("scope_type","scope_id","period","route","material","factor_id")
);

CREATE TABLE "factor_use" (
    "factor_id" TEXT NOT NULL,
    "entry_count" BIGINT NOT NULL DEFAULT 0,
    "latest_entry_ids" TEXT[],

    CONSTRAINT "factor_use_pkey" PRIMARY KEY ("factor_id")
);

-- Only boards are read by size, and only of communities; over all scopes this index misled the look-ups by key.
DROP INDEX "impact_total_scope_type_period_route_material_co2e_grams_sc_idx";
CREATE INDEX "impact_total_board" ON "impact_total"("period", "route", "material", "co2e_grams" DESC, "scope_id") WHERE "scope_type" = 'community';
DROP INDEX "ledger_share_community_id_idx";
CREATE UNIQUE INDEX "ledger_leaf_entry_id_key" ON "ledger_leaf"("entry_id");
CREATE UNIQUE INDEX "ledger_key_verifier_key_key" ON "ledger_key"("verifier_key");
CREATE INDEX "ledger_entry_occurred_at_id_idx" ON "ledger_entry"("occurred_at", "id");
CREATE INDEX "ledger_entry_corrects_id_idx" ON "ledger_entry"("corrects_id");
CREATE INDEX "ledger_entry_serial_hash_idx" ON "ledger_entry"("serial_hash");
CREATE INDEX "ledger_share_community_id_entry_id_idx" ON "ledger_share"("community_id", "entry_id");
ALTER TABLE "ledger_leaf" ADD CONSTRAINT "ledger_leaf_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One counted entry per physical lot, however many hands it passes; hops on its way are not counted.
CREATE UNIQUE INDEX "ledger_entry_one_count_per_lot" ON "ledger_entry"("lot_id") WHERE "kind" = 'entry' AND "route" <> 'in_chain';

-- No entry can miss the log: whatever inserts it, it waits there until it has its leaf.
CREATE FUNCTION enqueue_for_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_pending (seq, entry_id) SELECT seq, id FROM fresh;
  RETURN NULL;
END;
$$;
INSERT INTO "ledger_pending" ("seq", "entry_id") SELECT "seq", "id" FROM "ledger_entry";
CREATE TRIGGER "ledger_entry_enters_log" AFTER INSERT ON "ledger_entry"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION enqueue_for_log();

-- Append-only twice over: a trigger that also fires for replication roles, and rights that not even the tables' owner keeps.
-- (Only a superuser has no rights to lose; for PGlite, which knows no other role, the trigger stands alone.)
CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_share_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_share" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_leaf_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_leaf" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_node_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_node" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_checkpoint_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_key_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_key" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "ledger_entry" ENABLE ALWAYS TRIGGER "ledger_entry_append_only";
ALTER TABLE "ledger_entry" ENABLE ALWAYS TRIGGER "ledger_entry_enters_log";
ALTER TABLE "ledger_share" ENABLE ALWAYS TRIGGER "ledger_share_append_only";
ALTER TABLE "ledger_leaf" ENABLE ALWAYS TRIGGER "ledger_leaf_append_only";
ALTER TABLE "ledger_node" ENABLE ALWAYS TRIGGER "ledger_node_append_only";
ALTER TABLE "ledger_checkpoint" ENABLE ALWAYS TRIGGER "ledger_checkpoint_append_only";
ALTER TABLE "ledger_key" ENABLE ALWAYS TRIGGER "ledger_key_append_only";
REVOKE UPDATE, DELETE, TRUNCATE ON "ledger_entry", "ledger_share", "ledger_leaf", "ledger_node", "ledger_checkpoint", "ledger_key" FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON "ledger_entry", "ledger_share", "ledger_leaf", "ledger_node", "ledger_checkpoint", "ledger_key" FROM CURRENT_USER;
-- Foreign keys look their target up with FOR KEY SHARE, which asks for UPDATE on any one column; the trigger refuses that one too.
GRANT UPDATE ("seq") ON "ledger_entry" TO CURRENT_USER;

-- The 95 % range of a total in whole grams, from its kept sums in milligrams: lognormal where it stands clear of zero, else normal.
-- The same as totalRange in impact.totals.ts.
CREATE FUNCTION impact_range(total bigint, correlated_squares numeric, independent_squares numeric, OUT low bigint, OUT high bigint)
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  sd double precision := sqrt(greatest(correlated_squares + independent_squares, 0)::double precision) / 1000;
  relative double precision;
  u double precision;
BEGIN
  IF sd = 0 THEN
    low := total; high := total; RETURN;
  END IF;
  relative := CASE WHEN total = 0 THEN 'infinity'::double precision ELSE sd / abs(total) END;
  IF relative < 1 THEN
    u := exp(2 * sqrt(ln(1 + relative * relative)));
    low := round(CASE WHEN total >= 0 THEN total / u ELSE total * u END);
    high := round(CASE WHEN total >= 0 THEN total * u ELSE total / u END);
  ELSE
    low := round(total - 1.96 * sd);
    high := round(total + 1.96 * sd);
  END IF;
END;
$$;
