-- Which regions an authority supervises, as an operator has stated.
CREATE TABLE "authority_region" (
    "party_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "stated_by_user_id" TEXT NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "authority_region_pkey" PRIMARY KEY ("party_id", "region"),
    CONSTRAINT "authority_region_code" CHECK ("region" ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$')
);
-- What happened to licences and custody in a period, across parties.
CREATE INDEX "transition_licence_at_idx" ON "transition" ("at") WHERE "subject_type" = 'licence';
CREATE INDEX "balance_alarm_raised_at_idx" ON "balance_alarm" ("raised_at");
