-- What moved between the tiers of points, by closed month.
CREATE TABLE "tier_month" (
    "month" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "mass_grams" BIGINT NOT NULL,
    "measured_mass_grams" BIGINT NOT NULL,
    "parties" INTEGER NOT NULL,
    "routes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "tier_month_pkey" PRIMARY KEY ("month", "region", "material", "source", "target"),
    CONSTRAINT "tier_month_ends" CHECK ("source" IN ('brought', 'collection', 'transfer', 'sorting', 'elsewhere') AND "target" IN ('collection', 'transfer', 'sorting', 'sold', 'residue', 'lost', 'all')
      AND ("source" = 'elsewhere') = ("target" = 'all') AND "parties" >= 0)
);
CREATE TABLE "tier_seal" (
    "month" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_seal_pkey" PRIMARY KEY ("month")
);

-- A month that is published stays as it is.
CREATE TRIGGER "tier_month_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "tier_month" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "tier_seal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "tier_seal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One month out of all of them, at hardly any cost for writing.
CREATE INDEX "custody_posting_at_idx" ON "custody_posting" USING BRIN ("at");
CREATE INDEX "ledger_entry_recorded_at_idx" ON "ledger_entry" USING BRIN ("recorded_at");
