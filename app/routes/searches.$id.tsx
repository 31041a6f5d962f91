import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { cardsOf } from "#app/domains/listings/search.service.server.ts";
import { ListingCard } from "#app/domains/listings/ui/listing-card.tsx";
import { queryParts } from "#app/domains/listings/ui/query-words.ts";
import { EditSearchInput } from "#app/domains/searches/searches.schema.ts";
import { editSearch, listFound, openSearch } from "#app/domains/searches/searches.service.server.ts";
import { answeredFields, SearchFields } from "#app/domains/searches/ui/search-fields.tsx";
import { estimateListing } from "#app/flows/estimate-listing.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive, useLookAgain } from "#app/realtime/use-live.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { RelativeTime } from "#app/ui/time.tsx";

/** So many finds are shown, the latest. */
const most = 48;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [db, locale] = [await database(), requestLocale(request)];
  const t = translator(locale, "searches");
  const found = await openSearch(db, actor, params.id ?? "");
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const { id, name, live, mails, version } = found.value;
  const now = new Date();
  const finds = await listFound(db, { searchId: id, now, limit: most + 1 });
  const foundAt = new Map(finds.slice(0, most).map((find) => [find.listingId, find.foundAt.toISOString()]));
  const cards = await cardsOf(db, { ids: [...foundAt.keys()], hiddenPartyIds: await listHiddenPartyIds(db, actor.party.id) });
  const parts = queryParts(readListingQuery(new URLSearchParams(found.value.params)), t);
  return {
    id,
    name,
    live,
    mails,
    version,
    params: found.value.params,
    lead: parts.map((part) => part.label).join(" · "),
    isCut: finds.length > most,
    finds: cards.map((card) => ({ card, estimate: estimateListing(card), foundAt: foundAt.get(card.id) ?? now.toISOString() })),
    locale,
    now: now.toISOString(),
    userId: actor.userId,
    latestNew: finds.find((find) => find.seenAt === null)?.foundAt.toISOString() ?? "",
  };
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

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.name ?? ""} · Roundabout` }];

/** What stands here has been looked at: its count goes, here and in the list. `latest` is when the newest came that had not been. */
function useSeen(id: string, latest: string): void {
  const lookAgain = useLookAgain();
  useEffect(() => {
    if (latest === "" || document.visibilityState !== "visible") return;
    void fetch("/searches?index", { method: "POST", body: new URLSearchParams({ intent: "open", searchId: id }), redirect: "manual" }).then(lookAgain, () => undefined);
  }, [id, latest, lookAgain]);
}

export default function SavedSearch() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("searches");
  const { locale, now, finds } = page;
  useLive([`user:${page.userId}`]);
  useSeen(page.id, page.latestNew);
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader
        title={page.name}
        lead={page.lead}
        actions={
          <LinkButton to={`/listings?${page.params}&sort=newest`} variant="secondary" size="sm" icon="search">
            {t("page.all")}
          </LinkButton>
        }
      />
      <Section title={t("page.finds")}>
        {finds.length === 0 ? (
          <EmptyState kind="results" title={t("page.none")} headingLevel={3}>
            {t("page.noneText")}
          </EmptyState>
        ) : (
          <div className="grid gap-4">
            <p className="text-sm text-ink-soft">{page.isCut ? t("page.findsMost", { count: finds.length }) : t("page.findsCount", { count: finds.length })}</p>
            <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4">
              {finds.map(({ card, estimate, foundAt }, index) => (
                <li key={card.id} className="grid grid-rows-[1fr_auto] gap-1">
                  <ListingCard card={card} estimate={estimate} locale={locale} eager={index < 4} />
                  <p className="text-sm text-ink-soft">
                    <RelativeTime at={foundAt} now={now} locale={locale} />
                  </p>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Section>
      <Section title={t("page.settings")} id="settings">
        <Card padding="lg">
          <Form method="post" className="grid max-w-xl gap-5">
            <input type="hidden" name="version" value={page.version} />
            <SearchFields
              values={answeredFields(answer?.initialValue as Record<string, unknown> | undefined, { name: page.name, live: page.live, mails: page.mails })}
              errors={{ form: answer?.error?.[""] ?? undefined, name: answer?.error?.name ?? undefined }}
            />
            <div className="flex flex-wrap gap-3">
              <SubmitButton>{t("edit.submit")}</SubmitButton>
              <LinkButton to="/searches" variant="secondary">
                {t("edit.cancel")}
              </LinkButton>
            </div>
          </Form>
        </Card>
      </Section>
    </div>
  );
}
