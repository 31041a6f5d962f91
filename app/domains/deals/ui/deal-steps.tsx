import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { StepsLine, type Step } from "#app/ui/steps-line.tsx";
import { DateTime, TimeRange } from "#app/ui/time.tsx";
import { isProposed, type DealState } from "../deals.rules.ts";
import type { DealView } from "../deals.schema.ts";

/** The line of a kind of deal; what it need not pass (a new quote, a way back) stands there once it was reached. */
function wayOf(deal: DealView, reached: ReadonlyMap<DealState, string>): DealState[] {
  const passed = (...states: DealState[]) => states.filter((state) => reached.has(state));
  if (deal.kind === "loan") return ["requested", "accepted", "scheduled", "on_loan", ...passed("returning"), "completed"];
  if (deal.kind === "inspected") return ["requested", "accepted", "scheduled", "inspecting", ...passed("requoted", "returning"), deal.state === "returning" || reached.has("returned") ? "returned" : "completed"];
  return ["requested", "accepted", "scheduled", "handed_over", "completed"];
}

/** The line of steps: what is done and when, who is next and until when, or where it stopped. */
export function DealSteps({ deal, locale }: { deal: DealView; locale: string }) {
  const { t } = useTranslation("deals");
  return <StepsLine label={t("steps")} steps={useSteps(deal, locale)} />;
}

function useSteps(deal: DealView, locale: string): Step[] {
  const { t } = useTranslation("deals");
  const timeZone = deal.listing.timeZone;
  const reached = new Map(deal.steps.map((step) => [step.toState, step.at]));
  const at = (state: DealState): ReactNode => {
    const when = reached.get(state);
    return when ? <DateTime at={when} locale={locale} timeZone={timeZone} /> : null;
  };
  const way = wayOf(deal, reached);
  // Bargaining is still the request; the badge says whose turn it is.
  const position = isProposed(deal.state) ? 0 : way.findIndex((state) => state === deal.state);
  const ended = position === -1;
  const last = ended ? Math.max(...way.map((state, index) => (reached.has(state) ? index : -1))) : position;
  const steps = way.flatMap((state, index): Step[] => {
    const done = index <= last;
    // A hand-over without an agreed time is none the worse.
    if (state === "scheduled" && !reached.has(state) && last > index) return [];
    if (ended && !done) return [];
    const current = !ended && index === last + 1;
    const agreed = state === "scheduled" && done && deal.agreed ? <TimeRange from={deal.agreed.startsAt} to={deal.agreed.endsAt} locale={locale} timeZone={timeZone} /> : null;
    return [{ label: t(`states.${state}`), state: done ? "done" : current ? "current" : "next", detail: agreed ?? (done ? at(state) : current ? <NextUp deal={deal} locale={locale} /> : null) }];
  });
  if (!ended) return steps;
  const disputed = deal.state === "disputed";
  return [...steps, { label: t(`states.${deal.state}`), state: disputed ? "current" : "stopped", detail: disputed ? <NextUp deal={deal} locale={locale} /> : at(deal.state) }];
}

/** Who is next, and until when. */
export function NextUp({ deal, locale }: { deal: DealView; locale: string }) {
  const { t } = useTranslation("deals");
  if (!deal.next) return null;
  const other = deal.side === "giver" ? deal.parties.taker.name : deal.parties.giver.name;
  return (
    <>
      <span className={deal.next === "me" ? "font-semibold text-ink" : ""}>{t(`next.${deal.next}`, { name: other })}</span>
      {deal.nextUntil ? (
        <>
          <br />
          {t("next.until")} <DateTime at={deal.nextUntil} locale={locale} timeZone={deal.listing.timeZone} />
        </>
      ) : null}
    </>
  );
}
