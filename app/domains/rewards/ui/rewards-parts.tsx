import { useTranslation } from "#app/ui/i18n.ts";
import { HOLD_REASONS, HOME_KG, THRESHOLDS } from "#app/shared/anti-gaming.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { paidGroups } from "../rewards.rules.ts";
import type { HistoryLine, OfferView, RuleView } from "../rewards.schema.ts";

export type Placed = { locale: string; timeZone: string };

/** Points with their word: "12 points". */
export function usePoints(): (count: number) => string {
  const { t } = useTranslation("rewards");
  return (count) => t("points", { count });
}

/** Why a verb was refused. */
export function RewardsRefusal({ error, children }: { error: string | null | undefined; children?: string }) {
  const { t } = useTranslation("rewards");
  if (!error) return null;
  const key = error.startsWith("REWARDS.") ? `errors.${error.slice("REWARDS.".length)}` : "errors.KEY_TAKEN";
  return (
    <Alert tone="error" live>
      {t(key)} {children}
    </Alert>
  );
}

/** The sentence that says what points are, and what they are not. */
export function WhatPointsAre() {
  const { t } = useTranslation("rewards");
  return (
    <p className="flex max-w-[38em] items-start gap-2 text-ink-soft">
      <Icon name="info" size={20} className="mt-0.5" />
      <span>{t("what")}</span>
    </p>
  );
}

function RuleLines({ rule }: { rule: RuleView }) {
  const { t } = useTranslation("rewards");
  const groups = paidGroups(rule.perKg);
  return (
    <ul className="grid list-disc gap-1 ps-5">
      {groups.map(({ group, points }) => (
        <li key={group}>{t("rules.perKg", { count: points, group: t(`materials:groups.${group}`) })}</li>
      ))}
      {rule.perReuse > 0 ? <li>{t("rules.perReuse", { count: rule.perReuse })}</li> : null}
      {groups.length === 0 && rule.perReuse === 0 ? <li>{t("rules.nothing")}</li> : null}
      <li>{t("rules.caps", { day: rule.dayCap, month: rule.monthCap })}</li>
    </ul>
  );
}

/** The rules in words: the one in force, what always holds, and the earlier ones. */
export function RuleWords({ rules, locale, timeZone }: Placed & { rules: readonly RuleView[] }) {
  const { t } = useTranslation("rewards");
  const [present, ...earlier] = rules;
  if (!present) return null;
  const titleOf = (rule: RuleView) => t("rules.number", { number: rule.number, at: formatInstant(rule.validFrom, { locale, timeZone }) });
  return (
    <Card className="grid gap-3">
      <p className="font-semibold">{titleOf(present)}</p>
      <RuleLines rule={present} />
      <ul className="grid list-disc gap-1 ps-5 text-ink-soft">
        {(["who", "budget", "corrections", "unchanged", "lapse"] as const).map((key) => (
          <li key={key}>{t(`rules.${key}`)}</li>
        ))}
      </ul>
      {earlier.length > 0 ? (
        <details>
          <summary className="link inline-flex min-h-9 cursor-pointer items-center">{t("rules.earlier")}</summary>
          <div className="grid gap-3 pt-2">
            {earlier.map((rule) => (
              <div key={rule.number} className="grid gap-1">
                <p className="font-semibold">{titleOf(rule)}</p>
                <RuleLines rule={rule} />
              </div>
            ))}
          </div>
        </details>
      ) : null}
    </Card>
  );
}

