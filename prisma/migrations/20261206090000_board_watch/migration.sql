-- How far boards have watched the ledger's log for what is to be held from rankings. What is in it already was not looked at.

CREATE TABLE "board_watch" (
    "id" INTEGER NOT NULL,
    "watched_size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "board_watch_pkey" PRIMARY KEY ("id")
);

INSERT INTO "board_watch" ("id", "watched_size") SELECT 1, coalesce((SELECT size FROM ledger_head WHERE id = 1), 0);
