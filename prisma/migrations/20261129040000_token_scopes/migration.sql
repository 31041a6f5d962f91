-- Tokens say what they may do, and until when. Those made before keep everything and have no end; a new one has to say what it may.
ALTER TABLE "api_token" ADD COLUMN "scopes" TEXT[] DEFAULT ARRAY['*']::TEXT[];
ALTER TABLE "api_token" ADD COLUMN "expires_at" TIMESTAMPTZ(3);
ALTER TABLE "api_token" ALTER COLUMN "scopes" DROP DEFAULT;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_some_scopes" CHECK (scopes IS NOT NULL AND cardinality(scopes) BETWEEN 1 AND 100 AND array_position(scopes, NULL) IS NULL);
