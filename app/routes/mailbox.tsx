import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { LinkedText } from "#app/domains/identity/ui/linked-text.tsx";
import { notificationKinds } from "#app/domains/notifications/kinds.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { findMail, listMails, type ShownMail } from "#app/platform/mail/mail.repository.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { DateTime, formatInstant } from "#app/ui/time.tsx";

/** What the product has written, on a machine without a mail server. Anybody else meets a 404. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!isMailboxOpen(request)) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const to = query.get("to")?.trim().toLowerCase() ?? "";
  const db = await database();
  const kind = query.get("kind") ?? "";
  const [mails, actor, open] = await Promise.all([
    listMails(db, { to: to || undefined, kind: isMailKind(kind) ? kind : undefined, limit: 100 }),
    currentActor(request),
    findMail(db, query.get("mail") ?? ""),
  ]);
  const locale = requestLocale(request);
  return {
    to,
    kind: isMailKind(kind) ? kind : "",
    locale,
    timeZone: actor?.party.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    open: open && { ...line(open), text: open.text, headers: Object.entries(open.headers) },
    mails: mails.map(line),
    title: translator(locale, "account")("mailbox.title"),
  };
}

const mailKinds = [...notificationKinds, "digest"] as const;
const isMailKind = (value: unknown): value is (typeof mailKinds)[number] => mailKinds.some((kind) => kind === value);

function line({ id, to, subject, kind, state, waitsUntil, createdAt }: ShownMail) {
  // A try that follows at once is no waiting.
  const waits = waitsUntil && waitsUntil.getTime() > Date.now() + 120_000 ? waitsUntil : null;
  return { id, to, subject, kind: isMailKind(kind) ? kind : null, state, waitsUntil: waits, createdAt };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Mailbox() {
  const { to, kind, mails, open, locale, timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["account", "notifications"]);
  const filter: Record<string, string> = { ...(to ? { to } : {}), ...(kind ? { kind } : {}) };
  if (open) {
    return (
      <div className="content max-w-3xl pb-10">
        <PageHeader
          title={open.subject}
          breadcrumbs={
            <Link className="link" to={`/mailbox?${new URLSearchParams(filter)}`}>
              {t("mailbox.back")}
            </Link>
          }
          lead={<MailFacts mail={open} locale={locale} timeZone={timeZone} />}
        />
        <div className="grid grid-cols-1 gap-5">
          {open.headers.length > 0 ? (
            <Card as="section" padding="sm" aria-labelledby="headers-title">
              <h2 id="headers-title" className="text-base">
                {t("mailbox.headers")}
              </h2>
              <dl className="mt-1 grid gap-1 font-mono text-sm">
                {open.headers.map(([name, value]) => (
                  <div key={name} className="wrap-anywhere">
                    <dt className="inline font-semibold">{name}: </dt>
                    <dd className="inline">{value}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          ) : null}
          <Card as="article" padding="lg" className="wrap-anywhere" aria-label={t("mailbox.asText")}>
            <LinkedText text={open.text} />
          </Card>
          <Section title={t("mailbox.preview")}>
            <iframe sandbox="allow-scripts" title={open.subject} src={`/mailbox/html?${new URLSearchParams({ mail: open.id })}`} className="h-120 w-full rounded-card border border-line bg-surface" />
          </Section>
        </div>
      </div>
    );
  }
  return (
    <div className="content max-w-3xl pb-10">
      <PageHeader
        title={t("mailbox.title")}
        lead={t("mailbox.lead")}
        actions={
          <LinkButton to="/mailbox/templates" variant="secondary" size="sm">
            {t("mailbox.templates")}
          </LinkButton>
        }
      />
      <Form method="get" className="mb-5 flex flex-wrap items-end gap-3">
        <div className="grow basis-60">
          <Field label={t("mailbox.filter")}>
            <Input type="email" name="to" defaultValue={to} key={to} autoComplete="off" />
          </Field>
        </div>
        <div className="grow basis-48">
          <Field label={t("mailbox.kind")}>
            <Select name="kind" defaultValue={kind} key={kind} options={[{ value: "", label: t("mailbox.anyKind") }, ...mailKinds.map((value) => ({ value, label: t(`notifications:kinds.${value}`) }))]} />
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
                <MailFacts mail={mail} locale={locale} timeZone={timeZone} />
              </p>
            </Card>
          ))}
        </ul>
      )}
    </div>
  );
}

type Line = { to: string; kind: (typeof mailKinds)[number] | null; state: ShownMail["state"]; waitsUntil: Date | null; createdAt: Date };

function MailFacts({ mail, locale, timeZone }: { mail: Line; locale: string; timeZone: string }) {
  const { t } = useTranslation(["account", "notifications"]);
  return (
    <>
      {t("mailbox.to", { address: mail.to })} · <DateTime at={mail.createdAt} locale={locale} timeZone={timeZone} />
      {mail.kind ? ` · ${t(`notifications:kinds.${mail.kind}`)}` : ""}
      {mail.waitsUntil ? ` · ${t("mailbox.waits", { at: formatInstant(mail.waitsUntil, { locale, timeZone }) })}` : mail.state === "failed" || mail.state === "dropped" ? ` · ${t(`mailbox.states.${mail.state}`)}` : ""}
    </>
  );
}
