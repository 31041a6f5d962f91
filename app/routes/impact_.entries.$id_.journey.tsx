import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { journeyOf } from "#app/domains/custody/trace.service.server.ts";
import { layOut } from "#app/domains/custody/trace.layout.ts";
import { useKindName } from "#app/domains/custody/ui/names.ts";
import { TraceDrawing } from "#app/domains/custody/ui/trace-drawing.tsx";
import { TraceList } from "#app/domains/custody/ui/trace-list.tsx";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { sidesOfEntry } from "#app/domains/impact/correct-entry.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatMass } from "#app/shared/units.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

/** What has become of a load, for those who gave or took it and for operators. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const who = await signedIn(request);
  const db = await database();
  const sides = await sidesOfEntry(db, params.id ?? "");
  const isSide = who?.parties.some((party) => party.id === sides?.giverPartyId || party.id === sides?.takerPartyId) ?? false;
  // Whose load it is, is theirs to know: to others the page is not there.
  if (!sides || !(isSide || actor.isOperator)) throw new Response(null, { status: 404 });
  const journey = await journeyOf(db, sides.id);
  const locale = requestLocale(request);
  return {
    journey,
    drawing: journey ? layOut(journey.trace, null) : null,
    material: sides.material ?? "",
    entryId: sides.id,
    timeZone: actor.party.timeZone,
    locale,
    title: translator(locale, "custody")("journey.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Journey() {
  const { journey, drawing, material, entryId, timeZone, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("custody");
  const { t: impact } = useTranslation("impact");
  const kindName = useKindName();
  const breadcrumbs = <Breadcrumbs items={[{ to: "/impact", label: impact("overview.title") }, { to: `/impact/entries/${entryId}`, label: impact("entry.breadcrumb") }, { label: title }]} />;
  if (!journey || !drawing) {
    return (
      <div className="content grid gap-4 pb-12">
        <PageHeader breadcrumbs={breadcrumbs} title={title} />
        <EmptyState kind="results" title={t("journey.none.title")} headingLevel={2}>
          {t("journey.none.text")}
        </EmptyState>
      </div>
    );
  }
  const figures = [
    { key: "recovered", grams: journey.recoveredGrams },
    { key: "residue", grams: journey.residueGrams },
    { key: "lost", grams: journey.lostGrams },
    { key: "onTheWay", grams: journey.onTheWayGrams },
  ];
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={breadcrumbs} title={title} lead={t("journey.lead", { mass: formatMass(journey.grams, locale), material: kindName({ material }) })} />
      <Card className="grid gap-3">
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {figures.map((figure) => (
            <div key={figure.key}>
              <dt className="text-sm text-ink-soft">{t(`journey.${figure.key}`)}</dt>
              <dd className="tabular text-xl font-semibold">{formatMass(figure.grams, locale)}</dd>
            </div>
          ))}
        </dl>
        <p>{journey.settledAt ? t("journey.settled", { date: formatInstant(journey.settledAt, { locale, timeZone, format: "date" }) }) : t("journey.unsettled")}</p>
      </Card>
      <Section title={t("journey.drawing")}>
        <p className="prose-text text-sm text-ink-soft">{t("journey.drawingHint")}</p>
        <TraceDrawing drawing={drawing} locale={locale} />
      </Section>
      <Section title={t("trace.list")}>
        <TraceList trace={journey.trace} hereId={null} locale={locale} timeZone={timeZone} />
      </Section>
    </div>
  );
}
