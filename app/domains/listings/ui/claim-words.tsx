import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import type { ProvenClaim } from "../claims/claims.schema.ts";

/** A claim in words, with its amount. */
export function useClaimWords(): (claim: ProvenClaim) => string {
  const { t } = useTranslation("claims");
  return ({ kind, percent }) => (percent === null ? t(`kinds.${kind}`) : t("withPercent", { kind: t(`kinds.${kind}`), percent }));
}

const quoted = (words: readonly string[], locale: string) => new Intl.ListFormat(locale, { type: "conjunction" }).format(words.map((word) => `“${word}”`));

/** On a listing: what was proven, and what its text claims without proof. */
export function ListingClaims({ claims, unproven, locale }: { claims: readonly ProvenClaim[]; unproven: readonly string[]; locale: string }) {
  const { t } = useTranslation("claims");
  const say = useClaimWords();
  if (claims.length === 0 && unproven.length === 0) return null;
  return (
    <div className="grid gap-3">
      {claims.length > 0 ? (
        <section className="grid gap-1.5" aria-labelledby="claims-title">
          <h2 id="claims-title" className="text-xl">
            {t("proven")}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {claims.map((claim) => (
              <li key={claim.kind}>
                <Badge tone="leaf" icon="shield">
                  {say(claim)}
                </Badge>
              </li>
            ))}
          </ul>
          <p className="text-sm text-ink-soft">{t("provenNote")}</p>
        </section>
      ) : null}
      {unproven.length > 0 ? (
        <Alert tone="warning" title={t("unprovenTitle")}>
          {t("unproven", { words: quoted(unproven, locale) })}
        </Alert>
      ) : null}
    </div>
  );
}

/** While writing: such words want a proof. */
export function ClaimHint({ words, locale }: { words: readonly string[]; locale: string }) {
  const { t } = useTranslation("claims");
  return words.length === 0 ? null : (
    <Alert tone="info" live>
      {t("hint", { words: quoted(words, locale) })}
    </Alert>
  );
}
