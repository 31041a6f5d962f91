import { wordFinder } from "../word-match.ts";

/** The closed list of claims. Words are in the `claims` catalogue under `kinds.<code>`. */
export const claimKinds = ["recycled_content", "biobased_content", "biodegradable", "compostable", "energy_label", "certified_wood", "organic_textile", "ecolabel"] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Kinds that mean nothing without their amount. */
export const kindsWithPercent: ReadonlySet<string> = new Set<ClaimKind>(["recycled_content", "biobased_content"]);

export const claimStates = ["awaiting_document", "pending", "accepted", "refused", "withdrawn"] as const;
export type ClaimState = (typeof claimStates)[number];

/** What moves a claim from where. An accepted one can still be refused: its document may turn out false. */
export const claimMoves = { withdraw: ["awaiting_document", "pending", "accepted"], hand_in: ["awaiting_document"], accept: ["pending"], refuse: ["pending", "accepted"] } as const satisfies Record<string, readonly ClaimState[]>;
export type ClaimVerb = keyof typeof claimMoves;

/** Whether a verb fits the state of a claim. */
export function fitsClaim(verb: ClaimVerb, state: ClaimState): boolean {
  return (claimMoves[verb] as readonly ClaimState[]).includes(state);
}

/** Whether a claim's document is still of use. */
export function keepsDocument(state: ClaimState): boolean {
  return state === "pending" || state === "accepted";
}

/** Whether a claim stands, or waits for something: no other of its kind is stated then. */
export function isOpenClaim(state: ClaimState): boolean {
  return state === "awaiting_document" || keepsDocument(state);
}

/** Words that claim, and the kinds of claim that would prove them. What nothing proves of one thing has no kinds. */
const wording: readonly { provenBy: readonly ClaimKind[]; find: (text: string) => string | null }[] = [
  { provenBy: ["biodegradable", "compostable"], find: wordFinder({ en: ["biodegradable", "bio-degradable", "degradable"], zh: ["可降解", "生物降解", "全降解"], exceptEn: ["not biodegradable", "non-biodegradable"], exceptZh: ["不可降解"] }) },
  { provenBy: ["compostable"], find: wordFinder({ en: ["compostable"], zh: ["可堆肥"], exceptEn: ["not compostable"] }) },
  { provenBy: ["recycled_content"], find: wordFinder({ en: ["recycled content", "made of recycled", "made from recycled", "recycled plastic", "recycled polyester", "recycled material", "recycled cotton", "100% recycled"], zh: ["再生塑料制", "再生材料", "再生纤维", "再生涤纶"] }) },
  { provenBy: ["biobased_content"], find: wordFinder({ en: ["bio-based", "biobased", "plant-based plastic", "bioplastic"], zh: ["生物基"] }) },
  { provenBy: ["certified_wood"], find: wordFinder({ en: ["fsc", "pefc", "certified wood", "sustainable wood", "sustainably sourced wood"], zh: ["森林认证", "可持续木材"] }) },
  { provenBy: ["organic_textile"], find: wordFinder({ en: ["organic cotton", "organic wool", "gots"], zh: ["有机棉"] }) },
  { provenBy: ["energy_label"], find: wordFinder({ en: ["energy efficient", "energy saving", "low energy"], zh: ["节能", "能效一级", "一级能效"] }) },
  { provenBy: ["ecolabel"], find: wordFinder({ en: ["eco-friendly", "eco friendly", "ecofriendly", "environmentally friendly", "environment friendly", "planet friendly", "green product", "sustainable", "ecological"], zh: ["环保", "绿色产品", "生态友好", "环境友好"], exceptEn: ["sustainable wood"], exceptZh: ["环保袋", "环保局", "环保部", "环保主题"] }) },
  { provenBy: [], find: wordFinder({ en: ["climate neutral", "climate-neutral", "climate positive", "carbon neutral", "carbon-neutral", "carbon negative", "co2 neutral", "zero emission", "emission-free", "net zero"], zh: ["碳中和", "零碳", "零排放", "气候中和", "负碳"] }) },
];

/** The claiming words of a text that no accepted claim proves, each as it was written, once. */
export function unprovenWords(text: string, accepted: readonly string[]): string[] {
  const found = wording.flatMap(({ provenBy, find }) => (provenBy.some((kind) => accepted.includes(kind)) ? [] : [find(text)]));
  return [...new Set(found.filter((word) => word !== null))];
}
