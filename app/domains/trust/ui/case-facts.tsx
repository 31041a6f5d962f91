import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { caseFromScore } from "../hints.rules.ts";
import type { CasePage } from "./case-page.ts";
import { KeptCopy, Note } from "./parts.tsx";

/** What a case is about: the kept copy, whose it is, how it stands now, what the rules point at. */
export function CaseFacts({ page }: { page: CasePage }) {
  const { t } = useTranslation("trust");
  const items = [
    { term: t("moderation.party"), value: page.partyName ?? "–" },
    ...(page.listing
      ? [
          {
            term: t("moderation.listingState"),
            value: (
              <>
                {t(`listings:states.${page.listing.state}`)}{" "}
                <Link to={`/listings/${page.listing.id}`} className="link">
                  {t("moderation.openSubject")}
                </Link>
              </>
            ),
          },
        ]
      : []),
    { term: t("moderation.urgencyTerm"), value: page.priority },
    { term: t("moderation.earlierTerm"), value: t("moderation.earlier", { count: page.earlier }) },
  ];
  return (
    <Card as="section" aria-labelledby="subject-title" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="subject-title" className="text-xl">
          {t("moderation.whatAbout")}
        </h2>
        <Badge>{t(`subjectNames.${page.subjectKind}`)}</Badge>
      </div>
      <Note>{t("moderation.asReported")}</Note>
      <KeptCopy snapshot={page.snapshot} kind={page.subjectKind} photoAt={(key) => `/moderation/cases/${page.caseId}/photos/${key}`} />
      {page.snapshot.concealed ? <Note>{t("moderation.concealed")}</Note> : null}
      <DefinitionList items={items} />
      {page.hints ? (
        <div className="grid gap-2">
          <h3 className="text-base font-semibold">{t("moderation.hints")}</h3>
          <p className="flex flex-wrap gap-2">
            {page.hints.reasons.map((reason) => (
              <Badge key={reason} tone="marigold">
                {t(`moderation.hint.${reason}`)}
              </Badge>
            ))}
          </p>
          <Note>{t("moderation.hintScore", { score: page.hints.score, from: caseFromScore })}</Note>
        </div>
      ) : null}
    </Card>
  );
}

/** What people said; their names stay here. */
export function CaseReports({ page }: { page: CasePage }) {
  const { t } = useTranslation("trust");
  if (page.reports.length === 0) return null;
  const time = (at: string) => formatInstant(at, { locale: page.locale, timeZone: page.timeZone });
  return (
    <Card as="section" aria-labelledby="reports-title" className="grid gap-3">
      <h2 id="reports-title" className="text-xl">
        {t("moderation.reports", { count: page.reports.length })}
      </h2>
      <ul className="grid gap-3">
        {page.reports.map((report) => (
          <li key={report.id} className="grid gap-1 border-t border-line pt-3">
            <p className="flex flex-wrap gap-2">
              <Badge tone="clay">{t(`reasons.${report.reason}`)}</Badge>
            </p>
            {report.text ? <p className="whitespace-pre-line wrap-anywhere">{report.text}</p> : null}
            <Note>{t("moderation.by", { name: report.reporterName ?? t("moderation.gone"), time: time(report.createdAt) })}</Note>
          </li>
        ))}
      </ul>
    </Card>
  );
}
