-- How many rows of the log correct others, by the month in which they were recorded: no page counts them in the ledger.
CREATE TABLE "impact_correction" (
    "month" TEXT NOT NULL,
    "row_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "impact_correction_pkey" PRIMARY KEY ("month")
);

-- Those that the totals have followed; the rest is counted with them.
INSERT INTO "impact_correction" ("month", "row_count")
SELECT to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM'), count(*)
FROM "ledger_leaf" l JOIN "ledger_entry" e ON e.id = l.entry_id
WHERE l.index < (SELECT projected_size FROM "ledger_head" WHERE id = 1) AND e.corrects_id IS NOT NULL
GROUP BY 1;

-- The order of a board (every rank is above 0) is for who reads in order. Without the condition one row of it was looked for there too, and
-- not by the primary key, until the database had counted the table's rows: all rows of the board were read.
DROP INDEX "board_row_order";
CREATE INDEX "board_row_order" ON "board_row"("scope", "within_id", "metric", "period", "rank_grams" DESC, "entity_id") WHERE "rank" > 0;
