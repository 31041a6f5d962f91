import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { resubscribe, unsubscribe, viewLink } from "#app/domains/notifications/links.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await viewLink(await database(), params.token ?? "");
  const title = translator(requestLocale(request), "notifications")("link.documentTitle");
  return data({ title, link: link.ok ? link.value : null }, { status: link.ok ? 200 : statusOf(link.error) });
}

/**
 * Stops the mails, or takes that back. A mail program posts here by itself (RFC 8058: `List-Unsubscribe=One-Click`, no
 * session, and it follows no redirect), so the answer is the page.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => new FormData());
  const verb = form.get("intent") === "resubscribe" ? resubscribe : unsubscribe;
  const result = await verb(await database(), params.token ?? "");
  if (!result.ok) return data({ done: null }, { status: statusOf(result.error) });
  return data({ done: result.value.isOff ? ("stopped" as const) : ("back" as const) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Unsubscribe() {
  const { link } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>()?.done ?? null;
  const { t } = useTranslation("notifications");
  const settings = (
    <LinkButton to="/account/notifications" variant="secondary">
      {t("link.settings")}
    </LinkButton>
  );
  if (!link) {
    return (
      <div className="content max-w-xl py-10">
        <EmptyState kind="error" headingLevel={1} title={t("link.invalidTitle")} action={settings}>
          {t("link.invalid")}
        </EmptyState>
      </div>
    );
  }
  const kind = t(`kinds.${link.kind}`);
  const words = { kind, party: link.partyName ?? "" };
  const text = (state: "lead" | "done") => (link.kind === "digest" ? t(`link.digest${state === "lead" ? "Lead" : "Done"}`) : t(`link.${state}${link.partyName ? "Party" : ""}`, words));
  return (
    <div className="content max-w-xl pb-10">
      <PageHeader title={t(link.isOff ? "link.doneTitle" : done === "back" ? "link.backTitle" : "link.title")} />
      <Card padding="lg" className="grid gap-5">
        <div role={done ? "status" : undefined} className="grid gap-2">
          <p>{link.isOff ? text("done") : done === "back" ? t("link.back", words) : text("lead")}</p>
          <p className="text-ink-soft">{t("link.keeps")}</p>
        </div>
        <Form method="post" className="flex flex-wrap gap-3">
          {link.isOff ? (
            <SubmitButton variant="secondary" name="intent" value="resubscribe">
              {t("link.undo")}
            </SubmitButton>
          ) : (
            <SubmitButton name="intent" value="unsubscribe">
              {t("link.button")}
            </SubmitButton>
          )}
          {settings}
        </Form>
      </Card>
    </div>
  );
}
