-- A window may be told anew when a published round is reordered, and that the round runs late is told once for each window.
ALTER TABLE "round_stop" ADD COLUMN "told_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "round_stop" ADD COLUMN "late_told_at" TIMESTAMPTZ(3);
-- What a timer asks every minute: stops that wait and were told a time.
CREATE INDEX "round_stop_waits_told" ON "round_stop"("told_until") WHERE "state" = 'planned' AND "late_told_at" IS NULL AND "told_until" IS NOT NULL;
