/** What a reader should be careful with in a message. */
export type Caution = "link" | "phone" | "payment";

const link = /\bhttps?:\/\/|\bwww\.\S|\b[a-z0-9-]+\.(?:com|net|org|io|cn|de|ru|xyz|top|info|shop|link|me|co)\b(?!\w)/i;
const phone = /(?:\+|\b00)?\d[\d\s().\-/]{7,}\d/;
const payment = /\b(?:iban|paypal|western union|bank transfer|wire transfer|gift ?card|prepay|deposit up ?front)\b|微信(?:支付|转账|号)|支付宝|转账|汇款|定金|银行卡/i;
// A date with a time has as many digits as a phone number and is none.
const dates = /\b\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2})?|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}\b/g;

/** Cautions for a text somebody else wrote: links, phone numbers, talk of payment. Hints for people, nothing is blocked. */
export function cautionsFor(text: string): Caution[] {
  const found: Caution[] = [];
  if (link.test(text)) found.push("link");
  if (phone.test(text.replace(dates, " "))) found.push("phone");
  if (payment.test(text)) found.push("payment");
  return found;
}

/** Messages one person may send in a minute, over all threads. */
export const messagesPerMinute = 30;

/** Known and new messages as one list in order, each once. */
export function mergeBySeq<T extends { seq: number }>(known: readonly T[], added: readonly T[]): T[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of added) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The last number up to which nothing is missing, starting at the first one known. 0 when nothing is known. */
export function completeUpTo(messages: readonly { seq: number }[]): number {
  let last = messages[0]?.seq ?? 0;
  for (const { seq } of messages.slice(1)) {
    if (seq !== last + 1) break;
    last = seq;
  }
  return last;
}
