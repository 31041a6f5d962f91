import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { queryParts } from "#app/domains/listings/ui/query-words.ts";
import { EditSearchInput } from "#app/domains/searches/searches.schema.ts";
import { editSearch, openSearch } from "#app/domains/searches/searches.service.server.ts";
import { answeredFields, SearchFields } from "#app/domains/searches/ui/search-fields.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const t = translator(requestLocale(request), "searches");
  const found = await openSearch(await database(), actor, params.id ?? "");
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const { id, name, mail, live, version } = found.value;
  return { title: t("edit.title"), id, name, mail, live, version, lead: queryParts(readListingQuery(new URLSearchParams(found.value.params)), t).map((part) => part.label).join(" · ") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  form.set("searchId", params.id ?? "");
  const submission = parseWithZod(form, { schema: EditSearchInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const result = await editSearch(await database(), actor, submission.value);
  if (result.ok) return redirect("/searches?done=changed");
  return data(submission.reply({ formErrors: [errorKey(result.error)] }), { status: statusOf(result.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditSearch() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("searches");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("edit.title")} lead={page.lead} />
      <Card padding="lg">
        <Form method="post" className="grid max-w-xl gap-5">
          <input type="hidden" name="version" value={page.version} />
          <SearchFields
            values={answeredFields(answer?.initialValue as Record<string, unknown> | undefined, { name: page.name, mail: page.mail, live: page.live })}
            errors={{ form: answer?.error?.[""] ?? undefined, name: answer?.error?.name ?? undefined, mail: answer?.error?.mail ?? undefined }}
          />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t("edit.submit")}</SubmitButton>
            <LinkButton to="/searches" variant="secondary">
              {t("edit.cancel")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
