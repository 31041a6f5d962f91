/** What a reader should be careful with in a message. */
export type Caution = "link" | "phone" | "payment";

const link = /\bhttps?:\/\/|\bwww\.\S|\b[a-z0-9-]+\.(?:com|net|org|io|cn|de|ru|xyz|top|info|shop|link|me|co)\b(?!\w)/i;
const phone = /(?:\+|\b00)?\d[\d\s().\-/]{7,}\d/;
const payment = /\b(?:iban|paypal|western union|bank transfer|wire transfer|gift ?card|prepay|deposit up ?front|venmo|zelle|cash ?app|(?:pay|paid|payment|money) (?:first|in advance|up ?front|beforehand)|transfer [^.!?\n]{0,15}\d[^.!?\n]{0,20}\b(?:first|in advance|up ?front|beforehand))\b|微信(?:支付|转账|号)|支付宝|转账|汇款|定金|订金|押金|银行卡|收款码|付款码|红包|先(?:付|打|转)(?:款|\s*\d)|先付钱/i;
// A date with a time has as many digits as a phone number and is none.
const dates = /\b\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2})?|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}\b/g;

/** Cautions for a text, for who reads it and who is about to send it: links, phone numbers, talk of payment. Hints; nothing is stopped. */
export function cautionsFor(written: string): Caution[] {
  const found: Caution[] = [];
  // Digits and letters of full width mean the same.
  const text = written.normalize("NFKC");
  if (link.test(text)) found.push("link");
  if (phone.test(text.replace(dates, " "))) found.push("phone");
  if (payment.test(text)) found.push("payment");
  return found;
}

/** Messages one person may send in a minute, over all threads; a new account fewer. */
export const messagesPerMinute = 30;
export const newAccountMessagesPerMinute = 10;

/** Deals a new account may ask for in 24 hours. */
export const newAccountRequestsPerDay = 10;

/** An account is new for this long, unless its party has completed this many deals before. */
export const newAccountMs = 24 * 3_600_000;
export const settledAfterDeals = 3;

/** What a message said is kept for reports this long after its author took it back. */
export const keepWithdrawnMs = 180 * 24 * 3_600_000;

/** Known and new messages as one list in order, each once. */
export function mergeBySeq<T extends { seq: number }>(known: readonly T[], added: readonly T[]): readonly T[] {
  if (added.length === 0) return known;
  // Nearly always everything is new and comes after; a long thread is not sorted anew for that.
  const last = known.at(-1)?.seq ?? 0;
  if (added.every((message, index) => message.seq > (added[index - 1]?.seq ?? last))) return [...known, ...added];
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of added) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The last number up to which nothing is missing, where the piece is known from the number `from` on; `from` less one when not even that is there. */
export function completeUpTo(messages: readonly { seq: number }[], from: number): number {
  let last = from - 1;
  for (const { seq } of messages) {
    if (seq < from) continue;
    if (seq !== last + 1) break;
    last = seq;
  }
  return last;
}

/** Known messages with those blanked that were taken back in the meantime. The same list when there is nothing to blank. */
export function blankWithdrawn<T extends { seq: number; withdrawn: boolean; body: string; photos: unknown[] }>(known: readonly T[], withdrawn: readonly number[]): readonly T[] {
  if (withdrawn.length === 0) return known;
  const gone = new Set(withdrawn);
  if (!known.some((message) => !message.withdrawn && gone.has(message.seq))) return known;
  return known.map((message) => (gone.has(message.seq) ? { ...message, withdrawn: true, body: "", photos: [] } : message));
}
