import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { issueInput } from "#app/domains/passports/passports.schema.ts";
import { issuePassport } from "#app/domains/passports/passports.service.server.ts";
import { IssueForm } from "#app/domains/passports/ui/issue-form.tsx";
import { PassportRefusal } from "#app/domains/passports/ui/passport-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request);
  return { passportId: newId(), title: translator(requestLocale(request), "passports")("new.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: issueInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
  const issued = await issuePassport(await database(), actor, submission.value);
  return issued.ok ? redirect(`/passports/${issued.value.passportId}`) : data({ reply: submission.reply(), error: issued.error }, { status: statusOf(issued.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewPassport() {
  const { passportId, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("passports");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={t("new.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/passports", label: t("mine.title") }, { label: title }]} />} />
      <div className="grid gap-4">
        <PassportRefusal error={failed?.error} />
        <Card padding="lg">
          <IssueForm passportId={passportId} reply={failed?.reply} />
        </Card>
      </div>
    </div>
  );
}
