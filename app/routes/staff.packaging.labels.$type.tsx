import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { labelsOf } from "#app/domains/packaging/view.service.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "community"], "staff");
  const labels = await labelsOf(await database(), actor, params.type ?? "");
  if (!labels.ok) throw new Response(null, { status: statusOf(labels.error) });
  const { typeName, codes } = labels.value;
  return { typeName, labels: codes.map((code) => ({ code, qr: qrPath(`${env().PUBLIC_URL}/boxes/${code}`) })), title: translator(requestLocale(request), "packaging")("labels.title", { name: typeName }) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Labels() {
  const { typeName, labels, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("packaging");
  return (
    <div className="content max-w-4xl pb-12">
      <div className="print:hidden">
        <PageHeader title={title} lead={labels.length > 0 ? t("labels.lead", { count: labels.length }) : t("labels.none")} breadcrumbs={<Breadcrumbs items={[{ to: "/staff/packaging", label: t("staff.title") }, { label: title }]} />} />
      </div>
      <ul className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {labels.map(({ code, qr }) => (
          <li key={code} className="grid justify-items-center gap-1 break-inside-avoid rounded-control border border-line bg-surface p-3 text-center">
            <QrCode path={qr} label={code} />
            <span className="tabular text-sm font-semibold">{code}</span>
            <span className="text-sm text-ink-soft">{typeName}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
