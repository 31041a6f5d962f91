-- Which parties stand behind a figure of a month, and how many they are: what published statistics need to know before they show it.
CREATE TABLE "impact_contribution" (
    "scope_type" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "entry_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "impact_contribution_pkey" PRIMARY KEY ("scope_type","scope_id","period","route","material","party_id")
);

CREATE TABLE "impact_reach" (
    "scope_type" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "parties" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "impact_reach_pkey" PRIMARY KEY ("scope_type","scope_id","period","route","material")
);

-- The totals gain figures by route and material together; they are made anew from the log at the next start.
TRUNCATE "impact_total", "impact_spread", "factor_use";
UPDATE "ledger_head" SET "projected_size" = 0;
