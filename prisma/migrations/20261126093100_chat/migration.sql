-- Photos in messages, messages taken back by their authors, search in one's own threads.

ALTER TABLE "message" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);
ALTER TABLE "message" ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

CREATE TABLE "message_photo" (
    "id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "message_photo_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "withdrawn_message" (
    "message_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "delete_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "withdrawn_message_pkey" PRIMARY KEY ("message_id")
);

CREATE UNIQUE INDEX "message_photo_message_id_position_key" ON "message_photo"("message_id", "position");
CREATE INDEX "message_photo_storage_key_idx" ON "message_photo"("storage_key");
CREATE INDEX "withdrawn_message_delete_after_idx" ON "withdrawn_message"("delete_after");
CREATE INDEX "deal_requested_by_user_id_created_at_idx" ON "deal"("requested_by_user_id", "created_at");
ALTER TABLE "message_photo" ADD CONSTRAINT "message_photo_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "withdrawn_message" ADD CONSTRAINT "withdrawn_message_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

ALTER TABLE "message_photo" ADD CONSTRAINT "message_photo_four_at_most" CHECK (position BETWEEN 0 AND 3);
-- What was withdrawn can be neither read nor found in the thread.
ALTER TABLE "message" ADD CONSTRAINT "message_withdrawn_is_blank" CHECK (withdrawn_at IS NULL OR (body = '' AND search_text = ''));

-- Words of messages, Chinese cut into pairs of neighbours (app/domains/messaging/messaging.search.ts writes them).
CREATE INDEX "message_words" ON "message" USING gin (to_tsvector('simple', search_text)) WHERE search_text <> '';
-- The withdrawn messages of a thread, for pages that show them still.
CREATE INDEX "message_withdrawn" ON "message" (conversation_id, seq) WHERE withdrawn_at IS NOT NULL;

-- Messages written before.
UPDATE "message" AS m SET "search_text" = found.words
FROM (
  SELECT id, string_agg(DISTINCT word, ' ') AS words
  FROM (
    SELECT id, (regexp_matches(lower(body), '[a-z0-9\u00c0-\u024f]+', 'g'))[1] AS word FROM "message" WHERE kind = 'user'
    UNION ALL
    SELECT id, substr(run, n, 2) FROM (
      SELECT id, (regexp_matches(body, '[\u3400-\u9fff]+', 'g'))[1] AS run FROM "message" WHERE kind = 'user') AS runs,
      LATERAL generate_series(1, length(run)) AS n
  ) AS parts GROUP BY id
) AS found WHERE m.id = found.id;
