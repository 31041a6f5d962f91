import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { ChangePasswordInput, passwordLength, ProfileInput } from "#app/domains/identity/account.schema.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { callAuth, withCookies } from "#app/domains/identity/auth-call.server.ts";
import { authErrorKey } from "#app/domains/identity/auth-errors.ts";
import { updatePerson } from "#app/domains/identity/sessions.repository.server.ts";
import { PartyList } from "#app/domains/identity/ui/party-list.tsx";
import { FormErrors, SelectField, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { preferenceCookie } from "#app/platform/cookies.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { disconnectUser } from "#app/realtime/io.server.ts";
import { locales } from "#app/shared/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const who = await signedIn(request);
  const done = new URL(request.url).searchParams.get("done");
  return {
    name: actor.userName,
    email: who?.email ?? "",
    locale: actor.locale,
    isOperator: actor.isOperator,
    actingId: actor.party.id,
    parties: (who?.parties ?? []).map(({ id, kind, name, slug, role }) => ({ id, kind, name, slug, role })),
    done: done === "saved" || done === "password" ? done : null,
    title: translator(requestLocale(request), "account")("profile.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  if (form.get("intent") === "password") return changePassword(request, actor.userId, form);
  const submission = parseWithZod(form, { schema: ProfileInput });
  if (submission.status !== "success") return data({ form: "profile" as const, result: submission.reply() }, { status: 400 });
  await updatePerson(await database(), { userId: actor.userId, ...submission.value });
  return redirect("/account?done=saved", { headers: { "Set-Cookie": preferenceCookie("rb_locale", submission.value.locale) } });
}

async function changePassword(request: Request, userId: string, form: FormData) {
  const submission = parseWithZod(form, { schema: ChangePasswordInput });
  const hideFields = ["currentPassword", "newPassword"];
  const refuse = (result: ReturnType<typeof submission.reply>, status: number) => data({ form: "password" as const, result }, { status });
  if (submission.status !== "success") return refuse(submission.reply({ hideFields }), 400);
  const answer = await callAuth(request, "/change-password", { ...submission.value, revokeOtherSessions: true });
  if (answer.code === "INVALID_PASSWORD") return refuse(submission.reply({ hideFields, fieldErrors: { currentPassword: [authErrorKey(answer.code)] } }), 400);
  if (!answer.ok) return refuse(submission.reply({ hideFields, formErrors: [authErrorKey(answer.code)] }), answer.status === 429 ? 429 : 400);
  disconnectUser(userId);
  return redirect("/account?done=password", { headers: withCookies(answer.cookies) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Profile() {
  const { name, email, locale, isOperator, parties, actingId, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("account");
  const profile = useZodForm(ProfileInput, { id: "profile", lastResult: answer?.form === "profile" ? answer.result : undefined, defaultValue: { name, locale } });
  const password = useZodForm(ChangePasswordInput, { id: "password", lastResult: answer?.form === "password" ? answer.result : undefined });
  return (
    <>
      <PageHeader title={t("profile.title")} lead={email} />
      <div className="grid gap-4">
        {done && !answer ? (
          <Alert tone="success" live>
            {t(done === "saved" ? "profile.saved" : "profile.passwordChanged")}
          </Alert>
        ) : null}
        {isOperator ? (
          <Alert title={t("profile.operatorTitle")}>
            {t("profile.operator")}
            <span className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
              <Link to="/listings/mine" className="link inline-flex min-h-9 items-center">
                {t("profile.operatorListings")}
              </Link>
              <Link to="/deals" className="link inline-flex min-h-9 items-center">
                {t("profile.operatorDisputes")}
              </Link>
            </span>
          </Alert>
        ) : null}
      </div>
      <Section title={t("profile.section")}>
        <Card padding="lg">
          <Form method="post" action="/account?index" reloadDocument {...profile.formProps} className="grid max-w-lg gap-5">
            <FormErrors errors={profile.form.errors} />
            <TextField field={profile.get("name")} label={t("profile.name")} autoComplete="name" />
            <SelectField field={profile.get("locale")} label={t("profile.locale")} options={locales.map((value) => ({ value, label: t(`profile.locales.${value}`) }))} />
            <SubmitButton className="justify-self-start" name="intent" value="profile">
              {t("profile.save")}
            </SubmitButton>
          </Form>
        </Card>
      </Section>
      <Section title={t("profile.parties")}>
        <p className="text-ink-soft">{t("profile.partiesHint")}</p>
        <PartyList parties={parties} actingId={actingId} returnTo="/account" />
        <div className="flex flex-wrap gap-2">
          <LinkButton to="/recyclers/new" variant="secondary" size="sm" icon="recycle">
            {t("profile.foundRecycler")}
          </LinkButton>
          <LinkButton to="/communities" variant="secondary" size="sm" icon="people">
            {t("profile.foundCommunity")}
          </LinkButton>
        </div>
      </Section>
      <Section title={t("profile.password")}>
        <Card padding="lg">
          <Form method="post" action="/account?index" reloadDocument {...password.formProps} className="grid max-w-lg gap-5">
            <p className="text-ink-soft">{t("profile.passwordHint")}</p>
            <FormErrors errors={password.form.errors} />
            <TextField field={password.get("currentPassword")} type="password" label={t("profile.currentPassword")} autoComplete="current-password" />
            <TextField
              field={password.get("newPassword")}
              type="password"
              label={t("profile.newPassword")}
              hint={t("signUp.passwordHint", { min: passwordLength.min })}
              autoComplete="new-password"
            />
            <SubmitButton variant="secondary" className="justify-self-start" name="intent" value="password">
              {t("profile.changePassword")}
            </SubmitButton>
          </Form>
        </Card>
      </Section>
    </>
  );
}
