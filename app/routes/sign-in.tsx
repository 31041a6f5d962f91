import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { SignInInput } from "#app/domains/identity/account.schema.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { callAuth, withCookies } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { callbackFor } from "#app/domains/identity/auth.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { cookieValue, preferenceCookie } from "#app/platform/cookies.server.ts";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const returnTo = safeReturnTo(query.get("returnTo"));
  if (await currentActor(request)) throw redirect(returnTo);
  return { returnTo, resetDone: query.get("reset") === "1", title: translator(requestLocale(request), "account")("signIn.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: SignInInput });
  if (submission.status !== "success") return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const { email, password } = submission.value;
  const returnTo = safeReturnTo(submission.value.returnTo);
  const answer = await callAuth(request, "/sign-in/email", { email, password, callbackURL: callbackFor(returnTo) });
  if (!answer.ok) {
    return data(submission.reply({ hideFields: ["password"], formErrors: [authErrorKey(answer.code)] }), { status: answer.status === 429 ? 429 : 400 });
  }
  const headers = withCookies(answer.cookies);
  // On a device where nobody has chosen a language yet, the person's own.
  const { locale } = (answer.body.user ?? {}) as { locale?: unknown };
  if (isLocale(locale) && cookieValue(request.headers.get("cookie"), "rb_locale") === null) {
    headers.append("Set-Cookie", preferenceCookie("rb_locale", locale));
  }
  return redirect(returnTo, { headers });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function SignIn() {
  const { returnTo, resetDone } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(SignInInput, { id: "sign-in", lastResult: useActionData<typeof action>() });
  const back = new URLSearchParams({ returnTo });
  return (
    <DoorPage
      title={t("signIn.title")}
      lead={returnTo === "/" ? t("signIn.lead") : t("signIn.leadReturn")}
      footer={
        <p>
          {t("signIn.newHere")}{" "}
          <Link className="link" to={`/sign-up?${back}`}>
            {t("signIn.signUp")}
          </Link>
        </p>
      }
    >
      {/* A whole new document, so that the page's live connection is made afresh, as this person. */}
      <Form method="post" reloadDocument {...formProps} className="grid gap-5">
        {resetDone && !form.errors ? (
          <Alert tone="success" live>
            {t("signIn.resetDone")}
          </Alert>
        ) : null}
        <FormErrors errors={form.errors} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField field={get("email")} type="email" label={t("signIn.email")} autoComplete="username" />
        <TextField field={get("password")} type="password" label={t("signIn.password")} autoComplete="current-password" />
        <SubmitButton size="lg" wide busyLabel={t("signIn.busy")}>
          {t("signIn.submit")}
        </SubmitButton>
        <Link className="link justify-self-start" to="/forgot-password">
          {t("signIn.forgot")}
        </Link>
      </Form>
    </DoorPage>
  );
}
