-- Two more things the clock looks after, and the reminders before them: a gift without ceremony nobody says has gone, and a thing a
-- recycler has received and does not inspect. No column changes; by hand, as tests/integration/schema.test.ts asserts.
ALTER TABLE "deal_reminder" DROP CONSTRAINT "deal_reminder_kind";
ALTER TABLE "deal_reminder" ADD CONSTRAINT "deal_reminder_kind" CHECK (kind IN ('answer', 'hand_over', 'auto_complete', 'light', 'inspect', 'loan_due', 'loan_overdue', 'requote'));

-- What lies since before gets its full time from now on, and its reminder with it.
UPDATE "deal" SET "auto_complete_at" = greatest(now(), "agreed_ends_at") + interval '7 days'
WHERE "light" AND "state" IN ('accepted', 'scheduled') AND "auto_complete_at" IS NULL;
UPDATE "deal" SET "auto_complete_at" = now() + interval '14 days' WHERE "state" = 'inspecting' AND "auto_complete_at" IS NULL;
