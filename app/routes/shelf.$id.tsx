import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { borrow, confirmReturn, extend, retireItem, stopWaiting, waitFor } from "#app/domains/shelves/shelves.service.server.ts";
import { ItemHistory, ItemState, ShelfRefusal } from "#app/domains/shelves/ui/shelf-parts.tsx";
import { viewItem } from "#app/domains/shelves/view.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const item = await viewItem(await database(), actor, params.id ?? "", new Date());
  if (!item) throw new Response(null, { status: 404 });
  return { item, locale: requestLocale(request) };
}

const verbs = { borrow, extend, wait: waitFor, stop: stopWaiting, returned: confirmReturn, retire: retireItem } as const;

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const id = params.id ?? "";
  const intent = String((await request.formData()).get("intent"));
  if (!Object.hasOwn(verbs, intent)) throw new Response(null, { status: 400 });
  const done = await verbs[intent as keyof typeof verbs](await database(), actor, id);
  if (done.ok) return redirect("slug" in done.value ? communityPath(done.value.slug, "/shelf") : `/shelf/${id}`);
  if (done.error === "SHELVES.NOT_FOUND") throw new Response(null, { status: 404 });
  return data({ error: done.error }, { status: statusOf(done.error) });
}

/** A refused act shows how the thing stands by now. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.item.title ?? ""} · Roundabout` }];

export default function ShelfItemPage() {
  const { item, locale } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("shelves");
  useLive([`community:${item.community.id}`]);
  const date = (at: string, format: "day" | "datetime" = "day") => formatInstant(at, { locale, timeZone: item.timeZone, format });
  const { slug, name } = item.community;
  return (
    <div className="content max-w-2xl pb-12">
      <PageHeader
        title={item.title}
        breadcrumbs={<Breadcrumbs items={[{ to: communityPath(slug), label: name }, { to: communityPath(slug, "/shelf"), label: t("short") }, { label: item.title }]} />}
        lead={
          <p className="tabular flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{t(`kinds.${item.kind}`)}</span>
            {item.isbn ? <span>{t("item.isbn", { isbn: item.isbn })}</span> : null}
            <ItemState item={item} locale={locale} timeZone={item.timeZone} />
          </p>
        }
      />
      <div className="grid gap-4">
        <ShelfRefusal error={failed?.error} />
        {item.note ? <p className="whitespace-pre-line break-words">{item.note}</p> : null}
        <Card as="section" padding="lg" className="grid gap-3" tone={item.isMine || item.isKeptForMe ? "leaf" : "surface"}>
          <p suppressHydrationWarning>
            {item.isMine && item.dueAt ? `${t("item.due", { date: date(item.dueAt) })} ${t("item.bringBack")}` : item.isKeptForMe && item.keptUntil ? t("item.keptForYou", { date: date(item.keptUntil, "datetime") }) : t("item.loanFor", { count: item.loanDays })}
          </p>
          {item.borrower ? <p>{t("item.withWhom", { name: item.borrower })}</p> : null}
          {item.myPlace > 0 && !item.isKeptForMe ? <p>{t("item.place", { place: item.myPlace })}</p> : null}
          <Form method="post" className="flex flex-wrap gap-2">
            {item.mayBorrow ? (
              <SubmitButton name="intent" value="borrow">
                {t("item.borrow")}
              </SubmitButton>
            ) : null}
            {item.mayExtend ? (
              <SubmitButton name="intent" value="extend" variant="secondary">
                {t("item.extend")}
              </SubmitButton>
            ) : null}
            {item.mayWait ? (
              <SubmitButton name="intent" value="wait" variant="secondary">
                {t("item.wait")}
              </SubmitButton>
            ) : null}
            {item.myPlace > 0 ? (
              <SubmitButton name="intent" value="stop" variant="quiet">
                {t("item.stop")}
              </SubmitButton>
            ) : null}
            {item.keeps && item.state === "lent" ? (
              <SubmitButton name="intent" value="returned" variant="secondary" icon="check">
                {t("item.returned")}
              </SubmitButton>
            ) : null}
          </Form>
        </Card>
        <ItemHistory item={item} locale={locale} />
        {item.keeps && item.state !== "lent" ? (
          <Form method="post">
            <SubmitButton name="intent" value="retire" variant="quiet" size="sm" icon="trash">
              {t("item.retire")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </div>
  );
}
