import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { EmailInput } from "#app/domains/identity/account.schema.ts";
import { callAuth, withCookies } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { callbackFor } from "#app/domains/identity/auth.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";

/** The link of the confirmation mail: confirms the address, signs in, and goes on to where the person was. */
export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const returnTo = safeReturnTo(query.get("returnTo"));
  const token = query.get("token") ?? "";
  const answer = await callAuth(request, `/verify-email?${new URLSearchParams({ token })}`);
  // A second press on a link that has done its work signs nobody in; the sign-in page then leads on.
  if (answer.ok) {
    const to = answer.cookies.length > 0 ? returnTo : `/sign-in?${new URLSearchParams({ returnTo })}`;
    throw redirect(to, { headers: withCookies(answer.cookies) });
  }
  const t = translator(requestLocale(request), "account");
  return data({ returnTo, reason: answer.code === "TOKEN_EXPIRED" ? ("expired" as const) : ("invalid" as const), title: t("verify.title") }, { status: 400 });
}

/** Sends the confirmation mail again. Says the same whether the address waits for one or not. */
export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: EmailInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { email } = submission.value;
  const returnTo = safeReturnTo(submission.value.returnTo);
  const answer = await callAuth(request, "/send-verification-email", { email, callbackURL: callbackFor(returnTo) });
  if (!answer.ok) return data(submission.reply({ formErrors: [authErrorKey(answer.code)] }), { status: answer.status === 429 ? 429 : 400 });
  return redirect(`/verify/sent?${new URLSearchParams({ email, returnTo, again: "1" })}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Verify() {
  const { returnTo, reason } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(EmailInput, { id: "verify", lastResult: useActionData<typeof action>() });
  return (
    <DoorPage
      title={t("verify.title")}
      lead={t(`verify.${reason}`)}
      footer={
        <Link className="link" to={`/sign-in?${new URLSearchParams({ returnTo })}`}>
          {t("signUp.signIn")}
        </Link>
      }
    >
      <Form method="post" {...formProps} className="grid gap-5">
        <FormErrors errors={form.errors} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField field={get("email")} type="email" label={t("verify.email")} autoComplete="email" />
        <SubmitButton wide>{t("verify.submit")}</SubmitButton>
      </Form>
    </DoorPage>
  );
}
