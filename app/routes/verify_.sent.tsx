import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return {
    email: (query.get("email") ?? "").slice(0, 254),
    returnTo: safeReturnTo(query.get("returnTo")),
    again: query.get("again") === "1",
    mailbox: isMailboxOpen(request),
    title: translator(requestLocale(request), "account")("sent.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function VerifySent() {
  const { email, returnTo, again, mailbox } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  return (
    <DoorPage
      title={t("sent.title")}
      lead={email ? t("sent.lead", { email }) : t("sent.leadNoEmail")}
      footer={
        <Link className="link" to={`/sign-up?${new URLSearchParams({ returnTo })}`}>
          {t("sent.other")}
        </Link>
      }
    >
      {again ? (
        <Alert tone="success" live>
          {t("sent.againDone")}
        </Alert>
      ) : null}
      {mailbox ? (
        <Alert tone="info" action={<LinkButton to={`/mailbox?${new URLSearchParams({ to: email })}`}>{t("sent.mailbox")}</LinkButton>}>
          {t("sent.mailboxNote")}
        </Alert>
      ) : null}
      <p className="text-ink-soft">{t("sent.hint")}</p>
      {email ? (
        <Form method="post" action="/verify">
          <input type="hidden" name="email" value={email} />
          <input type="hidden" name="returnTo" value={returnTo} />
          <SubmitButton variant="secondary">{t("sent.again")}</SubmitButton>
        </Form>
      ) : null}
    </DoorPage>
  );
}
