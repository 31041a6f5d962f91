import { useTranslation } from "#app/ui/i18n.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import type { ConsignmentState } from "../custody.rules.ts";

const stages = { draft: "waiting", discarded: "stopped", sent: "active", received: "done", refused: "problem", returned: "stopped" } as const;

export function ConsignmentBadge({ state }: { state: ConsignmentState }) {
  const { t } = useTranslation("custody");
  return <StateBadge stage={stages[state]}>{t(`states.${state}`)}</StateBadge>;
}
