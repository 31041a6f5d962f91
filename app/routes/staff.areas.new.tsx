import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { areaForm } from "#app/domains/pickups/home/areas.schema.ts";
import { makeArea } from "#app/domains/pickups/home/areas.service.server.ts";
import { findPointFacts, selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { AreaForm, type AreaTyped } from "#app/domains/pickups/ui/home/area-form.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  // An area begins at a point: the first one has to be there.
  if (!points[0]) throw redirect("/staff/points/new");
  const depot = await findPointFacts(db, points[0].id);
  const typed: AreaTyped = { shape: "circle", outline: "", areaId: newId(), pointId: points[0].id, name: "", latitude: String(depot?.latitude ?? ""), longitude: String(depot?.longitude ?? ""), radiusKm: "5", maxVisitKg: "200", serviceMinutes: "10" };
  const settings = env();
  return { points, typed, map: { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" }, title: translator(requestLocale(request), "home-pickup")("areas.makeTitle") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const submission = parseWithZod(await request.formData(), { schema: areaForm });
  if (submission.status !== "success") return data({ error: null, submission: submission.reply() }, { status: 400 });
  const { version: _none, ...area } = submission.value;
  const made = await makeArea(await database(), actor, area);
  if (!made.ok) return data({ error: made.error, submission: submission.reply() }, { status: statusOf(made.error) });
  return redirect("/staff/areas");
}

export default function NewArea() {
  const { points, typed, map, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("home-pickup");
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/areas", label: t("areas.title") }, { label: title }]} />} title={title} lead={t("areas.makeLead")} />
      <Refusal error={failure?.error} />
      <AreaForm typed={{ ...typed, ...(failure?.submission.initialValue as Partial<AreaTyped> | undefined) }} errors={failure?.submission.error ?? {}} map={map} points={points} submit={t("areas.makeSubmit")} />
    </div>
  );
}
