import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { EmailInput } from "#app/domains/identity/account.schema.ts";
import { callAuth } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const sentTo = new URL(request.url).searchParams.get("sent");
  return {
    sentTo: sentTo?.slice(0, 254) ?? null,
    mailbox: sentTo !== null && isMailboxOpen(request),
    title: translator(requestLocale(request), "account")(sentTo === null ? "forgot.title" : "forgot.sentTitle"),
  };
}

/** Asks for a reset mail. Says the same whether the address has an account or not. */
export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: EmailInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { email } = submission.value;
  const answer = await callAuth(request, "/request-password-reset", { email });
  if (!answer.ok) return data(submission.reply({ formErrors: [authErrorKey(answer.code)] }), { status: answer.status === 429 ? 429 : 400 });
  return redirect(`/forgot-password?${new URLSearchParams({ sent: email })}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ForgotPassword() {
  const { sentTo, mailbox } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(EmailInput, { id: "forgot", lastResult: useActionData<typeof action>() });
  const footer = (
    <Link className="link" to="/sign-in">
      {t("forgot.back")}
    </Link>
  );
  if (sentTo !== null) {
    return (
      <DoorPage title={t("forgot.sentTitle")} footer={footer}>
        <p>{t("forgot.sent", { email: sentTo })}</p>
        {mailbox ? (
          <Alert tone="info" action={<LinkButton to={`/mailbox?${new URLSearchParams({ to: sentTo })}`}>{t("sent.mailbox")}</LinkButton>}>
            {t("sent.mailboxNote")}
          </Alert>
        ) : null}
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t("forgot.title")} lead={t("forgot.lead")} footer={footer}>
      <Form method="post" {...formProps} className="grid gap-5">
        <FormErrors errors={form.errors} />
        <TextField field={get("email")} type="email" label={t("forgot.email")} autoComplete="username" />
        <SubmitButton wide>{t("forgot.submit")}</SubmitButton>
      </Form>
    </DoorPage>
  );
}
