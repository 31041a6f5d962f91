import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { roundFactor } from "#app/domains/impact/impact.rounds.ts";
import { RoundRefusal } from "#app/domains/rounds/ui/round-refusal.tsx";
import { VehicleForm } from "#app/domains/rounds/ui/vehicle-form.tsx";
import { VehicleList } from "#app/domains/rounds/ui/vehicle-list.tsx";
import { vehicleInput, vehicleKinds } from "#app/domains/rounds/vehicles.schema.ts";
import { listVehicles, saveVehicle, setVehicleInUse } from "#app/domains/rounds/vehicles.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const vehicles = await listVehicles(await database(), actor);
  const locale = requestLocale(request);
  const edited = new URL(request.url).searchParams.get("edit");
  // Grams per kilometre, as published in kilograms.
  const factors = Object.fromEntries(vehicleKinds.map((kind) => [kind, Math.round((roundFactor(kind)?.value ?? 0) * 1000)]));
  return { vehicles: vehicles.ok ? vehicles.value : [], edited, factors, newId: newId(), locale, title: translator(locale, "rounds")("vehicles.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  if (form.get("intent") === "use") {
    const changed = await setVehicleInUse(db, actor, { vehicleId: String(form.get("vehicleId")), version: Number(form.get("version")), isActive: form.get("isActive") === "yes" });
    return changed.ok ? redirect("/staff/vehicles") : data({ error: changed.error, submission: null }, { status: statusOf(changed.error) });
  }
  const submission = parseWithZod(form, { schema: vehicleInput });
  if (submission.status !== "success") return data({ error: null, submission: submission.reply() }, { status: 400 });
  const saved = await saveVehicle(db, actor, submission.value);
  if (saved.ok) return redirect("/staff/vehicles");
  const isName = saved.error === "ROUNDS.NAME_TAKEN";
  return data({ error: isName ? null : saved.error, submission: submission.reply(isName ? { fieldErrors: { name: ["rounds:errors.NAME_TAKEN"] } } : {}) }, { status: statusOf(saved.error) });
}

export default function Vehicles() {
  const { vehicles, edited, factors, newId: freshId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("rounds");
  const typed = (failure?.submission?.initialValue ?? {}) as Record<string, string | undefined>;
  const vehicle = vehicles.find((one) => one.id === (typed.vehicleId ?? edited)) ?? null;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/rounds", label: t("day.title") }, { label: title }]} />} title={title} lead={t("vehicles.lead")} />
      <RoundRefusal error={failure?.error} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        {vehicles.length === 0 ? (
          <EmptyState kind="bookings" title={t("vehicles.empty")} headingLevel={2}>
            {t("vehicles.emptyText")}
          </EmptyState>
        ) : (
          <VehicleList vehicles={vehicles} factors={factors} locale={locale} />
        )}
        <Card as="section" className="grid gap-4">
          <h2 className="text-xl">{vehicle ? vehicle.name : t("vehicles.add")}</h2>
          <VehicleForm key={vehicle?.id ?? "new"} vehicle={vehicle} vehicleId={vehicle?.id ?? typed.vehicleId ?? freshId} typed={typed} errors={failure?.submission?.error ?? {}} />
        </Card>
      </div>
    </div>
  );
}
