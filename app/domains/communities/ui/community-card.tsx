import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import type { CommunityCard } from "../communities.schema.ts";

/** Where a community's page is. Names keep their script in the address. */
export function communityPath(slug: string, rest = ""): string {
  return `/communities/${encodeURIComponent(slug)}${rest}`;
}

/** A community in a list: name, place, how many people, how one comes in, and what it kept out of the air. */
export function CommunityItem({ community, locale }: { community: CommunityCard; locale: string }) {
  const { t } = useTranslation(["communities", "boards"]);
  const { name, placeLabel, members, joinPolicy, co2eGrams, lowGrams, highGrams, grade } = community;
  const counted = lowGrams !== 0 || highGrams !== 0;
  return (
    <li className="relative flex flex-col gap-3 rounded-card border border-line bg-surface p-4 transition-colors hover:bg-sunken">
      <div className="flex items-start gap-3">
        <Avatar name={name} kind="community" decorative />
        <div className="min-w-0">
          <Link
            to={communityPath(community.slug)}
            className="font-display text-lg leading-tight font-bold text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline"
          >
            {name}
          </Link>
          {placeLabel ? (
            <p className="flex items-center gap-1 text-sm text-ink-soft">
              <Icon name="point" size={16} />
              {placeLabel}
            </p>
          ) : null}
        </div>
      </div>
      {community.description ? <p className="line-clamp-2 text-sm">{community.description}</p> : null}
      <div className="mt-auto flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <span className="tabular">{t("members", { count: members })}</span>
          <Badge tone="neutral">{t(`policies.${joinPolicy}`)}</Badge>
        </p>
        {counted ? (
          <p className="tabular text-end">
            <span className={`block font-semibold ${co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(co2eGrams, locale, { gas: true })}</span>
            <span className="block text-xs text-ink-soft">
              {[formatCo2eRange(lowGrams, highGrams, locale), grade ? t("boards:detailGrade", { grade }) : null].filter(Boolean).join(" · ")}
            </span>
          </p>
        ) : null}
      </div>
    </li>
  );
}
