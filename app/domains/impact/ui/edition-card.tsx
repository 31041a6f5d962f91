import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import type { SetDetail } from "../factors.view.ts";

/** One published edition: who made it, under what licence, and what to mind. */
export function EditionCard({ set }: { set: SetDetail }) {
  const { t } = useTranslation("method");
  return (
    <Card as="section" aria-labelledby="edition" className="mb-5 grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="edition" className="text-xl">
          {set.title}
        </h2>
        <LinkButton to="/impact/factors" variant="quiet" size="sm" icon="list">
          {t("set.all")}
        </LinkButton>
      </div>
      <DefinitionList
        items={[
          { term: t("set.publisher"), value: set.publisher },
          { term: t("set.year"), value: String(set.year) },
          { term: t("set.figures"), value: String(set.figures) },
          {
            term: t("set.licence"),
            value: set.licenceUrl ? (
              <a className="link" href={set.licenceUrl} rel="noreferrer">
                {set.licence}
              </a>
            ) : (
              set.licence
            ),
          },
          { term: t("set.attribution"), value: set.attribution },
          { term: t("set.source"), value: <span className="wrap-anywhere">{set.source}</span> },
          { term: t("set.key"), value: <code className="text-sm break-all">{set.key}</code> },
        ]}
      />
      {set.caution ? (
        <Alert tone="warning" title={t("set.caution")}>
          {set.caution}
        </Alert>
      ) : null}
    </Card>
  );
}
