-- A measure below removal: the words of a listing are replaced, and the listing stays.
ALTER TABLE "moderation_decision" DROP CONSTRAINT "moderation_decision_words";
ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_words" CHECK (
  "kind" IN ('dismiss', 'warn', 'correct', 'hide', 'remove', 'restrict', 'suspend') AND "state" IN ('confirming', 'final', 'refused', 'reversed')
  AND "rule" IN ('prohibited', 'scam', 'not_as_described', 'green_claim', 'spam', 'abusive', 'counterfeit', 'unsafe', 'illegal', 'privacy', 'other'));
