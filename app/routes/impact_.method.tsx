import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { factorSets } from "#app/domains/impact/factors.view.ts";
import { GRADES } from "#app/shared/grades.ts";
import { methodDocument } from "#app/domains/impact/method/method-document.server.ts";
import { MethodContents } from "#app/domains/impact/ui/method-contents.tsx";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { DocumentText } from "#app/ui/document-text.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export function loader({ request }: LoaderFunctionArgs) {
  return { document: methodDocument(requestLocale(request)), grades: [...GRADES], sets: factorSets() };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.document.title ?? ""} · Roundabout` }];

export default function Method() {
  const { t } = useTranslation("method");
  const { t: tImpact } = useTranslation("impact");
  const { document } = useLoaderData<typeof loader>();
  const lines = [
    ...document.contents,
    { id: "grades-in-words", text: t("gradesTitle"), depth: 2 },
    { id: "editions", text: t("setsTitle"), depth: 2 },
  ];
  return (
    <div className="content pb-12">
      <PageHeader
        title={document.title}
        lead={tImpact("method.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: tImpact("overview.title") }, { label: tImpact("method.title") }]} />}
        actions={
          <LinkButton to="/impact/factors" variant="secondary" icon="list">
            {tImpact("method.browse")}
          </LinkButton>
        }
      />
      <div className="grid grid-cols-1 gap-x-12 gap-y-5 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-5">
          <MethodContents lines={lines} kind="folded" />
          <DocumentText html={document.html} />
          <Grades />
          <Editions />
        </div>
        <MethodContents lines={lines} kind="beside" />
      </div>
    </div>
  );
}

function Grades() {
  const { t } = useTranslation("impact");
  const { t: tMethod } = useTranslation("method");
  const { grades } = useLoaderData<typeof loader>();
  return (
    <Section id="grades-in-words" title={tMethod("gradesTitle")}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {grades.map((grade) => (
          <div key={grade} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-semibold">{t(`grades.${grade}`)}</dt>
            <dd>{t(`gradeExplained.${grade}`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Editions() {
  const { t } = useTranslation("impact");
  const { t: tMethod } = useTranslation("method");
  const { sets } = useLoaderData<typeof loader>();
  return (
    <Section id="editions" title={tMethod("setsTitle")}>
      <ul className="grid gap-2">
        {sets.map((set) => (
          <li key={set.key} className="rounded-card border border-line bg-surface px-4 py-3">
            <Link className="link font-semibold" to={`/impact/factors?${new URLSearchParams({ set: set.key })}`}>
              {set.title}
            </Link>
            <span className="block text-sm text-ink-soft">
              {set.publisher} · {set.year} · {t("method.factorCount", { count: set.figures })}
            </span>
            <span className="block text-sm text-ink-soft">{set.licence}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
