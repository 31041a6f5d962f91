import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { openForCare } from "#app/domains/points/care/care.service.server.ts";
import { correctionsWaiting } from "#app/domains/points/corrections/corrections.service.server.ts";
import { pointLabel } from "#app/domains/points/ui/point-words.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs, Tabs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** The frame of a point's own pages. Each of them asks again whether the actor may. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openForCare(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const locale = requestLocale(request);
  const { point } = opened.value;
  const site = point.kind === "container" ? ("container" as const) : ("centre" as const);
  const tier = point.kind === "transfer" || point.kind === "sorting" ? point.kind : ("collection" as const);
  const label = pointLabel({ name: point.name, tier, site, address: point.address, materials: point.materials.filter((one) => one.accepts).map((one) => one.material) }, translator(locale, "points"), translator(locale, "materials"));
  return { id: point.id, label, waiting: (await correctionsWaiting(db, actor, point.id)) ?? 0 };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.label ?? ""} · Roundabout` }];

export default function StaffPoint() {
  const { id, label, waiting } = useLoaderData<typeof loader>();
  const { t } = useTranslation("point-care");
  const at = `/staff/points/${id}`;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={label}
        breadcrumbs={<Breadcrumbs items={[{ to: "/staff/points", label: t("list.title") }, { label }]} />}
        actions={
          <LinkButton to={`/points/${id}`} variant="secondary" icon="point">
            {t("seePublic")}
          </LinkButton>
        }
      />
      <Tabs
        label={t("tabs.label")}
        tabs={[
          { to: at, label: t("tabs.facts"), end: true },
          { to: `${at}/materials`, label: t("tabs.materials") },
          { to: `${at}/hours`, label: t("tabs.hours") },
          { to: `${at}/photos`, label: t("tabs.photos") },
          { to: `${at}/corrections`, label: t("tabs.corrections"), count: waiting },
        ]}
      />
      <Outlet />
    </div>
  );
}
