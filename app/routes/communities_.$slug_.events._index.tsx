import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { findHost, listEvents, manages } from "#app/domains/events/events.repository.server.ts";
import { EventList } from "#app/domains/events/ui/event-parts.tsx";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const db = await database();
  const host = await findHost(db, params.slug ?? "", actor?.userId ?? "");
  if (!host) throw new Response(null, { status: 404 });
  const list = { communityPartyId: host.id, withPlans: manages(host), now: new Date() };
  const [ahead, past] = await Promise.all([listEvents(db, { ...list, when: "ahead", limit: 50 }), listEvents(db, { ...list, when: "past", limit: 30 })]);
  const locale = requestLocale(request);
  return { id: host.id, slug: host.slug, name: host.name, manages: manages(host), ahead, past, locale, title: translator(locale, "events")("list.title", { name: host.name }) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CommunityEvents() {
  const { id, slug, name, manages: mayPlan, ahead, past, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["events", "communities"]);
  useLive([`community:${id}`]);
  const plan = mayPlan ? (
    <LinkButton to={communityPath(slug, "/events/new")} icon="plus">
      {t("list.plan")}
    </LinkButton>
  ) : null;
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={title} lead={t("list.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(slug), label: name }, { label: t("list.short") }]} />} actions={plan} />
      {ahead.length === 0 ? (
        <EmptyState kind="bookings" title={t("list.none")} action={plan ?? undefined}>
          {t("list.noneText")}
        </EmptyState>
      ) : (
        <Section title={t("list.ahead")}>
          <EventList events={ahead} locale={locale} />
        </Section>
      )}
      {past.length > 0 ? (
        <Section title={t("list.past")}>
          <EventList events={past} locale={locale} />
        </Section>
      ) : null}
    </div>
  );
}
