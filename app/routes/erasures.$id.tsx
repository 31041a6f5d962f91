import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { erasureRef } from "#app/domains/erasure/erasure.schema.ts";
import { viewErasure } from "#app/domains/erasure/erasure.service.server.ts";
import { CertificateCard } from "#app/domains/erasure/ui/certificate-card.tsx";
import { ErasureFacts } from "#app/domains/erasure/ui/erasure-facts.tsx";
import { ErasureRefusal, ErasureStateBadge } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { withdrawErasureChoice } from "#app/flows/withdraw-erasure.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const seen = await viewErasure(await database(), actor, params.id ?? "");
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error) });
  const { erasure, side } = seen.value;
  if (side === "recycler") throw redirect(`/staff/erasures/${erasure.id}`);
  const locale = requestLocale(request);
  const t = translator(locale, "erasure");
  const { certificate } = erasure;
  const checkUrl = certificate ? `${env().PUBLIC_URL}/certificates?${new URLSearchParams({ number: certificate.number, check: certificate.check.replaceAll(" ", "") })}` : null;
  return {
    erasure,
    locale,
    timeZone: actor.party.timeZone,
    mayWithdraw: erasure.state === "chosen" && hasRole(actor.role, "member"),
    checkUrl,
    qr: checkUrl ? qrPath(checkUrl) : null,
    title: t("one.title", { kind: t(`kinds.${erasure.deviceKind}`), count: erasure.deviceCount }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: erasureRef });
  if (submission.status !== "success") return data({ error: "ERASURE.NOT_FOUND" }, { status: 400 });
  const done = await withdrawErasureChoice(await database(), actor, submission.value);
  return done.ok ? redirect(`/erasures/${done.value.erasureId}`) : data({ error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ErasurePage() {
  const { erasure, locale, timeZone, mayWithdraw, checkUrl, qr, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("erasure");
  useLive([`${erasure.cause.type}:${erasure.cause.id}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <div className="print:hidden">
        <PageHeader title={title} lead={<ErasureStateBadge state={erasure.state} />} breadcrumbs={<Breadcrumbs items={[{ to: "/erasures", label: t("mine.title") }, { label: title }]} />} />
      </div>
      <div className="grid gap-4">
        <ErasureRefusal error={failed?.error} />
        {erasure.certificate && checkUrl ? (
          <CertificateCard erasure={erasure} locale={locale} timeZone={timeZone} checkUrl={checkUrl} qr={qr ? <QrCode path={qr} label={t("certificate.qr")} /> : null} />
        ) : (
          <Alert>{t(erasure.state === "withdrawn" ? "one.withdrawn" : "one.waiting")}</Alert>
        )}
        <Card as="section" className="print:hidden">
          <ErasureFacts erasure={erasure} side="owner" locale={locale} timeZone={timeZone} />
        </Card>
        {mayWithdraw ? (
          <Form method="post" className="grid gap-2">
            <input type="hidden" name="erasureId" value={erasure.id} />
            <input type="hidden" name="version" value={erasure.version} />
            <p className="text-sm text-ink-soft">{t("one.withdrawHint")}</p>
            <span>
              <SubmitButton variant="secondary" icon="undo">
                {t("one.withdraw")}
              </SubmitButton>
            </span>
          </Form>
        ) : null}
      </div>
    </div>
  );
}
