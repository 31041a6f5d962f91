import { useTranslation } from "#app/ui/i18n.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import type { ListingState } from "../listings.schema.ts";

const stages = {
  draft: "waiting",
  pending_review: "waiting",
  published: "active",
  paused: "waiting",
  reserved: "active",
  completed: "done",
  expired: "stopped",
  withdrawn: "stopped",
  rejected: "problem",
  removed_by_moderator: "problem",
  held: "waiting",
} as const;

/** Where a listing stands, in words and tone. */
export function ListingStateBadge({ state }: { state: ListingState }) {
  const { t } = useTranslation("listings");
  return <StateBadge stage={stages[state]}>{t(`states.${state}`)}</StateBadge>;
}
