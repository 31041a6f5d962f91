import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { lookAtCode, useCode as takeInCode } from "#app/domains/rewards/redemptions.service.server.ts";
import { codeInput } from "#app/domains/rewards/rewards.schema.ts";
import { RewardsRefusal, usePoints } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply } from "#app/ui/forms/use-reply.ts";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

const usedAtOf = (details: Record<string, unknown> | undefined) => (typeof details?.usedAt === "string" ? details.usedAt : null);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const params = new URL(request.url).searchParams;
  const typed = (params.get("code") ?? "").slice(0, 200);
  const looked = typed === "" ? null : await lookAtCode(await database(), actor, typed);
  return {
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "rewards")("staff.title"),
    typed,
    done: typed === "" ? (params.get("done") ?? "").slice(0, 80) : "",
    good: looked?.ok ? looked.value : null,
    refusal: looked && !looked.ok ? { error: looked.error, usedAt: usedAtOf(looked.details) } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: codeInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null, usedAt: null }, { status: 400 });
  const used = await takeInCode(await database(), actor, submission.value.code);
  if (!used.ok) return data({ reply: submission.reply(), error: used.error, usedAt: usedAtOf(used.details) }, { status: statusOf(used.error) });
  return redirect(`/staff/redeem?done=${encodeURIComponent(used.value.title)}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Redeem() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { typed, done, good, refusal, locale, timeZone } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const fields = useReply(failed?.reply);
  const why = failed?.error ? failed : failed ? null : refusal;
  const usedAt = why?.usedAt ? t("staff.usedAt", { at: formatInstant(why.usedAt, { locale, timeZone }) }) : "";
  return (
    <div className="content max-w-xl pb-12">
      <PageHeader
        title={t("staff.title")}
        lead={t("staff.lead")}
        actions={
          <LinkButton to="/rewards/serve" variant="quiet" icon="gift">
            {t("staff.serve")}
          </LinkButton>
        }
      />
      <div className="grid gap-4">
        <RewardsRefusal error={why?.error}>{usedAt}</RewardsRefusal>
        {done && !failed ? (
          <Alert tone="success" live>
            {t("staff.done", { title: done })}
          </Alert>
        ) : null}
        {good && !failed ? (
          <Card as="section" tone="leaf" padding="lg" className="grid gap-3">
            <h2 className="text-xl">{t("staff.is")}</h2>
            <p className="text-lg wrap-anywhere">{t("staff.for", { title: good.title, points: points(good.points) })}</p>
            <p className="text-sm">{t("codes.good", { at: formatInstant(good.expiresAt, { locale, timeZone }) })}</p>
            <Form method="post" className="flex flex-wrap gap-2">
              <input type="hidden" name="code" value={typed} />
              <SubmitButton size="lg" icon="check">
                {t("staff.use")}
              </SubmitButton>
              <LinkButton to="/staff/redeem" variant="secondary" size="lg">
                {t("staff.another")}
              </LinkButton>
            </Form>
          </Card>
        ) : (
          <Card padding="lg">
            <Form method="get" className="grid gap-4">
              <Field id="code" label={t("staff.code")} error={fields.errors("code")}>
                <Input name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={200} defaultValue={done ? "" : typed} className="font-mono text-xl tracking-wider" />
              </Field>
              <span>
                <SubmitButton size="lg">{t("staff.look")}</SubmitButton>
              </span>
            </Form>
          </Card>
        )}
      </div>
    </div>
  );
}
