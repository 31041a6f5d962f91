-- Figures of a country, with every version, and targets of one's own scope.
CREATE TABLE "national_figure" (
    "target_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "amount_grams" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "entered_by_user_id" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "national_figure_pkey" PRIMARY KEY ("target_code", "year", "version"),
    CONSTRAINT "national_figure_sourced" CHECK ("source" <> '' AND "url" ~ '^https?://' AND "amount_grams" >= 0 AND "version" >= 1)
);
CREATE TABLE "own_target" (
    "id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "amount_grams" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "entered_by_party_id" TEXT NOT NULL,
    "entered_by_user_id" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "own_target_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "own_target_sourced" CHECK ("source" <> '' AND "amount_grams" > 0)
);
CREATE INDEX "own_target_year_region_id_idx" ON "own_target" ("year", "region", "id");
