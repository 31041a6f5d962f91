import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { passwordLength, SignUpInput } from "#app/domains/identity/account.schema.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { callAuth } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { callbackFor, timeZoneHeader } from "#app/domains/identity/auth.server.ts";
import { DoorPage } from "#app/domains/identity/ui/door-page.tsx";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get("returnTo"));
  if (await currentActor(request)) throw redirect(returnTo);
  return { returnTo, title: translator(requestLocale(request), "account")("signUp.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: SignUpInput });
  if (submission.status !== "success") return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const { name, email, password, timeZone } = submission.value;
  const answer = await callAuth(
    request,
    "/sign-up/email",
    { name, email, password, locale: requestLocale(request), callbackURL: callbackFor(safeReturnTo(submission.value.returnTo)) },
    timeZone ? { [timeZoneHeader]: timeZone } : {},
  );
  if (!answer.ok) {
    return data(submission.reply({ hideFields: ["password"], formErrors: [authErrorKey(answer.code)] }), { status: answer.status === 429 ? 429 : 400 });
  }
  const back = new URLSearchParams({ email, returnTo: safeReturnTo(submission.value.returnTo) });
  return redirect(`/verify/sent?${back}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function SignUp() {
  const { returnTo } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(SignUpInput, { id: "sign-up", lastResult: useActionData<typeof action>() });
  const zone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return (
    <DoorPage
      title={t("signUp.title")}
      lead={t("signUp.lead")}
      footer={
        <p>
          {t("signUp.haveAccount")}{" "}
          <Link className="link" to={`/sign-in?${new URLSearchParams({ returnTo })}`}>
            {t("signUp.signIn")}
          </Link>
        </p>
      }
    >
      <Form method="post" {...formProps} className="grid gap-5">
        <FormErrors errors={form.errors} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <input type="hidden" name="timeZone" ref={zone} defaultValue="" />
        <TextField field={get("name")} label={t("signUp.name")} hint={t("signUp.nameHint")} autoComplete="name" />
        <TextField field={get("email")} type="email" label={t("signUp.email")} hint={t("signUp.emailHint")} autoComplete="email" />
        <TextField
          field={get("password")}
          type="password"
          label={t("signUp.password")}
          hint={t("signUp.passwordHint", { min: passwordLength.min })}
          autoComplete="new-password"
        />
        <SubmitButton size="lg" wide busyLabel={t("signUp.busy")}>
          {t("signUp.submit")}
        </SubmitButton>
      </Form>
    </DoorPage>
  );
}
