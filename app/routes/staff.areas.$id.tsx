import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { findArea } from "#app/domains/pickups/home/areas.repository.server.ts";
import { areaForm } from "#app/domains/pickups/home/areas.schema.ts";
import { outlineText } from "#app/domains/pickups/home/outline.rules.ts";
import { changeArea } from "#app/domains/pickups/home/areas.service.server.ts";
import { AreaForm, type AreaTyped } from "#app/domains/pickups/ui/home/area-form.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { massText } from "#app/domains/pickups/weights.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const area = await findArea(await database(), params.id ?? "");
  if (!area || area.recyclerPartyId !== actor.party.id) throw new Response(null, { status: 404, statusText: "PICKUPS.NOT_FOUND" });
  const typed: AreaTyped = {
    shape: area.outline ? "outline" : "circle",
    outline: area.outline ? outlineText(area.outline) : "",
    areaId: area.id,
    pointId: area.pointId,
    name: area.name,
    latitude: String(area.latitude),
    longitude: String(area.longitude),
    radiusKm: String(area.radiusMetres / 1000),
    maxVisitKg: area.maxVisitGrams === null ? "" : massText(area.maxVisitGrams, "kg"),
    serviceMinutes: String(area.serviceMinutes),
  };
  const settings = env();
  return { typed, version: area.version, name: area.name, map: { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" } };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.name ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const form = await request.formData();
  form.set("areaId", params.id ?? "");
  const submission = parseWithZod(form, { schema: areaForm });
  if (submission.status !== "success") return data({ error: null, submission: submission.reply() }, { status: 400 });
  const { pointId: _stays, version = 0, ...area } = submission.value;
  const done = await changeArea(await database(), actor, { ...area, version });
  if (!done.ok) return data({ error: done.error, submission: submission.reply() }, { status: statusOf(done.error) });
  return redirect("/staff/areas");
}

export default function EditArea() {
  const { typed, version, name, map } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("home-pickup");
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/areas", label: t("areas.title") }, { label: name }]} />} title={name} lead={t("areas.changeLead")} />
      <Refusal error={failure?.error} />
      <AreaForm typed={{ ...typed, ...(failure?.submission.initialValue as Partial<AreaTyped> | undefined) }} errors={failure?.submission.error ?? {}} map={map} version={version} submit={t("areas.save")} />
    </div>
  );
}
