import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { mailTemplates } from "#app/outbox/mails/templates.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { locales } from "#app/shared/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** Every mail there is, with sample words, in both languages: for operators, and for whoever runs the product on this machine. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!isMailboxOpen(request) && !(await currentActor(request))?.isOperator) throw new Response(null, { status: 404 });
  return {
    title: translator(requestLocale(request), "notifications")("templates.title"),
    hasMailbox: isMailboxOpen(request),
    templates: mailTemplates.map(({ name, kind, render }) => ({
      name,
      kind,
      mails: locales.map((locale) => {
        const { subject, text } = render(locale);
        return { locale, subject, text };
      }),
    })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function MailTemplates() {
  const { templates, title, hasMailbox } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["notifications", "account"]);
  return (
    <div className="content pb-10">
      <PageHeader title={title} lead={t("templates.lead")} breadcrumbs={hasMailbox ? <Breadcrumbs items={[{ to: "/mailbox", label: t("templates.back") }, { label: title }]} /> : null} />
      <ul className="grid gap-8">
        {templates.map((template) => (
          <li key={template.name} id={template.name} className="grid gap-3">
            <div className="flex flex-wrap items-baseline gap-3">
              <h2 className="text-lg">{template.name}</h2>
              <Badge>{t(`kinds.${template.kind}`)}</Badge>
            </div>
            <div className="grid gap-4 lg:grid-cols-2">
              {template.mails.map((mail) => (
                <Card key={mail.locale} padding="sm" className="grid content-start gap-2">
                  <p lang={mail.locale} className="font-semibold wrap-anywhere">
                    {mail.subject}
                  </p>
                  <iframe
                    loading="lazy"
                    sandbox="allow-scripts"
                    title={t("templates.frame", { name: mail.subject, language: t(`account:profile.locales.${mail.locale}`) })}
                    src={`/mailbox/html?${new URLSearchParams({ template: template.name, locale: mail.locale })}`}
                    className="h-96 w-full rounded-control border border-line bg-surface"
                  />
                  <details>
                    <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm text-ink-soft hover:text-ink">{t("templates.text")}</summary>
                    <pre lang={mail.locale} className="font-sans text-sm wrap-anywhere whitespace-pre-wrap">
                      {mail.text}
                    </pre>
                  </details>
                </Card>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
