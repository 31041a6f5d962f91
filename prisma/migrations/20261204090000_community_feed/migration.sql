-- What people of a community write to each other: posts, questions, answers.

CREATE TABLE "community_post" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "author_user_id" TEXT,
    "author_party_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'published',
    "pinned_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "community_post_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "community_post_party_id_created_at_id_idx" ON "community_post"("party_id", "created_at" DESC, "id" DESC);
CREATE INDEX "community_post_author_user_id_idx" ON "community_post"("author_user_id");
ALTER TABLE "community_post" ADD CONSTRAINT "community_post_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "community_post" ADD CONSTRAINT "community_post_author_user_id_fkey" FOREIGN KEY ("author_user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "community_answer" (
    "id" TEXT NOT NULL,
    "post_id" TEXT NOT NULL,
    "author_user_id" TEXT,
    "author_party_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'published',
    "helped_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "community_answer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "community_answer_post_id_created_at_id_idx" ON "community_answer"("post_id", "created_at", "id");
CREATE INDEX "community_answer_author_user_id_idx" ON "community_answer"("author_user_id");
ALTER TABLE "community_answer" ADD CONSTRAINT "community_answer_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "community_post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "community_answer" ADD CONSTRAINT "community_answer_author_user_id_fkey" FOREIGN KEY ("author_user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- From here on by hand. What is withdrawn keeps no words, is not pinned, and helped nobody any more.
ALTER TABLE "community_post" ADD CONSTRAINT "community_post_words" CHECK (
  kind IN ('news', 'question') AND audience IN ('members', 'everybody') AND version > 0
  AND ((state = 'published' AND length(body) BETWEEN 1 AND 2000 AND withdrawn_at IS NULL) OR (state = 'withdrawn' AND body = '' AND withdrawn_at IS NOT NULL AND pinned_at IS NULL)));
ALTER TABLE "community_answer" ADD CONSTRAINT "community_answer_words" CHECK (
  version > 0 AND ((state = 'published' AND length(body) BETWEEN 1 AND 2000 AND withdrawn_at IS NULL) OR (state = 'withdrawn' AND body = '' AND withdrawn_at IS NOT NULL AND helped_at IS NULL)));
-- One answer helped, or none.
CREATE UNIQUE INDEX "community_answer_one_helped" ON "community_answer"("post_id") WHERE helped_at IS NOT NULL;

-- They can be reported.
ALTER TABLE "moderation_case" DROP CONSTRAINT "moderation_case_words";
ALTER TABLE "moderation_case" ADD CONSTRAINT "moderation_case_words" CHECK (
  "subject_kind" IN ('listing', 'message', 'party', 'review', 'photo', 'post', 'answer') AND "origin" IN ('report', 'hint') AND "state" IN ('open', 'confirming', 'closed'));
ALTER TABLE "report" DROP CONSTRAINT "report_words";
ALTER TABLE "report" ADD CONSTRAINT "report_words" CHECK (
  "subject_kind" IN ('listing', 'message', 'party', 'review', 'photo', 'post', 'answer') AND "state" IN ('open', 'acted', 'dismissed')
  AND "reason" IN ('prohibited', 'scam', 'not_as_described', 'green_claim', 'spam', 'abusive', 'counterfeit', 'unsafe', 'illegal', 'privacy', 'other'));
