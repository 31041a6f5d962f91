-- A green claim may be stated with the listing, before its document is at hand. (A new value can be used from the next migration on.)
ALTER TYPE "listing_claim_state" ADD VALUE 'awaiting_document' BEFORE 'pending';
