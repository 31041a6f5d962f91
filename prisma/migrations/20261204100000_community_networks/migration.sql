-- Networks: districts and cities that communities belong to.

CREATE TABLE "community_network" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place_label" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "steward_party_id" TEXT,
    "founded_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "community_network_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "community_network_slug_key" ON "community_network"("slug");
CREATE INDEX "community_network_steward_party_id_idx" ON "community_network"("steward_party_id");
ALTER TABLE "community_network" ADD CONSTRAINT "community_network_steward_party_id_fkey" FOREIGN KEY ("steward_party_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "community_network_member" (
    "network_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_user_id" TEXT,
    CONSTRAINT "community_network_member_pkey" PRIMARY KEY ("network_id", "party_id")
);
CREATE INDEX "community_network_member_party_id_idx" ON "community_network_member"("party_id");
ALTER TABLE "community_network_member" ADD CONSTRAINT "community_network_member_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "community_network"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "community_network_member" ADD CONSTRAINT "community_network_member_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.
ALTER TABLE "community_network" ADD CONSTRAINT "community_network_words" CHECK (kind IN ('district', 'city') AND length(name) BETWEEN 1 AND 80 AND length(place_label) BETWEEN 1 AND 80 AND length(description) <= 1000);
ALTER TABLE "community_network_member" ADD CONSTRAINT "community_network_member_words" CHECK (state IN ('invited', 'asked', 'active', 'ended') AND version > 0);
