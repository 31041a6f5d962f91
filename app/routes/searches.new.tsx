import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { paramsOf, readListingQuery } from "#app/domains/listings/listings.query.ts";
import { proposedName, queryParts } from "#app/domains/listings/ui/query-words.ts";
import { nameMax, SaveSearchInput } from "#app/domains/searches/searches.schema.ts";
import { answeredFields, SearchFields } from "#app/domains/searches/ui/search-fields.tsx";
import { saveSearch } from "#app/flows/save-search.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request);
  const t = translator(requestLocale(request), "searches");
  const query = readListingQuery(new URL(request.url).searchParams);
  const params = paramsOf(query).toString();
  if (params === "") return redirect("/listings");
  return { title: t("save.title"), params, name: proposedName(query, t, nameMax), parts: queryParts(query, t).map((part) => part.label), submissionId: newId() };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: SaveSearchInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const input = submission.value;
  const key = `save-search:${String(form.get("submissionId") ?? "").slice(0, 64)}`;
  const result = await once(await database(), { userId: actor.userId, key, request: input }, (tx) => saveSearch(tx, actor, input));
  if (!result.ok) return data(submission.reply({ formErrors: [errorKey(result.error)] }), { status: statusOf(result.error) });
  return redirect("/searches?done=saved");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewSearch() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("searches");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("save.title")} lead={t("save.lead")} />
      <Card padding="lg">
        <Form method="post" className="grid max-w-xl gap-5">
          <input type="hidden" name="submissionId" value={page.submissionId} />
          <input type="hidden" name="params" value={page.params} />
          <section className="grid gap-2">
            <h2 className="font-sans text-sm font-semibold tracking-normal">{t("save.what")}</h2>
            <ul className="flex flex-wrap gap-2">
              {page.parts.map((part) => (
                <li key={part} className="min-w-0">
                  <Chip>{part}</Chip>
                </li>
              ))}
            </ul>
          </section>
          <SearchFields
            values={answeredFields(answer?.initialValue as Record<string, unknown> | undefined, { name: page.name, live: true, mails: true })}
            errors={{ form: answer?.error?.[""] ?? undefined, name: answer?.error?.name ?? undefined }}
          />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t("save.submit")}</SubmitButton>
            <LinkButton to={`/listings?${page.params}`} variant="secondary">
              {t("edit.cancel")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
