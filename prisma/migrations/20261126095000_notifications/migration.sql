-- Notifications, what each person chose for them, digests, and mails that can be stopped.

ALTER TYPE "mail_state" ADD VALUE 'dropped';

ALTER TABLE "mail_message" ADD COLUMN "kind" TEXT,
ADD COLUMN "headers" JSONB,
ADD COLUMN "notification_id" TEXT;

CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "true_while" TEXT[],
    "in_app" BOOLEAN NOT NULL,
    "mail" TEXT NOT NULL,
    "mail_settled_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "notification_choice" (
    "user_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "in_app" BOOLEAN NOT NULL,
    "mail" TEXT NOT NULL,
    "mail_before" TEXT,

    CONSTRAINT "notification_choice_pkey" PRIMARY KEY ("user_id","party_id","kind")
);

CREATE TABLE "notification_setting" (
    "user_id" TEXT NOT NULL,
    "quiet_from_minute" INTEGER,
    "quiet_until_minute" INTEGER,
    "time_zone" TEXT,
    "digest_hour" INTEGER NOT NULL DEFAULT 8,
    "digests_off" BOOLEAN NOT NULL DEFAULT false,
    "link_version" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notification_setting_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "digest_due" (
    "user_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_due_pkey" PRIMARY KEY ("user_id","period")
);

CREATE TABLE "message_wait" (
    "conversation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "first_seq" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_wait_pkey" PRIMARY KEY ("conversation_id","user_id")
);

CREATE UNIQUE INDEX "notification_cause_key_key" ON "notification"("cause_key");
CREATE INDEX "notification_user_id_id_idx" ON "notification"("user_id", "id");
CREATE INDEX "notification_user_id_path_id_idx" ON "notification"("user_id", "path", "id");
CREATE INDEX "mail_message_kind_created_at_idx" ON "mail_message"("kind", "created_at");
CREATE INDEX "digest_due_due_at_idx" ON "digest_due"("due_at");

ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_choice" ADD CONSTRAINT "notification_choice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "digest_due" ADD CONSTRAINT "digest_due_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "message_wait" ADD CONSTRAINT "message_wait_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "notification" ADD CONSTRAINT "notification_mail_mode" CHECK (mail IN ('none', 'at_once', 'daily', 'weekly'));
ALTER TABLE "notification" ADD CONSTRAINT "notification_path_within" CHECK (path LIKE '/%' AND path NOT LIKE '//%');
ALTER TABLE "notification_choice" ADD CONSTRAINT "notification_choice_mail_mode" CHECK (mail IN ('none', 'at_once', 'daily', 'weekly'));
-- Account and security cannot be turned off.
ALTER TABLE "notification_choice" ADD CONSTRAINT "notification_choice_not_security" CHECK (kind <> 'security');
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_quiet_hours" CHECK (
  (quiet_from_minute IS NULL) = (quiet_until_minute IS NULL)
  AND (quiet_from_minute IS NULL OR (quiet_from_minute BETWEEN 0 AND 1439 AND quiet_until_minute BETWEEN 0 AND 1439 AND quiet_from_minute <> quiet_until_minute)));
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_digest_hour" CHECK (digest_hour BETWEEN 0 AND 23);
ALTER TABLE "digest_due" ADD CONSTRAINT "digest_due_period" CHECK (period IN ('daily', 'weekly'));

-- What the bell counts, and what opening a page marks read.
CREATE INDEX "notification_unread" ON "notification" (user_id, path) WHERE in_app AND read_at IS NULL;
-- What the next digest takes up.
CREATE INDEX "notification_for_digest" ON "notification" (user_id, mail, id) WHERE mail IN ('daily', 'weekly') AND mail_settled_at IS NULL;
-- Unread messages nobody was told of yet.
CREATE INDEX "message_wait_due" ON "message_wait" (due_at) WHERE told_at IS NULL;
