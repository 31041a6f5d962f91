-- New words of states and offers. On their own, since a transaction cannot use a word it has just added.

ALTER TYPE "deal_state" ADD VALUE 'offered';
ALTER TYPE "deal_state" ADD VALUE 'countered';
ALTER TYPE "deal_state" ADD VALUE 'on_loan';
ALTER TYPE "deal_state" ADD VALUE 'returning';
ALTER TYPE "deal_state" ADD VALUE 'returned';
ALTER TYPE "deal_state" ADD VALUE 'lost';
ALTER TYPE "deal_state" ADD VALUE 'inspecting';
ALTER TYPE "deal_state" ADD VALUE 'requoted';

ALTER TYPE "listing_offer" ADD VALUE 'swap';
ALTER TYPE "listing_offer" ADD VALUE 'loan';
