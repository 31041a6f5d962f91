import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findShelf, keeps, listItems } from "#app/domains/shelves/shelves.repository.server.ts";
import { newItemInput } from "#app/domains/shelves/shelves.schema.ts";
import { addItem } from "#app/domains/shelves/shelves.service.server.ts";
import { ItemForm, ShelfList, ShelfRefusal } from "#app/domains/shelves/ui/shelf-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const shelf = await findShelf(db, { slug: params.slug ?? "" }, actor.userId);
  if (!shelf) throw new Response(null, { status: 404 });
  const { communityPartyId, slug, name, timeZone } = shelf;
  const locale = requestLocale(request);
  return { communityPartyId, slug, name, timeZone, keeps: keeps(shelf), items: await listItems(db, { communityPartyId, userId: actor.userId, now: new Date() }), itemId: newId(), locale, title: translator(locale, "shelves")("title", { name }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: newItemInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
  const added = await addItem(await database(), actor, params.slug ?? "", submission.value);
  if (added.ok) return redirect(communityPath(params.slug ?? "", "/shelf"));
  if (added.error === "SHELVES.NOT_FOUND") throw new Response(null, { status: 404 });
  return data({ reply: submission.reply(), error: added.error }, { status: statusOf(added.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ShelfPage() {
  const { communityPartyId, slug, name, timeZone, keeps: mayAdd, items, itemId: freshId, locale, title } = useLoaderData<typeof loader>();
  const itemId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation(["shelves", "communities"]);
  useLive([`community:${communityPartyId}`]);
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={title} lead={t("lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(slug), label: name }, { label: t("short") }]} />} />
      <div className="grid gap-4">
        <ShelfRefusal error={failed?.error} />
        {items.length === 0 ? (
          <EmptyState kind="listings" title={t("none")}>
            {t("noneText")}
          </EmptyState>
        ) : (
          <ShelfList items={items} locale={locale} timeZone={timeZone} />
        )}
        {mayAdd ? (
          <Section title={t("add.title")}>
            <Card padding="lg">
              <ItemForm key={failed ? "again" : itemId} itemId={itemId} reply={failed?.reply} />
            </Card>
          </Section>
        ) : null}
      </div>
    </div>
  );
}
