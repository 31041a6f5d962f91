import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { eraseInput } from "#app/domains/erasure/erasure.schema.ts";
import { viewErasure } from "#app/domains/erasure/erasure.service.server.ts";
import { CertificateCard } from "#app/domains/erasure/ui/certificate-card.tsx";
import { EraseForm } from "#app/domains/erasure/ui/erase-form.tsx";
import { ErasureFacts } from "#app/domains/erasure/ui/erasure-facts.tsx";
import { ErasureRefusal, ErasureStateBadge } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { recordErasureDone } from "#app/flows/record-erasure.server.ts";
import { handOverOf } from "#app/flows/erasure-hand-over.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const seen = await viewErasure(db, actor, params.id ?? "");
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error) });
  const { erasure, side } = seen.value;
  if (side === "owner") throw redirect(`/erasures/${erasure.id}`);
  const locale = requestLocale(request);
  const t = translator(locale, "erasure");
  const isTheirs = (await handOverOf(db, erasure.cause))?.stage === "handed_over";
  return {
    erasure,
    locale,
    timeZone: actor.party.timeZone,
    mayRecord: erasure.state === "chosen" && isTheirs,
    checkUrl: `${env().PUBLIC_URL}/certificates`,
    title: t("one.title", { kind: t(`kinds.${erasure.deviceKind}`), count: erasure.deviceCount }),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  form.set("erasureId", params.id ?? "");
  const submission = parseWithZod(form, { schema: eraseInput });
  if (submission.status !== "success") return data({ error: null, reply: submission.reply() }, { status: 400 });
  const done = await recordErasureDone(await database(), actor, submission.value);
  return done.ok ? redirect(`/staff/erasures/${done.value.erasureId}`) : data({ error: done.error, reply: submission.reply() }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffErasure() {
  const { erasure, locale, timeZone, mayRecord, checkUrl, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("erasure");
  useLive([`${erasure.cause.type}:${erasure.cause.id}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={<ErasureStateBadge state={erasure.state} />} breadcrumbs={<Breadcrumbs items={[{ to: "/staff/erasures", label: t("staff.title") }, { label: title }]} />} />
      <div className="grid gap-4">
        <ErasureRefusal error={failed?.error} />
        <Card as="section">
          <ErasureFacts erasure={erasure} side="recycler" locale={locale} timeZone={timeZone} />
        </Card>
        {erasure.certificate ? <CertificateCard erasure={erasure} locale={locale} timeZone={timeZone} checkUrl={checkUrl} qr={null} /> : null}
        {mayRecord ? (
          <Card as="section" padding="lg" className="grid gap-4">
            <h2 className="text-xl">{t("staff.record")}</h2>
            <EraseForm erasure={erasure} reply={failed?.reply} />
          </Card>
        ) : erasure.state === "chosen" ? (
          <Alert>{t("errors.NOT_HANDED_OVER_WRONG_STATE")}</Alert>
        ) : null}
      </div>
    </div>
  );
}
