-- Archives of everything about one person.

CREATE TABLE "data_export" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "steps_done" INTEGER NOT NULL DEFAULT 0,
    "steps_all" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "size_bytes" BIGINT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_export_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "data_export_state" CHECK (state IN ('waiting', 'working', 'ready', 'failed', 'gone')),
    CONSTRAINT "data_export_steps" CHECK (steps_done >= 0 AND steps_all >= steps_done AND attempt >= 0),
    CONSTRAINT "data_export_ready" CHECK (state <> 'ready' OR (size_bytes > 0 AND ready_at IS NOT NULL AND expires_at > ready_at))
);
CREATE INDEX "data_export_user_id_asked_at_idx" ON "data_export"("user_id", "asked_at" DESC);
CREATE INDEX "data_export_state_lease_until_idx" ON "data_export"("state", "lease_until");
CREATE INDEX "data_export_state_expires_at_idx" ON "data_export"("state", "expires_at");
-- One at a time per person.
CREATE UNIQUE INDEX "data_export_one_under_way" ON "data_export"("user_id") WHERE state IN ('waiting', 'working');
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
