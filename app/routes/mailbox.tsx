import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { LinkedText } from "#app/domains/identity/ui/linked-text.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { findMail, listMails } from "#app/platform/mail/mail.repository.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

/** What the product has written, on a machine without a mail server. Anybody else meets a 404. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!isMailboxOpen(request)) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const to = query.get("to")?.trim().toLowerCase() ?? "";
  const db = await database();
  const [mails, actor, open] = await Promise.all([listMails(db, { to: to || undefined, limit: 100 }), currentActor(request), findMail(db, query.get("mail") ?? "")]);
  const locale = requestLocale(request);
  return {
    to,
    locale,
    timeZone: actor?.party.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    open: open && { id: open.id, to: open.to, subject: open.subject, text: open.text, createdAt: open.createdAt },
    mails: mails.map(({ id, to: address, subject, createdAt }) => ({ id, to: address, subject, createdAt })),
    title: translator(locale, "account")("mailbox.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Mailbox() {
  const { to, mails, open, locale, timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const filter: Record<string, string> = to ? { to } : {};
  if (open) {
    return (
      <div className="content max-w-3xl">
        <PageHeader
          title={open.subject}
          breadcrumbs={
            <Link className="link" to={`/mailbox?${new URLSearchParams(filter)}`}>
              {t("mailbox.back")}
            </Link>
          }
          lead={
            <>
              {t("mailbox.to", { address: open.to })} · <DateTime at={open.createdAt} locale={locale} timeZone={timeZone} />
            </>
          }
        />
        <Card as="article" padding="lg">
          <LinkedText text={open.text} />
        </Card>
      </div>
    );
  }
  return (
    <div className="content max-w-3xl">
      <PageHeader title={t("mailbox.title")} lead={t("mailbox.lead")} />
      <Form method="get" className="mb-5 flex flex-wrap items-end gap-3">
        <div className="grow basis-60">
          <Field label={t("mailbox.filter")}>
            <Input type="email" name="to" defaultValue={to} key={to} autoComplete="off" />
          </Field>
        </div>
        <SubmitButton variant="secondary">{t("mailbox.apply")}</SubmitButton>
      </Form>
      {mails.length === 0 ? (
        <EmptyState kind="messages" title={t("mailbox.empty")}>
          {t("mailbox.emptyText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-2">
          {mails.map((mail) => (
            <Card as="li" padding="sm" key={mail.id} className="relative hover:border-line-strong">
              <Link className="font-semibold text-ink no-underline after:absolute after:inset-0" to={`/mailbox?${new URLSearchParams({ ...filter, mail: mail.id })}`}>
                {mail.subject}
              </Link>
              <p className="text-sm text-ink-soft">
                {t("mailbox.to", { address: mail.to })} · <DateTime at={mail.createdAt} locale={locale} timeZone={timeZone} />
              </p>
            </Card>
          ))}
        </ul>
      )}
    </div>
  );
}
