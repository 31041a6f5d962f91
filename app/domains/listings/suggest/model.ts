import { lexiconPhrases, lookUp, type Label, type LexiconFinding } from "./lexicon.ts";
import { tokensOf, type TokenKind } from "./tokens.ts";

/**
 * Naive Bayes over a title's tokens, multinomial and its complement together. What the lexicon finds are tokens too ("@goods:sofa"), so words never seen before still
 * speak through what they mean, and listings may teach that a "futon" mostly stands among beds.
 */

/** How often a label was taught, and by how many tokens. */
export type Taught = { documents: number; tokens: number };

/** What is known: per label, and per token how often it stood with which label. */
export type Evidence = { labels: Map<string, Taught>; tokens: Map<string, Map<string, number>> };

const weight: Record<TokenKind, number> = { w: 0.4, n: 0.1, p: 0.1, "@": 0.4 };
const weightOf = (token: string) => weight[token[0] as TokenKind];
/** What an unseen token counts, and the tokens a label is thought to have beyond those seen. Chosen by `suggest:eval`. */
const unseen = 0.1;
const reserve = 2_000;
/** How much it speaks against a label that a token is frequent everywhere else, beside how frequent it is with the label. */
const elsewhere = 1.5;

/** All tokens of a text, and what the lexicon found in it. */
export type Features = { tokens: string[]; finding: LexiconFinding };

/** Reads a text. */
export function featuresOf(text: string): Features {
  const finding = lookUp(text);
  const found = [...finding.labels.keys()].map((label) => `@${label}`);
  return { tokens: [...tokensOf(text), ...found, ...(finding.isMaterial ? ["@material"] : [])], finding };
}

/** Nothing known yet. */
export function emptyEvidence(): Evidence {
  return { labels: new Map(), tokens: new Map() };
}

/** Adds what one text with a known label teaches; `times` may be negative to take it back. */
export function teach(evidence: Evidence, tokens: readonly string[], label: string, times = 1): void {
  const taught = evidence.labels.get(label) ?? { documents: 0, tokens: 0 };
  evidence.labels.set(label, { documents: taught.documents + times, tokens: taught.tokens + times * tokens.length });
  for (const token of tokens) {
    const counts = evidence.tokens.get(token) ?? new Map<string, number>();
    counts.set(label, (counts.get(label) ?? 0) + times);
    evidence.tokens.set(token, counts);
  }
}

/** All labels by how well they fit, best first; higher is better, and the differences are logarithms of odds. */
export function rank(evidence: Evidence, features: Features): { label: string; score: number }[] {
  const taughtLabels = [...evidence.labels.values()];
  const documents = taughtLabels.reduce((sum, taught) => sum + taught.documents, 0);
  const allTokens = taughtLabels.reduce((sum, taught) => sum + taught.tokens, 0);
  const scores = new Map<string, number>();
  const known = features.tokens.filter((token) => evidence.tokens.has(token));
  const weights = known.reduce((sum, token) => sum + weightOf(token), 0);
  for (const [label, taught] of evidence.labels) {
    const prior = Math.log((taught.documents + 1) / (documents + evidence.labels.size));
    scores.set(label, prior + weights * (Math.log(unseen / (taught.tokens + reserve)) + elsewhere * Math.log(allTokens - taught.tokens + reserve)));
  }
  for (const token of known) {
    const counts = evidence.tokens.get(token) ?? new Map<string, number>();
    const everywhere = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [label, count] of counts) {
      if (count <= 0) continue;
      const here = Math.log(1 + count / unseen) + elsewhere * Math.log((everywhere + 1) / (everywhere - count + 1));
      scores.set(label, (scores.get(label) ?? 0) + weightOf(token) * here);
    }
  }
  return [...scores].map(([label, score]) => ({ label, score })).sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1));
}

let seed: Evidence | undefined;

/** What the lexicon alone teaches: each of its phrases is a title of its label. Shared; do not write to it. */
export function lexiconEvidence(): Evidence {
  if (seed) return seed;
  const made = emptyEvidence();
  for (const { label, phrase } of lexiconPhrases()) teach(made, [...tokensOf(phrase), `@${label}`], label);
  // The lexicon has more words for some labels than for others; that says nothing of how often they are listed.
  for (const [label, taught] of made.labels) made.labels.set(label, { documents: 1, tokens: taught.tokens });
  seed = made;
  return made;
}

/** What the lexicon and listings know together of the given tokens. */
export function joined(listings: Evidence, tokens: readonly string[]): Evidence {
  const base = lexiconEvidence();
  const labels = new Map(base.labels);
  for (const [label, taught] of listings.labels) {
    const before = labels.get(label) ?? { documents: 0, tokens: 0 };
    labels.set(label, { documents: before.documents + taught.documents, tokens: before.tokens + taught.tokens });
  }
  const counts = new Map<string, Map<string, number>>();
  for (const token of tokens) {
    const sum = new Map(base.tokens.get(token));
    for (const [label, count] of listings.tokens.get(token) ?? []) sum.set(label, (sum.get(label) ?? 0) + count);
    if (sum.size > 0) counts.set(token, sum);
  }
  return { labels, tokens: counts };
}

export type Suggestion = { kind: "goods" | "material"; code: string };

const mostSuggestions = 3;
/** Labels this far behind the first (in logarithms of odds) are not worth a button. */
const farBehind = 7;
const directly = 3;
/** Materials are listed more seldom than goods, unless the words are those of material. */
const materialOdds = { said: 2, unsaid: -1.5 };

/** At most three categories or materials for a title, best first; none where nothing in it is known. */
export function suggest(text: string, listings: Evidence): Suggestion[] {
  const features = featuresOf(text);
  const evidence = joined(listings, features.tokens);
  if (!features.tokens.some((token) => (token.startsWith("w") || token.startsWith("@")) && evidence.tokens.has(token))) return [];
  const ranked = rank(evidence, features)
    .map(({ label, score }) => ({ label, score: score + directly * (features.finding.labels.get(label as Label) ?? 0) + oddsOf(label, features) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.score ?? 0;
  return ranked
    .filter(({ score }) => score >= best - farBehind)
    .slice(0, mostSuggestions)
    .map(({ label }) => ({ kind: label.startsWith("material:") ? "material" : "goods", code: label.slice(label.indexOf(":") + 1) }));
}

function oddsOf(label: string, { finding }: Features): number {
  if (!label.startsWith("material:")) return 0;
  return finding.isMaterial ? materialOdds.said : materialOdds.unsaid;
}
