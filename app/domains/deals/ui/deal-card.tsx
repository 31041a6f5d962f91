import { useTranslation } from "#app/ui/i18n.ts";
import { Badge, StateBadge, type Stage } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, TimeRange } from "#app/ui/time.tsx";
import { isProposed, type DealState } from "../deals.rules.ts";
import type { DealLine } from "../deals.schema.ts";
import { DealPicture } from "./deal-picture.tsx";

const stages: Record<DealState, Stage> = {
  requested: "waiting",
  offered: "waiting",
  countered: "waiting",
  accepted: "active",
  scheduled: "active",
  handed_over: "active",
  on_loan: "active",
  inspecting: "active",
  requoted: "waiting",
  returning: "active",
  completed: "done",
  returned: "stopped",
  lost: "problem",
  declined: "stopped",
  expired: "stopped",
  cancelled_by_giver: "stopped",
  cancelled_by_taker: "stopped",
  cancelled_by_operator: "stopped",
  no_show: "problem",
  disputed: "problem",
};

/** Where a deal stands, as a badge. */
export function DealStateBadge({ state }: { state: DealState }) {
  const { t } = useTranslation("deals");
  return <StateBadge stage={stages[state]}>{t(`states.${state}`)}</StateBadge>;
}

/** A deal in the list: what, with whom, where it stands, who is next. */
export function DealCard({ line, locale }: { line: DealLine; locale: string }) {
  const { t } = useTranslation("deals");
  return (
    <Card as="li" padding="sm" className="relative flex gap-3 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <DealPicture {...line} />
      <div className="grid min-w-0 grow content-start gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <DealStateBadge state={line.state} />
          {line.remanufactured ? <Badge tone="sky">{t("grading:mark.badge")}</Badge> : null}
          {line.unread ? (
            <span className="inline-flex items-center gap-1.5 text-xs font-semibold text-marigold-ink">
              <span aria-hidden="true" className="size-2 rounded-full bg-marigold" />
              {t("list.unread")}
            </span>
          ) : null}
        </div>
        <h2 className="font-sans text-base leading-snug font-semibold tracking-normal wrap-anywhere">
          <Link to={`/deals/${line.id}`} className="text-ink no-underline outline-none after:absolute after:inset-0">
            {line.title}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">
          {t(line.side === "giver" ? "list.to" : "list.from", { name: line.otherName })}
          {line.units > 1 ? ` · ${t("list.units", { count: line.units })}` : ""}
        </p>
        {line.next ? (
          <p className="text-sm">
            <span className={line.next === "me" ? "font-semibold text-leaf" : "text-ink-soft"}>{t(`next.${line.next}`, { name: line.otherName })}</span>
            <When line={line} locale={locale} />
          </p>
        ) : (
          <p className="text-sm text-ink-soft">
            <DateTime at={line.updatedAt} locale={locale} timeZone={line.timeZone} format="date" />
          </p>
        )}
      </div>
    </Card>
  );
}

function When({ line, locale }: { line: DealLine; locale: string }) {
  const { t } = useTranslation("deals");
  if (isProposed(line.state)) {
    return (
      <span className="text-ink-soft">
        {" · "}
        <span className="whitespace-nowrap">
          {t("next.until")} <DateTime at={line.respondBy} locale={locale} timeZone={line.timeZone} />
        </span>
      </span>
    );
  }
  if (line.state !== "scheduled" || !line.agreedStartsAt || !line.agreedEndsAt) return null;
  return (
    <span className="text-ink-soft">
      {" · "}
      <TimeRange from={line.agreedStartsAt} to={line.agreedEndsAt} locale={locale} timeZone={line.timeZone} />
    </span>
  );
}
