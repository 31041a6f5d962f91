-- Saved searches tell through the notifications, as everything else does: when and how is chosen there, for each party. A search
-- itself only says whether it is told on the pages and whether it is mailed.

-- What was chosen search by search becomes the choice of the party, and never more mails than any of its searches sent: at once
-- where all that sent mails did so at once, else once a day. Who wanted none at all keeps that.
INSERT INTO "notification_choice" (user_id, party_id, kind, in_app, mail)
SELECT user_id, party_id, 'search_alert', true, CASE WHEN bool_and(mail = 'at_once') THEN 'at_once' ELSE 'daily' END
FROM "saved_search" WHERE mail <> 'none' GROUP BY user_id, party_id
ON CONFLICT (user_id, party_id, kind) DO UPDATE SET mail = EXCLUDED.mail WHERE "notification_choice".mail <> 'none';

-- Finds that waited for a mail arrive once more, so that they are told the new way.
INSERT INTO "listing_arrival" (listing_id, arrived_at)
SELECT h.listing_id, min(h.found_at) FROM "saved_search_hit" h JOIN "saved_search" s ON s.id = h.search_id
WHERE s.mail <> 'none' AND h.mailed_at IS NULL AND h.seen_at IS NULL GROUP BY h.listing_id;
DELETE FROM "saved_search_hit" h USING "saved_search" s WHERE s.id = h.search_id AND s.mail <> 'none' AND h.mailed_at IS NULL AND h.seen_at IS NULL;

ALTER TABLE "saved_search" ADD COLUMN "mails" BOOLEAN NOT NULL DEFAULT true;
UPDATE "saved_search" SET mails = false WHERE mail = 'none';
ALTER TABLE "saved_search" DROP COLUMN "mail";
DROP TYPE "search_mail";

ALTER TABLE "saved_search_hit" DROP COLUMN "mailed_at", ADD COLUMN "notification_id" TEXT;
DROP TABLE "search_digest";

-- From here on by hand: what Prisma's schema cannot state. tests/integration/schema.test.ts asserts each of these.

-- What a notification of a search tells of.
CREATE INDEX "saved_search_hit_told" ON "saved_search_hit" (notification_id) WHERE notification_id IS NOT NULL;
-- The mail of a notification that has not left yet.
CREATE INDEX "mail_message_waiting" ON "mail_message" (notification_id) WHERE state = 'queued' AND notification_id IS NOT NULL;
