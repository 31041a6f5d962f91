import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { actOnPackaging } from "#app/domains/packaging/act.server.ts";
import { HeldPool } from "#app/domains/packaging/ui/held-pool.tsx";
import { PackagingRefusal, ReturnList } from "#app/domains/packaging/ui/packaging-parts.tsx";
import { viewHolder } from "#app/domains/packaging/view.service.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const seen = await viewHolder(await database(), actor);
  return { ...seen, qr: seen.card ? qrPath(seen.card) : null, locale, partyId: actor.party.id, returnId: newId(), title: translator(locale, "packaging")("holder.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const outcome = await actOnPackaging(await database(), actor, form, (schema) => parseWithZod(form, { schema }));
  if (!("done" in outcome)) return data({ ...outcome, poolId: String(form.get("poolId") ?? "") }, { status: outcome.refusal ? statusOf(outcome.refusal.code) : 400 });
  const { returnId } = outcome.done as { returnId?: string };
  return redirect(returnId ? `/packaging/returns/${returnId}` : "/packaging");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function MyBoxes() {
  const { card, pools, returns, qr, locale, partyId, returnId: freshId } = useLoaderData<typeof loader>();
  const returnId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("packaging");
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("holder.title")} lead={t("holder.lead")} />
      <div className="grid gap-5">
        <PackagingRefusal refusal={failed?.refusal} />
        <Card as="section" tone="sunken" className="flex flex-wrap items-center gap-4">
          {qr ? <QrCode path={qr} label={t("holder.cardQr")} /> : null}
          <div className="grid min-w-0 grow basis-56 gap-2">
            <h2 className="text-xl">{t("holder.card")}</h2>
            <p className="text-sm text-ink-soft">{t("holder.cardText")}</p>
            {card ? (
              <p data-testid="card-code" className="tabular font-display text-2xl font-semibold">
                {card}
              </p>
            ) : (
              <Form method="post">
                <SubmitButton name="intent" value="card" icon="qr">
                  {t("holder.cardGet")}
                </SubmitButton>
              </Form>
            )}
          </div>
        </Card>
        {pools.length === 0 ? (
          <div>
            <h2 className="text-xl">{t("holder.none")}</h2>
            <p className="text-ink-soft">{t("holder.noneText")}</p>
          </div>
        ) : null}
        {pools.map((pool) => (
          <HeldPool key={`${pool.id} ${failed ? "again" : returnId}`} pool={pool} locale={locale} returnId={returnId} reply={failed?.poolId === pool.id ? failed.reply : null} />
        ))}
      </div>
      {returns.length > 0 ? (
        <Section title={t("holder.returns")}>
          <ReturnList returns={returns} base="/packaging" locale={locale} />
        </Section>
      ) : null}
    </div>
  );
}
