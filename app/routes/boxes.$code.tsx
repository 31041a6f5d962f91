import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { actOnPackaging } from "#app/domains/packaging/act.server.ts";
import { boxMoves, mayMoveBox } from "#app/domains/packaging/packaging.rules.ts";
import { PackagingRefusal } from "#app/domains/packaging/ui/packaging-parts.tsx";
import { viewBox } from "#app/domains/packaging/view.service.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatPrice } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const code = (params.code ?? "").toUpperCase();
  const seen = await viewBox(await database(), actor, code);
  if (!seen) throw new Response(null, { status: 404 });
  const locale = requestLocale(request);
  const moves = seen.runs ? boxMoves.filter((to) => mayMoveBox(seen.box.state, to)) : [];
  return { ...seen, moves, locale, qr: qrPath(`${env().PUBLIC_URL}/boxes/${code}`), title: translator(locale, "packaging")("box.title", { code }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  form.set("code", (params.code ?? "").toUpperCase());
  form.set("intent", "move");
  const outcome = await actOnPackaging(await database(), actor, form, (schema) => parseWithZod(form, { schema }));
  return "done" in outcome ? redirect(`/boxes/${params.code ?? ""}`) : data(outcome, { status: outcome.refusal ? statusOf(outcome.refusal.code) : 400 });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function BoxPage() {
  const { box, isMine, moves, locale, qr, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("packaging");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={t("box.text", { name: box.poolName })} />
      <div className="grid gap-4">
        <PackagingRefusal refusal={failed?.refusal} />
        {isMine ? <Alert>{t("box.mine")}</Alert> : null}
        <Card as="section" className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <DefinitionList
            items={[
              { term: t("box.kind"), value: box.typeName },
              { term: t("box.pool"), value: box.poolName },
              { term: t("box.deposit"), value: formatPrice(box.depositMinor, box.currency, locale) },
              { term: t("box.state"), value: t(`states.${box.state}`) },
              ...(box.holderName ? [{ term: t("box.holder"), value: box.holderName }] : []),
            ]}
          />
          <QrCode path={qr} label={t("box.qr")} />
        </Card>
        {moves.length > 0 ? (
          <Form method="post" className="grid gap-2">
            <input type="hidden" name="version" value={box.version} />
            <span className="flex flex-wrap gap-2">
              {moves.map((to) => (
                <SubmitButton key={to} name="to" value={to} variant={to === "in_stock" ? "primary" : "secondary"}>
                  {t(`box.${to}`)}
                </SubmitButton>
              ))}
            </span>
            {moves.includes("lost") ? <p className="text-sm text-ink-soft">{t("box.lostText")}</p> : null}
          </Form>
        ) : null}
      </div>
    </div>
  );
}
