import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { selectAreas } from "#app/domains/pickups/home/areas.repository.server.ts";
import { openOrCloseArea } from "#app/domains/pickups/home/areas.service.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const locale = requestLocale(request);
  const areas = await selectAreas(await database(), actor.party.id);
  return { areas, locale, partyId: actor.party.id, mayChange: hasRole(actor.role, "manager"), title: translator(locale, "home-pickup")("areas.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const form = await request.formData();
  const version = Number(form.get("version"));
  const input = { areaId: String(form.get("areaId") ?? ""), version: Number.isInteger(version) ? version : 0, isOpen: form.get("intent") === "open" };
  const done = await openOrCloseArea(await database(), actor, input);
  return done.ok ? redirect("/staff/areas") : data({ error: done.error }, { status: statusOf(done.error) });
}

export default function StaffAreas() {
  const { areas, locale, partyId, mayChange, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("home-pickup");
  useLive([`party:${partyId}`]);
  const make = mayChange ? (
    <LinkButton to="/staff/areas/new" icon="plus">
      {t("areas.make")}
    </LinkButton>
  ) : null;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={t("areas.lead")} actions={areas.length > 0 ? make : null} />
      <Refusal error={failure?.error} />
      {areas.length === 0 ? (
        <EmptyState kind="bookings" title={t("areas.none")} headingLevel={2} action={make ?? undefined}>
          {t("areas.noneText")}
        </EmptyState>
      ) : null}
      <ul className="grid gap-3 lg:grid-cols-2">
        {areas.map((area) => (
          <Card as="li" key={area.id} className="grid content-start gap-3">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <h2 className="text-lg font-semibold">{area.name}</h2>
              {area.isOpen ? <Badge tone="leaf">{t("areas.open")}</Badge> : <Badge tone="neutral">{t("areas.closed")}</Badge>}
            </div>
            <p className="text-ink-soft">
              {area.outline ? t("areas.summaryOutline", { count: area.outline.length, point: area.pointName }) : t("areas.summary", { distance: formatDistance(area.radiusMetres, locale), point: area.pointName })}
              <span className="block">{area.maxVisitGrams === null ? t("areas.noMax") : t("areas.max", { mass: formatMass(area.maxVisitGrams, locale) })}</span>
            </p>
            <div className="flex flex-wrap gap-2">
              {area.isOpen ? (
                <LinkButton to={`/staff/slots/new?area=${area.id}`} size="sm" icon="calendar" aria-label={`${t("areas.openSlots")}: ${area.name}`}>
                  {t("areas.openSlots")}
                </LinkButton>
              ) : null}
              {mayChange ? (
                <>
                  <LinkButton to={`/staff/areas/${area.id}`} size="sm" variant="secondary" aria-label={`${t("areas.change")}: ${area.name}`}>
                    {t("areas.change")}
                  </LinkButton>
                  <Form method="post">
                    <input type="hidden" name="areaId" value={area.id} />
                    <input type="hidden" name="version" value={area.version} />
                    <SubmitButton name="intent" value={area.isOpen ? "close" : "open"} size="sm" variant="quiet" aria-label={`${t(area.isOpen ? "areas.close" : "areas.reopen")}: ${area.name}`}>
                      {t(area.isOpen ? "areas.close" : "areas.reopen")}
                    </SubmitButton>
                  </Form>
                </>
              ) : null}
            </div>
          </Card>
        ))}
      </ul>
    </div>
  );
}
