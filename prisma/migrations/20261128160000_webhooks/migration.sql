-- Addresses that parties want their events sent to, what was sent, and how each try went.

CREATE TABLE "webhook_endpoint" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "event_types" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'active',
    "secret_number" INTEGER NOT NULL DEFAULT 1,
    "failing_since" TIMESTAMPTZ(3),
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_endpoint_state" CHECK (state IN ('active', 'off', 'failed')),
    CONSTRAINT "webhook_endpoint_url" CHECK (url ~ '^https?://' AND length(url) <= 500),
    CONSTRAINT "webhook_endpoint_some_events" CHECK (cardinality(event_types) BETWEEN 1 AND 100)
);
CREATE INDEX "webhook_endpoint_party_id_created_at_idx" ON "webhook_endpoint"("party_id", "created_at");
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "replayed_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_delivery_state" CHECK (state IN ('waiting', 'delivered', 'failed')),
    CONSTRAINT "webhook_delivery_counts" CHECK (round >= 0 AND attempts >= round)
);
-- An event that is dispatched twice is sent once.
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_event_id_key" ON "webhook_delivery"("endpoint_id", "event_id");
CREATE INDEX "webhook_delivery_endpoint_id_state_due_at_idx" ON "webhook_delivery"("endpoint_id", "state", "due_at");
CREATE INDEX "webhook_delivery_endpoint_id_id_idx" ON "webhook_delivery"("endpoint_id", "id" DESC);
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery"("created_at");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "webhook_attempt" (
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "problem" TEXT,
    "snippet" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "webhook_attempt_pkey" PRIMARY KEY ("delivery_id", "number"),
    CONSTRAINT "webhook_attempt_problem" CHECK (problem IS NULL OR problem IN ('status', 'redirect', 'gone', 'timeout', 'refused', 'name', 'certificate', 'address', 'network')),
    CONSTRAINT "webhook_attempt_snippet" CHECK (length(snippet) <= 500)
);
ALTER TABLE "webhook_attempt" ADD CONSTRAINT "webhook_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