/** What is looked at by a person first, with every threshold. */
export function HoldWords() {
  const { t } = useTranslation("rewards");
  const { pair, burst } = THRESHOLDS;
  return (
    <details className="rounded-card border border-line bg-surface p-4">
      <summary className="flex min-h-9 cursor-pointer items-center justify-between gap-2 font-semibold">
        {t("holds.title")} <Icon name="chevron-down" />
      </summary>
      <div className="grid gap-3 pt-2">
        <p>{t("holds.text")}</p>
        <ul className="grid list-disc gap-1 ps-5">
          {HOLD_REASONS.map((reason) => (
            <li key={reason}>{t(`holds.reasons.${reason}`, { pair: pair.handOvers, days: pair.days, burst: burst.handOvers, hours: burst.hours })}</li>
          ))}
        </ul>
        <p className="text-ink-soft">{t("holds.board")}</p>
        <ul className="tabular grid gap-x-6 text-sm text-ink-soft sm:grid-cols-2">
          {Object.entries(HOME_KG).map(([group, kg]) => (
            <li key={group}>{t("holds.upTo", { group: group === "things" ? t("holds.things") : t(`materials:groups.${group}`), kg })}</li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** An offer in a list. */
export function OfferCard({ offer, locale, timeZone }: Placed & { offer: OfferView }) {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  return (
    <li className="relative grid content-start gap-1.5 rounded-card border border-line bg-surface p-4 transition-colors hover:bg-sunken">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-lg">
          <Link to={`/rewards/offers/${offer.id}`} className="text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline">
            {offer.title}
          </Link>
        </h3>
        <strong className="tabular text-leaf">{points(offer.pricePoints)}</strong>
      </div>
      <p className="text-sm text-ink-soft">{t("offers.by", { name: offer.offererName })}</p>
      <OfferFacts offer={offer} locale={locale} timeZone={timeZone} />
    </li>
  );
}

/** How many are left, until when, and how many one may have. */
export function OfferFacts({ offer, locale, timeZone }: Placed & { offer: Pick<OfferView, "state" | "isAvailable" | "stockLeft" | "until" | "perHousehold"> }) {
  const { t } = useTranslation("rewards");
  const isOver = offer.state !== "open" || !offer.isAvailable;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
      {offer.state === "proposed" || offer.state === "refused" ? <Badge tone="marigold">{t(`offers.states.${offer.state}`)}</Badge> : <Badge tone={isOver ? "neutral" : "leaf"}>{offer.stockLeft === 0 ? t("offers.gone") : isOver ? t("offers.over") : t("offers.left", { count: offer.stockLeft })}</Badge>}
      <span>{t("offers.until", { at: formatInstant(offer.until, { locale, timeZone, format: "date" }) })}</span>
      <span>{t("offers.perHousehold", { count: offer.perHousehold })}</span>
    </p>
  );
}

/** What moved on a household's accounts, the latest first, with the reason where something waits. */
export function HistoryList({ lines, locale, timeZone }: Placed & { lines: readonly HistoryLine[] }) {
  const { t } = useTranslation("rewards");
  if (lines.length === 0) return <p className="text-ink-soft">{t("history.none")}</p>;
  return (
    <ul className="grid gap-2">
      {lines.map((line) => (
        <HistoryRow key={line.seq} line={line} locale={locale} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function HistoryRow({ line, locale, timeZone }: Placed & { line: HistoryLine }) {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const reasons = line.reasons.length > 0 ? list.format(line.reasons.map((reason) => t(`holds.short.${reason}`))) : "";
  const moved = line.points !== 0 ? t("pointsSigned", { count: Math.abs(line.points), sign: line.points < 0 ? "−" : "+" }) : line.heldPoints > 0 ? t("history.heldPoints", { points: points(line.heldPoints) }) : "";
  const isEarning = line.kind === "earn";
  const what = line.code ? ` · ${t(isMaterialCode(line.code) ? `materials:names.${line.code}` : `goods:names.${line.code}`)}` : "";
  return (
    <li className="grid gap-1 rounded-card border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 font-semibold wrap-anywhere">{t(`history.kinds.${line.kind}`, { title: line.offerTitle ?? "" })}{what}</span>
        {moved ? <span className={`tabular font-semibold ${line.points < 0 ? "text-clay" : "text-leaf"}`}>{moved}</span> : null}
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>{formatInstant(line.at, { locale, timeZone })}</span>
        {line.entryId ? (
          <Link to={`/impact/entries/${line.entryId}`} className="link">
            {t("history.entry")}
          </Link>
        ) : null}
      </p>
      {isEarning && reasons ? <p className="text-sm">{t(line.grantState === "held" ? "history.heldBecause" : "history.was", { reasons })}</p> : null}
      {isEarning && line.limitedBy ? <p className="text-sm">{t(`history.limited.${line.limitedBy}`)}</p> : null}
      {line.kind === "refuse" && line.reviewNote ? <p className="text-sm wrap-anywhere">{t("history.note", { note: line.reviewNote })}</p> : null}
    </li>
  );
}
