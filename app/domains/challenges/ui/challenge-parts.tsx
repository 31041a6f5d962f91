import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge, type Stage as BadgeStage } from "#app/ui/badge.tsx";
import { RangeBar } from "#app/ui/plots/range-bar.tsx";
import { RingProgress } from "#app/ui/plots/ring-progress.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { FEW, shareOf, type Stage } from "../challenges.rules.ts";
import type { ChallengeView } from "../challenges.schema.ts";

/** A challenge as its page knows it: numbers of people under five are for members alone. */
export type ShownChallenge = Omit<ChallengeView, "communityId"> & { isFew: boolean };

const badges: Record<Stage, BadgeStage> = { draft: "waiting", withdrawn: "stopped", ahead: "waiting", running: "active", ended: "done" };

/** Why a verb was refused. */
export function ChallengesRefusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("challenges");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(error.startsWith("CHALLENGES.") ? `errors.${error.slice("CHALLENGES.".length)}` : "errors.KEY_TAKEN")}
    </Alert>
  );
}

/** Words of a value in a challenge's indicator. */
function useAmount(locale: string): (challenge: Pick<ChallengeView, "indicator">, value: number) => string {
  const { t } = useTranslation("challenges");
  return ({ indicator }, value) => {
    if (indicator === "mass") return formatMass(value, locale);
    if (indicator === "emissions") return formatCo2e(value, locale);
    return t(indicator, { count: value });
  };
}

/** A day without a time, as people say it. */
export function formatDay(day: string, locale: string): string {
  return formatInstant(`${day}T00:00:00Z`, { locale, timeZone: "UTC", format: "date" });
}

/** What is counted, over what, and in which days. */
export function ChallengeFacts({ challenge, locale }: { challenge: Omit<ChallengeView, "communityId">; locale: string }) {
  const { t } = useTranslation("challenges");
  const { indicator, materialGroup, route, fromDay, toDay, stage, result } = challenge;
  const part = materialGroup ? t("parts.group", { group: t(`materials:groups.${materialGroup}`) }) : route ? t("parts.route", { route: t(`impact:routes.${route}`) }) : null;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
      <StateBadge stage={badges[stage]}>{result ? t(result.isReached ? "reached" : "missed") : t(`stages.${stage}`)}</StateBadge>
      <span>{t(`indicators.${indicator}`)}</span>
      {part ? <span>{part}</span> : null}
      <span className="tabular">{t("days", { from: formatDay(fromDay, locale), to: formatDay(toDay, locale) })}</span>
    </p>
  );
}

/** How far it is: a ring, the figure against the target, the range of emissions, and how many took part. */
export function ChallengeProgress({ challenge, locale, size = "md" }: { challenge: ShownChallenge; locale: string; size?: "md" | "lg" }) {
  const { t } = useTranslation("challenges");
  const amount = useAmount(locale);
  const { progress, target, title, indicator, isFew } = challenge;
  const hides = isFew && indicator === "households";
  const share = shareOf(progress.value, target);
  return (
    <div className="flex flex-wrap items-center gap-4">
      <RingProgress value={hides ? 0 : share} label={t("progress", { title })} size={size}>
        {hides ? "" : `${Math.floor(share * 100)} %`}
      </RingProgress>
      <div className="grid min-w-0 grow basis-48 gap-1">
        <p className="tabular">
          <strong className="font-display text-2xl">{hides ? t("few", { few: FEW }) : amount(challenge, progress.value)}</strong> <span className="text-ink-soft">{t("of", { target: amount(challenge, target) })}</span>
        </p>
        {progress.low !== null && progress.high !== null ? <RangeBar lowGrams={progress.low} centralGrams={progress.value} highGrams={progress.high} axisMinGrams={Math.min(0, progress.low)} axisMaxGrams={Math.max(target, progress.high)} locale={locale} showLabels /> : null}
        {indicator === "households" ? null : <p className="text-sm text-ink-soft">{isFew ? t("tookPartFew", { few: FEW }) : t("tookPart", { count: progress.households })}</p>}
      </div>
    </div>
  );
}

/** A challenge in a list. */
export function ChallengeCard({ challenge, to, locale }: { challenge: ShownChallenge; to: string; locale: string }) {
  const hasBegun = challenge.stage === "running" || challenge.stage === "ended";
  return (
    <li className="relative grid content-start gap-3 rounded-card border border-line bg-surface p-4 transition-colors hover:bg-sunken">
      <div className="grid gap-1">
        <h2 className="text-xl wrap-anywhere">
          <Link to={to} className="text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline">
            {challenge.title}
          </Link>
        </h2>
        <ChallengeFacts challenge={challenge} locale={locale} />
      </div>
      {hasBegun ? <ChallengeProgress challenge={challenge} locale={locale} /> : null}
    </li>
  );
}
