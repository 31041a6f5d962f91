import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { TotalView } from "#app/domains/impact/totals.schema.ts";
import { formatMass } from "#app/shared/units.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import type { IconName } from "#app/ui/icons/icon.tsx";
import { Section } from "#app/ui/page.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, TimeRange } from "#app/ui/time.tsx";
import type { Mine } from "./home.server.ts";

/** A total with its range and the way to its reasons; before there is one, it says so and shows no number. */
export function Figure({ totals, label, none, locale, isMine = false }: { totals: TotalView; label: string; none: string; locale: string; isMine?: boolean }) {
  const { t } = useTranslation("home");
  const method = (
    <Link to="/impact/method" className="link">
      {t("figure.method")}
    </Link>
  );
  if (totals.entryCount === 0) {
    return (
      <div className="grid gap-1">
        <p className="font-display text-xl font-bold">{t("figure.noneTitle")}</p>
        <p className="text-ink-soft">{none}</p>
        <p className="text-sm">{method}</p>
      </div>
    );
  }
  return (
    <FigureWithRange
      lowGrams={totals.lowGrams}
      centralGrams={totals.co2eGrams}
      highGrams={totals.highGrams}
      grade={totals.grade}
      locale={locale}
      label={label}
      size="lg"
      caption={
        <span className="flex flex-wrap gap-x-3 gap-y-1">
          <span>{t("figure.from", { count: totals.entryCount, mass: formatMass(totals.massGrams, locale) })}</span>
          {isMine ? (
            <Link to="/impact" className="link">
              {t("figure.more")}
            </Link>
          ) : (
            method
          )}
        </span>
      }
    />
  );
}

/** What waits for this party; somebody who has nothing waiting gets places to begin. */
export function NextSteps({ mine, locale }: { mine: Mine; locale: string }) {
  const { t } = useTranslation("home");
  const isQuiet = mine.deals.length === 0 && !mine.booking && mine.arrivals === null;
  return (
    <Section title={t("next.title")}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {mine.arrivals === null ? null : (
          <Step to="/staff" icon="scale" title={t("next.staff", { name: mine.party.name })}>
            {t("next.arrivals", { count: mine.arrivals })}
          </Step>
        )}
        {mine.deals.map((deal) => (
          <Step key={deal.id} to={`/deals/${deal.id}`} icon="swap" title={deal.title} isUrgent>
            {t(deal.side === "giver" ? "next.deal" : "next.dealMine", { state: deal.state, name: deal.otherName })}
            <span className="block">
              {deal.agreedStartsAt ? (
                <DateTime at={deal.agreedStartsAt} locale={locale} timeZone={deal.timeZone} />
              ) : deal.state === "requested" ? (
                <>
                  {t("next.until")} <DateTime at={deal.respondBy} locale={locale} timeZone={deal.timeZone} />
                </>
              ) : null}
            </span>
          </Step>
        ))}
        {mine.moreDeals > 0 ? <Step to="/deals" icon="list" title={t("next.allDeals", { count: mine.moreDeals })} /> : null}
        {mine.booking ? (
          <Step to={`/bookings/${mine.booking.id}`} icon="calendar" title={t("next.visit")}>
            {mine.booking.pointName}
            <span className="block">
              <TimeRange from={mine.booking.startsAt} to={mine.booking.endsAt} locale={locale} timeZone={mine.booking.timeZone} />
            </span>
          </Step>
        ) : null}
        {isQuiet ? <Beginnings hasCommunity={mine.hasCommunity || mine.party.kind === "community"} /> : null}
      </ul>
    </Section>
  );
}

function Beginnings({ hasCommunity }: { hasCommunity: boolean }) {
  const { t } = useTranslation("home");
  return (
    <>
      <Step to="/listings/new" icon="gift" title={t("next.listTitle")}>
        {t("next.listText")}
      </Step>
      <Step to="/points" icon="recycle" title={t("next.pointTitle")}>
        {t("next.pointText")}
      </Step>
      {hasCommunity ? null : (
        <Step to="/communities" icon="people" title={t("next.communityTitle")}>
          {t("next.communityText")}
        </Step>
      )}
    </>
  );
}

function Step({ to, icon, title, isUrgent = false, children }: { to: string; icon: IconName; title: string; isUrgent?: boolean; children?: ReactNode }) {
  return (
    <li className="relative flex items-start gap-3 rounded-card border border-line bg-surface p-3 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <span className={`inline-flex size-11 shrink-0 items-center justify-center rounded-full ${isUrgent ? "bg-marigold text-on-marigold" : "bg-leaf-soft text-leaf"}`}>
        <Icon name={icon} size={24} />
      </span>
      <span className="min-w-0 grow">
        <Link to={to} className="line-clamp-2 font-semibold text-ink no-underline outline-none after:absolute after:inset-0">
          {title}
        </Link>
        <span className="block text-sm text-ink-soft">{children}</span>
      </span>
      <Icon name="chevron-right" className="mt-3 shrink-0 text-ink-soft" />
    </li>
  );
}
