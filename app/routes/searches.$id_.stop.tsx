import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { searchesOfToken, stopSearchMails } from "#app/domains/searches/searches.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const noStore = { headers: { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" } };
const given = (request: Request, params: { id?: string | undefined }) => ({ ids: params.id ?? "", token: new URL(request.url).searchParams.get("token") ?? "" });

/** The link of a mail shows a page and changes nothing: programs that look into mails follow links too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await searchesOfToken(await database(), given(request, params));
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const locale = requestLocale(request);
  return data({ title: translator(locale, "searches")("stop.title"), names: found.value.names, haveMails: found.value.haveMails, locale }, noStore);
}

/** Pressed by a person, or by their mail program (RFC 8058). */
export async function action({ request, params }: ActionFunctionArgs) {
  const stopped = await stopSearchMails(await database(), given(request, params));
  if (!stopped.ok) throw new Response(null, { status: statusOf(stopped.error), statusText: stopped.error });
  return data({ done: true }, noStore);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function StopSearchMails() {
  const { names, haveMails, locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("searches");
  const name = new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
  const isDone = answer?.done === true || !haveMails;
  return (
    <div className="content max-w-2xl pb-12">
      <PageHeader title={isDone ? t("stop.done", { name }) : t("stop.title")} />
      <Card padding="lg">
        {isDone ? (
          <div className="grid justify-items-start gap-4" role="status">
            <p>{t("stop.doneText")}</p>
            <LinkButton to="/searches" variant="secondary">
              {t("stop.link")}
            </LinkButton>
          </div>
        ) : (
          <Form method="post" className="grid justify-items-start gap-4">
            <p>{t("stop.text", { name })}</p>
            <SubmitButton>{t("stop.submit")}</SubmitButton>
          </Form>
        )}
      </Card>
    </div>
  );
}
