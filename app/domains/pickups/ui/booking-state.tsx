import { useTranslation } from "#app/ui/i18n.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import { StepsLine, type Step } from "#app/ui/steps-line.tsx";
import type { BookingState } from "../pickups.rules.ts";

const stages: Record<BookingState, "waiting" | "active" | "done" | "stopped" | "problem"> = {
  held: "waiting",
  confirmed: "waiting",
  checked_in: "active",
  weighed: "active",
  done: "done",
  hold_expired: "stopped",
  cancelled_in_time: "stopped",
  cancelled_late: "stopped",
  no_show_customer: "problem",
  missed_by_collector: "problem",
  rejected_on_site: "problem",
  rescheduled: "stopped",
};

/** Where a booking stands, in a word. */
export function BookingStateBadge({ state }: { state: BookingState }) {
  const { t } = useTranslation("pickups");
  return <StateBadge stage={stages[state]}>{t(`state.${state}`)}</StateBadge>;
}

const way: { state: BookingState; key: string }[] = [
  { state: "confirmed", key: "booking.stepBooked" },
  { state: "checked_in", key: "booking.stepCheckedIn" },
  { state: "weighed", key: "booking.stepWeighed" },
  { state: "done", key: "booking.stepDone" },
];

/** The way of a visit in four steps; where it ended early, the end stands in place of what would have followed. */
export function BookingSteps({ state, checkedIn, atDoor = false }: { state: BookingState; checkedIn: boolean; atDoor?: boolean }) {
  const { t } = useTranslation(["pickups", "home-pickup"]);
  const labelOf = (key: string) => t(atDoor && key === "booking.stepCheckedIn" ? "home-pickup:door.stepHere" : key);
  const reached = way.findIndex((step) => step.state === state);
  if (reached >= 0) {
    const steps = way.map(({ key }, index): Step => {
      const over = state === "done" || index < reached;
      return { label: labelOf(key), state: over ? "done" : index === reached ? "current" : "next" };
    });
    return <StepsLine label={t("booking.steps")} steps={steps} />;
  }
  if (state === "held") return null;
  const before = checkedIn ? 2 : 1;
  const steps: Step[] = [
    ...way.slice(0, before).map(({ key }): Step => ({ label: labelOf(key), state: "done" })),
    { label: t(`state.${state}`), state: "stopped" },
  ];
  return <StepsLine label={t("booking.steps")} steps={steps} />;
}
