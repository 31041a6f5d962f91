import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findPass, renewPass } from "#app/domains/pickups/passes.repository.server.ts";
import { passCodeWords } from "#app/domains/pickups/passes.rules.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const code = await findPass(await database(), { userId: actor.userId, partyId: actor.party.id });
  return {
    code: code && passCodeWords(code),
    qr: code && qrPath(`${env().PUBLIC_URL}/staff/walk-in?pass=${code}`),
    partyName: actor.party.name,
    title: translator(requestLocale(request), "pickups")("pass.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  await renewPass(await database(), { userId: actor.userId, partyId: actor.party.id, now: new Date() });
  return redirect("/account/pass");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Pass() {
  const { code, qr, partyName, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("pickups");
  return (
    <>
      <PageHeader title={title} lead={t("pass.lead", { party: partyName })} />
      <Card as="section" tone={code ? "sunken" : "surface"} padding="lg" className="grid max-w-md gap-4">
        {code && qr ? (
          <div className="grid justify-items-center gap-3 text-center">
            <QrCode path={qr} label={t("pass.qr")} />
            <p>
              <span className="sr-only">{t("pass.digits")}: </span>
              <span data-testid="pass-code" className="tabular font-display text-3xl font-semibold">
                {code}
              </span>
            </p>
          </div>
        ) : null}
        <p className="text-ink-soft">{t("pass.says")}</p>
        <Form method="post" className="grid gap-2" preventScrollReset>
          <div>
            <SubmitButton icon={code ? "refresh" : "qr"} variant={code ? "secondary" : "primary"}>
              {t(code ? "pass.renew" : "pass.make")}
            </SubmitButton>
          </div>
          {code ? <p className="text-sm text-ink-soft">{t("pass.renewHint")}</p> : null}
        </Form>
      </Card>
    </>
  );
}
