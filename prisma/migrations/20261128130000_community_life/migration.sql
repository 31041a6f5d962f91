-- Life in communities: rules that are confirmed, requests with a few words, removals with a reason, invitations with an end.

ALTER TABLE "party" ADD COLUMN "rules_text" TEXT NOT NULL DEFAULT '', ADD COLUMN "rules_version" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "membership" ADD COLUMN "request_text" TEXT, ADD COLUMN "rules_version" INTEGER,
  ADD COLUMN "removed_at" TIMESTAMPTZ(3), ADD COLUMN "removal_reason" TEXT;

CREATE TABLE "community_invitation" (
    "id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "created_by_user_id" TEXT,
    "max_uses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "community_invitation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "community_invitation_token_key" ON "community_invitation"("token");
CREATE INDEX "community_invitation_party_id_id_idx" ON "community_invitation"("party_id", "id");
ALTER TABLE "community_invitation" ADD CONSTRAINT "community_invitation_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "community_invitation" ADD CONSTRAINT "community_invitation_created_by_user_id_fkey" FOREIGN KEY ("created_by_user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "community_invitation_use" (
    "invitation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "community_invitation_use_pkey" PRIMARY KEY ("invitation_id", "user_id")
);
CREATE INDEX "community_invitation_use_user_id_idx" ON "community_invitation_use"("user_id");
ALTER TABLE "community_invitation_use" ADD CONSTRAINT "community_invitation_use_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "community_invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "community_invitation_use" ADD CONSTRAINT "community_invitation_use_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.
ALTER TABLE "community_invitation" ADD CONSTRAINT "community_invitation_uses_within_limit" CHECK (uses >= 0 AND (max_uses IS NULL OR (max_uses BETWEEN 1 AND 10000 AND uses <= max_uses)));
ALTER TABLE "membership" ADD CONSTRAINT "membership_words" CHECK (length(request_text) <= 500 AND length(removal_reason) <= 500);
ALTER TABLE "party" ADD CONSTRAINT "party_rules_length" CHECK (length(rules_text) <= 10000);

-- What was hidden or by invitation only is private: both at once from now on. Nothing that was hidden comes to light by it.
UPDATE "party" SET is_listed = false, join_policy = 'invite' WHERE kind = 'community' AND (NOT is_listed OR join_policy = 'invite');
ALTER TABLE "party" ADD CONSTRAINT "party_private_community_unlisted" CHECK (kind <> 'community' OR is_listed = (join_policy <> 'invite'));
UPDATE "membership" m SET state = 'ended', ended_at = now(), version = m.version + 1 FROM "party" p
  WHERE p.id = m.party_id AND p.kind = 'community' AND p.join_policy = 'invite' AND m.state = 'requested';
-- What they list bears their name: it leaves the lists, and comes back into them neither by a request that falls through nor by a hold that is lifted.
WITH hidden AS (
  SELECT l.id, l.state FROM "listing" l JOIN "party" p ON p.id = l.owner_party_id
  WHERE p.kind = 'community' AND p.join_policy = 'invite' AND l.state IN ('published', 'reserved') FOR UPDATE OF l),
paused AS (
  UPDATE "listing" l SET state = 'paused', updated_at = now() FROM hidden WHERE l.id = hidden.id RETURNING l.id, hidden.state AS from_state)
INSERT INTO "transition" (id, subject_type, subject_id, from_state, to_state, actor_role, reason)
  SELECT gen_random_uuid()::text, 'listing', id, from_state::text, 'paused', 'system', 'private_community' FROM paused;
UPDATE "listing_hold" h SET from_state = 'paused' FROM "listing" l JOIN "party" p ON p.id = l.owner_party_id
  WHERE l.id = h.listing_id AND p.kind = 'community' AND p.join_policy = 'invite' AND h.from_state IN ('published', 'reserved', 'expired');

-- Links that had no end get one.
INSERT INTO "community_invitation" (id, party_id, token, created_by_user_id, expires_at)
  SELECT gen_random_uuid()::text, p.id, p.invite_token, u.id, now() + interval '90 days' FROM "party" p LEFT JOIN "user" u ON u.id = p.created_by_user_id
  WHERE p.kind = 'community' AND p.invite_token IS NOT NULL;
UPDATE "party" SET invite_token = NULL WHERE kind = 'community' AND invite_token IS NOT NULL;
