import type { ReactNode } from "react";
import { dateFormat } from "#app/shared/formatters.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Icon, type IconName } from "#app/ui/icons/icon.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { RelativeTime, TimeRange } from "#app/ui/time.tsx";
import type { PostView } from "../posts/posts.schema.ts";
import { communityPath } from "./community-card.tsx";

/** Something in a feed that is not written by anybody. */
export type HappenedItem = { key: string; at: string } & (
  | { type: "listing"; id: string; title: string; ownerName: string; isOwn: boolean }
  | { type: "day"; id: string; what: "announced" | "cancelled" | "held"; title: string; isOff: boolean; startsAt: string; endsAt: string; timeZone: string }
  | { type: "challenge"; id: string; what: "begun" | "ended"; title: string; isReached: boolean | null }
  | { type: "joined"; count: number }
  | { type: "month"; month: string; count: number; co2eGrams: number; lowGrams: number; highGrams: number }
);
export type ShownItem = HappenedItem | { key: string; at: string; type: "post"; post: PostView };

type Shown = { slug: string; now: string; locale: string };

/** What is new in the community `slug`, one below the other; `post` shows what somebody wrote. */
export function FeedList({ label, items, post, ...shown }: Shown & { label: string; items: readonly ShownItem[]; post: (post: PostView) => ReactNode }) {
  return (
    <ul aria-label={label} className="grid max-w-3xl gap-3">
      {items.map((item) => (
        <li key={item.key}>{item.type === "post" ? post(item.post) : <Happened item={item} {...shown} />}</li>
      ))}
    </ul>
  );
}

const icons: Record<HappenedItem["type"], IconName> = { listing: "tag", day: "calendar", challenge: "flag", joined: "people", month: "recycle" };

function Happened({ item, slug, now, locale }: Shown & { item: HappenedItem }) {
  const { t } = useTranslation("feed");
  return (
    <p className="flex items-start gap-3 rounded-card bg-sunken px-4 py-3">
      <Icon name={icons[item.type]} className="mt-0.5 shrink-0 text-ink-soft" />
      <span className="grid min-w-0 grow gap-0.5">
        <span className="wrap-anywhere">
          {item.type === "listing" ? (
            <Titled says={item.isOwn ? t("item.listingOwn") : t("item.listing", { name: item.ownerName })} to={`/listings/${item.id}`} title={item.title} />
          ) : item.type === "day" ? (
            <>
              <Titled says={t(`item.day.${item.what}`)} to={`/events/${item.id}`} title={item.title} />
              <span className="block text-sm">
                <TimeRange from={item.startsAt} to={item.endsAt} locale={locale} timeZone={item.timeZone} />
                {item.what === "announced" && item.isOff ? <strong className="ms-2 text-clay">{t("item.day.off")}</strong> : null}
              </span>
            </>
          ) : item.type === "challenge" ? (
            <>
              <Titled says={t(`item.challenge.${item.what}`)} to={communityPath(slug, `/challenges/${item.id}`)} title={item.title} />
              {item.isReached === null ? null : <span className="block text-sm">{t(item.isReached ? "item.challenge.reached" : "item.challenge.missed")}</span>}
            </>
          ) : item.type === "joined" ? (
            t("item.joined", { count: item.count })
          ) : (
            <MonthWords item={item} locale={locale} />
          )}
        </span>
        <span className="text-sm text-ink-soft">
          <RelativeTime at={item.at} now={now} locale={locale} />
        </span>
      </span>
    </p>
  );
}

/** What happened, and to what. */
function Titled({ says, to, title }: { says: string; to: string; title: string }) {
  return (
    <>
      <span className="block text-sm text-ink-soft">{says}</span>
      <Link to={to} className="link font-semibold">
        {title}
      </Link>
    </>
  );
}

function MonthWords({ item, locale }: { item: HappenedItem & { type: "month" }; locale: string }) {
  const { t } = useTranslation("feed");
  const [year = 0, number = 1] = item.month.split("-").map(Number);
  const month = dateFormat(locale === "en" ? "en-GB" : locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(Date.UTC(year, number - 1, 1)));
  return (
    <>
      {t("item.month", { month, count: item.count, figure: formatCo2e(item.co2eGrams, locale, { gas: true }) })}
      <span className="block text-sm text-ink-soft">{formatCo2eRange(item.lowGrams, item.highGrams, locale)}</span>
    </>
  );
}
