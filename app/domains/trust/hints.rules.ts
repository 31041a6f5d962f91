/**
 * What in a listing looks like a scam or a copy. Pure: the facts come in, a score and its reasons go out. It only points; people decide.
 */

/** A listing as the rules see it. Prices in minor units. */
export type HintFacts = {
  title: string;
  description: string;
  category: string | null;
  priceMinor: number | null;
  /** Median of the category in the same currency, and of how many listings; null without enough. */
  medianMinor: number | null;
  medianOf: number;
  accountAgeMs: number;
  completedDeals: number;
  /** Listings of other parties with the same title, word for word. */
  sameTitle: number;
  /** Photos of other parties that look the same. */
  samePhotos: number;
};

export const hintReasons = ["price_far_below", "payment_ahead", "contact_outside", "new_account_expensive", "copied_title", "copied_photo"] as const;
export type HintReason = (typeof hintReasons)[number];

/** What each adds to the score. From sixty on a case is opened. */
export const hintScores: Readonly<Record<HintReason, number>> = {
  price_far_below: 30,
  payment_ahead: 30,
  contact_outside: 20,
  new_account_expensive: 30,
  copied_title: 15,
  copied_photo: 40,
};
export const caseFromScore = 60;
/** Fewer prices than this give no median to compare with. */
export const fewestPrices = 5;
/** Below this share of the median, a price is far too good. */
export const farBelow = 0.25;
/** A party with this many completed deals has shown that it hands things over. */
const trustedAfter = 3;
const newAccountMs = 7 * 86_400_000;
/** What thieves and tricksters like: small, dear, soon sold. */
const sought = ["phone", "smartphone", "laptop", "tablet", "console", "camera", "e_bike", "bicycle"];
const dearMinor = 20_000;

const paymentWords =
  /western union|money ?gram|gift ?cards?|paysafe|bitcoin|\bcrypto|\busdt\b|wire transfer|bank transfer (?:first|before|only)|pay(?:ment)? (?:in advance|up ?front|first|before)|deposit first|friends (?:and|&) family|shipping fee|礼品卡|比特币|先付款|先转账|预付|定金|押金先|邮费自付|代付/iu;
const outsideWords = /whats ?app|telegram|\bwechat\b|\bsignal\b|\bviber\b|微信|加v|威信|qq ?(?:号|群|\d)|[\w.+-]+@[\w-]+\.[a-z]{2,}|https?:\/\/|\bwww\.|(?:\+|00)\d[\d ()/-]{7,}\d|\b1[3-9]\d{9}\b/iu;

/** The score of a listing and what it is made of. */
export function hintsFor(facts: HintFacts): { score: number; reasons: HintReason[] } {
  const text = `${facts.title}\n${facts.description}`.normalize("NFKC");
  const isTrusted = facts.completedDeals >= trustedAfter;
  const isFarBelow = facts.priceMinor !== null && facts.medianMinor !== null && facts.medianOf >= fewestPrices && facts.priceMinor < facts.medianMinor * farBelow;
  const isSought = sought.some((word) => facts.category === word || facts.category?.startsWith(`${word}_`) === true || facts.category?.endsWith(`_${word}`) === true);
  const found: Record<HintReason, boolean> = {
    price_far_below: isFarBelow,
    payment_ahead: paymentWords.test(text),
    contact_outside: outsideWords.test(text),
    new_account_expensive: isSought && facts.priceMinor !== null && facts.priceMinor >= dearMinor && facts.accountAgeMs < newAccountMs && !isTrusted,
    copied_title: facts.sameTitle > 0,
    copied_photo: facts.samePhotos > 0,
  };
  const reasons = hintReasons.filter((reason) => found[reason]);
  return { score: reasons.reduce((sum, reason) => sum + hintScores[reason], 0), reasons };
}

/** Two photos look the same when their difference hashes differ in at most so many of 64 places. */
export const sameWithin = 6;
