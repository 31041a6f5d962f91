import type { ReactNode } from "react";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { FigureWithRange, type FigureWithRangeProps } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import { communityPath } from "./community-card.tsx";

/** A place on a board, as far as it is shown here. */
interface Place {
  entry: { rank: number; co2eGrams: number; lowGrams: number; highGrams: number };
  of: number;
  above: { name: string; gapGrams: number } | null;
}

interface StandingsProps {
  community: { slug: string; name: string; members: number };
  isMember: boolean;
  total: { co2eGrams: number; lowGrams: number; highGrams: number; grade: FigureWithRangeProps["grade"] };
  inTotal: Place | null;
  perHead: Place | null;
  /** How many members a community has at least that stands on the board per head. */
  leastMembers: number;
  locale: string;
  /** What the figure is made of, below it; the months; the routes. */
  facts: ReactNode;
  months: ReactNode;
  routes: ReactNode;
}

/** What a community kept out of the air, and where that puts it on the boards. */
export function CommunityStandings({ community, isMember, total, inTotal, perHead, leastMembers, locale, facts, months, routes }: StandingsProps) {
  const { t } = useTranslation(["communities", "boards"]);
  const head = perHead?.entry;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <Card as="section">
        <FigureWithRange label={t("page.figure")} lowGrams={total.lowGrams} centralGrams={total.co2eGrams} highGrams={total.highGrams} grade={total.grade} locale={locale} size="lg" caption={facts} />
        <div className="mt-6">{months}</div>
      </Card>
      <div className="grid grid-cols-2 content-start gap-4">
        <Card as="section" className="col-span-2">
          <h2 className="text-sm font-normal text-ink-soft">{t("page.perHead")}</h2>
          {head ? (
            <p className="tabular mt-1">
              <strong className={`block font-display text-2xl ${head.co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(head.co2eGrams, locale)}</strong>
              <span className="text-sm text-ink-soft">{formatCo2eRange(head.lowGrams, head.highGrams, locale)}</span>
            </p>
          ) : (
            <p className="mt-1 text-sm">{community.members < leastMembers ? t("page.perHeadFew", { count: leastMembers }) : t("page.noRank")}</p>
          )}
        </Card>
        <PlaceCard title={t("page.place")} place={inTotal} locale={locale} to="/leaderboard" />
        <PlaceCard title={t("page.placePerHead")} place={perHead} locale={locale} to="/leaderboard?metric=per_head" />
        <div className="col-span-2">
          <LinkButton to="/leaderboard" variant="secondary" icon="trophy" wide>
            {t("page.board")}
          </LinkButton>
        </div>
        {isMember ? (
          <div className="col-span-2">
            <LinkButton to={communityPath(community.slug, "/households")} variant="quiet" icon="home" wide>
              {t("boards:householdsLink", { name: community.name })}
            </LinkButton>
          </div>
        ) : null}
        <div className="col-span-2">{routes}</div>
      </div>
    </div>
  );
}

function PlaceCard({ title, place, locale, to }: { title: string; place: Place | null; locale: string; to: string }) {
  const { t } = useTranslation("communities");
  return (
    <Card as="section">
      <h2 className="text-sm font-normal text-ink-soft">{title}</h2>
      {place ? (
        <p className="mt-1">
          <Link to={to} className="tabular block font-display text-2xl font-bold text-ink underline-offset-4 hover:underline">
            {t("page.rank", { rank: place.entry.rank, of: place.of })}
          </Link>
          <span className="text-sm text-ink-soft">{place.above ? t("page.gap", { gap: formatCo2e(place.above.gapGrams, locale), name: place.above.name }) : t("page.first")}</span>
        </p>
      ) : (
        <p className="mt-1 text-sm">{t("page.noRank")}</p>
      )}
    </Card>
  );
}
