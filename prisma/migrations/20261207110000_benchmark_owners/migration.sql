-- Since when somebody looks after a step: who took it over within the days of its reminder needs none.
ALTER TABLE "benchmark_step" ADD COLUMN "owned_since" TIMESTAMPTZ(3);
CREATE INDEX "benchmark_step_due_on_idx" ON "benchmark_step"("due_on");
