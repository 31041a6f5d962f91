import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import type { EntryDetail, ShareView } from "../entries.schema.ts";

const avatarKinds = { household: "household", community: "community", recycler: "recycler" } as const;

/** Both sides of an entry with their parts. A household keeps its name to itself unless the reader was part of it. */
export function EntryShares({ shares, sharing, locale }: { shares: readonly ShareView[]; sharing: EntryDetail["sharing"]; locale: string }) {
  const { t } = useTranslation("impact");
  return (
    <Card as="section">
      <h2 className="mb-3 text-lg">{t("entry.sharesTitle")}</h2>
      <ul className="grid gap-3">
        {shares.map((share) => {
          const name = share.partyName ?? t("entry.someHousehold");
          return (
            <li key={share.side} className="grid grid-cols-[auto_1fr_auto] items-center gap-3">
              <Avatar name={share.partyName ?? "?"} kind={avatarKinds[share.partyKind as keyof typeof avatarKinds] ?? "other"} size="sm" decorative />
              <span className="min-w-0">
                <span className="block text-sm text-ink-soft">{t(`entry.shareOf.${share.side}`)}</span>
                <span className="block font-semibold">{name}</span>
                {share.community ? (
                  <Link className="link text-sm" to={`/communities/${encodeURIComponent(share.community.slug)}`}>
                    {t("entry.forCommunity", { name: share.community.name })}
                  </Link>
                ) : null}
              </span>
              {share.co2eGrams === null ? null : <span className={`tabular font-semibold ${share.co2eGrams < 0 ? "text-clay" : ""}`}>{formatCo2e(share.co2eGrams, locale)}</span>}
            </li>
          );
        })}
      </ul>
      <p className="mt-3 text-sm text-ink-soft">{sharing.rule === "pef" ? t("entry.sharesByPef", { taker: sharing.takerPpm / 1_000_000 }) : t("overview.halves")}</p>
    </Card>
  );
}
