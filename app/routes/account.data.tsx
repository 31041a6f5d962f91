import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { askForExport, keepExportDays, viewExport } from "#app/domains/my-data/exports.service.server.ts";
import { ExportCard } from "#app/domains/my-data/ui/export-card.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  return {
    latest: await viewExport(await database(), actor),
    keptDays: keepExportDays,
    userId: actor.userId,
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "my-data")("title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const done = await askForExport(await database(), actor);
  return done.ok ? redirect("/account/data") : data({ error: errorKey(done.error) }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** Everything about oneself: to take along. */
export default function MyData() {
  const { latest, keptDays, userId, locale, timeZone, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("my-data");
  useLive([`user:${userId}`]);
  return (
    <>
      <PageHeader title={title} lead={t("lead")} />
      <div className="grid gap-6 pb-12">
        {failed ? (
          <Alert tone="error" live>
            {t(failed.error)}
          </Alert>
        ) : null}
        <ExportCard latest={latest} keptDays={keptDays} locale={locale} timeZone={timeZone} />
      </div>
    </>
  );
}
