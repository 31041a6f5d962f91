import { dateFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import type { PartyRecord } from "../reliability.service.server.ts";
import { ReliabilityLine } from "./reliability-line.tsx";
import { ReviewWords } from "./review-words.tsx";

/** How a listing's owner keeps hand-overs, and what was said about them. Authors appear as a side and a month, never by name. */
export function PartyRecordCard({ record, partyId, locale }: { record: PartyRecord; partyId: string; locale: string }) {
  const { t } = useTranslation("deals");
  const month = dateFormat(locale === "en" ? "en-GB" : locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <Card as="section" padding="sm" aria-label={t("reliability.title")} className="grid gap-3">
      <ReliabilityLine reliability={record.reliability} />
      {record.reviews.length > 0 ? (
        <ul className="grid gap-3" aria-label={t("reviews.latest")}>
          {record.reviews.map((review, index) => (
            <li key={`${review.month} ${index}`} className="grid gap-1 border-t border-line pt-3 text-sm">
              <ReviewWords review={review} />
              <p className="text-ink-soft" suppressHydrationWarning>
                {t(review.side === "giver" ? "reviews.aGiver" : "reviews.aTaker", { month: month.format(new Date(`${review.month}-15T12:00:00Z`)) })}{" "}
                <Link to={`/report?${new URLSearchParams({ subject: "review", id: `${partyId}:${review.ref}` })}`} rel="nofollow" className="link" aria-label={t("trust:report.linkNamed", { what: t("trust:subjects.review") })}>
                  {t("trust:report.link")}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
