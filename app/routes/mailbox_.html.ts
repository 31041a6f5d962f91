import type { LoaderFunctionArgs } from "@remix-run/node";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { isMailboxOpen } from "#app/domains/identity/mailbox.server.ts";
import { mailTemplates } from "#app/outbox/mails/templates.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { findMail } from "#app/platform/mail/mail.repository.server.ts";
import { defaultLocale, isLocale } from "#app/shared/i18n.ts";

/**
 * The HTML of a mail (`?mail=ID`) or of a template (`?template=NAME&locale=`), for the frames of the local mailbox. A
 * document of its own, because mails carry style attributes; it may run nothing and load nothing. The sandbox names scripts
 * only because browsers driven by tests complain otherwise: the policy before it refuses every one.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const html = query.has("template") ? await templateHtml(request, query) : await mailHtml(request, query.get("mail") ?? "");
  if (html === null) throw new Response(null, { status: 404 });
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-scripts",
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}

async function mailHtml(request: Request, id: string): Promise<string | null> {
  return isMailboxOpen(request) ? ((await findMail(await database(), id))?.html ?? null) : null;
}

async function templateHtml(request: Request, query: URLSearchParams): Promise<string | null> {
  if (!isMailboxOpen(request) && !(await currentActor(request))?.isOperator) return null;
  const locale = query.get("locale");
  return mailTemplates.find((template) => template.name === query.get("template"))?.render(isLocale(locale) ? locale : defaultLocale).html ?? null;
}
