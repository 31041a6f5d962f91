import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { passwordLength, ResetPasswordInput } from "#app/domains/identity/account.schema.ts";
import { callAuth } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { findResetUserId } from "#app/domains/identity/sessions.repository.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { disconnectUser } from "#app/realtime/io.server.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, title: translator(requestLocale(request), "account")("reset.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: ResetPasswordInput });
  if (submission.status !== "success") return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const { token, password } = submission.value;
  const userId = await findResetUserId(await database(), token);
  const answer = await callAuth(request, "/reset-password", { token, newPassword: password });
  if (!answer.ok) {
    return data(submission.reply({ hideFields: ["password"], formErrors: [authErrorKey(answer.code)] }), { status: answer.status === 429 ? 429 : 400 });
  }
  // All sessions have ended, so have the live connections that were theirs.
  if (userId) disconnectUser(userId);
  return redirect("/sign-in?reset=1");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(ResetPasswordInput, { id: "reset", lastResult: useActionData<typeof action>() });
  if (!token) {
    return (
      <DoorPage title={t("reset.title")}>
        <p>{t("reset.noToken")}</p>
        <LinkButton to="/forgot-password">{t("reset.askAgain")}</LinkButton>
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t("reset.title")} lead={t("reset.lead")}>
      <Form method="post" {...formProps} className="grid gap-5">
        <FormErrors errors={form.errors} />
        {form.errors ? (
          <LinkButton variant="secondary" to="/forgot-password">
            {t("reset.askAgain")}
          </LinkButton>
        ) : null}
        <input type="hidden" name="token" value={token} />
        <TextField field={get("password")} type="password" label={t("reset.password")} hint={t("signUp.passwordHint", { min: passwordLength.min })} autoComplete="new-password" />
        <SubmitButton wide>{t("reset.submit")}</SubmitButton>
      </Form>
    </DoorPage>
  );
}
