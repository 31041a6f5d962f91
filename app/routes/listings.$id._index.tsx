import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { z } from "zod";
import { isBlockedBetween } from "#app/domains/blocks/blocks.service.server.ts";
import { partyRecord } from "#app/domains/deals/reliability.service.server.ts";
import { PartyRecordCard } from "#app/domains/deals/ui/party-record.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { LicenceNeeded } from "#app/domains/licences/ui/licence-needed.tsx";
import { viewListing } from "#app/domains/listings/listing-page.service.server.ts";
import { pauseListing } from "#app/domains/listings/listing-states.service.server.ts";
import { withdrawReasons } from "#app/domains/listings/listings.schema.ts";
import { GradeSection } from "#app/domains/listings/ui/grade-section.tsx";
import { GradeBadge, RemanufacturedBadge, RemanufacturedNotice } from "#app/domains/listings/ui/item-marks.tsx";
import { ListingFacts, ListingGiver, ListingPrice } from "#app/domains/listings/ui/listing-facts.tsx";
import { ListingClaims } from "#app/domains/listings/ui/claim-words.tsx";
import { ListingGallery } from "#app/domains/listings/ui/listing-gallery.tsx";
import { ActAsOwner } from "#app/domains/listings/ui/act-as-owner.tsx";
import { OwnerPanel, ReviewPanel } from "#app/domains/listings/ui/owner-panel.tsx";
import { programmesForBrand } from "#app/domains/takeback/takeback.service.server.ts";
import { BrandOffers } from "#app/domains/takeback/ui/brand-offers.tsx";
import { publicSeller } from "#app/domains/trust/sellers.service.server.ts";
import { ReportLink } from "#app/domains/trust/ui/report-link.tsx";
import { SellerCard } from "#app/domains/trust/ui/seller-card.tsx";
import { estimateListing } from "#app/flows/estimate-listing.server.ts";
import { licenceLackedFor } from "#app/flows/licence-gate.server.ts";
import { mayQuote } from "#app/flows/quote-deal.server.ts";
import { publishDraft, showListingAgain } from "#app/flows/publish-listing.server.ts";
import { reviewListing } from "#app/flows/review-listing.server.ts";
import { withdrawListing } from "#app/flows/withdraw-listing.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database, type Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { oembedLinks } from "#app/ui/oembed-links.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const found = await viewListing(db, actor, { listingId: params.id ?? "" });
  if (!found.ok) throw new Response(null, { status: statusOf(found.error) });
  // Between those of whom one blocks the other, neither has offers.
  if (actor && !actor.isOperator && (await isBlockedBetween(db, actor.party.id, found.value.giver.partyId))) throw new Response(null, { status: 404 });
  const { partyId } = found.value.giver;
  const mayQuoteFor = !found.value.isMine && actor !== null && mayQuote(actor.party.kind, found.value);
  const lackedLicence = await licenceLackedFor(db, actor, found.value, systemClock.now());
  // Programs that look for how to show a link come without a session; what a visitor sees is public.
  const publicAddress = actor === null ? `${env().PUBLIC_URL.replace(/\/$/, "")}/listings/${found.value.id}` : null;
  return { publicAddress, lackedLicence, viewerKind: actor?.party.kind ?? null, locale: requestLocale(request), listing: found.value, mayQuoteFor, estimate: estimateListing(found.value), record: await partyRecord(db, partyId), seller: await publicSeller(db, partyId), programmes: await programmesForBrand(db, { brand: found.value.attributes.brand, subject: found.value.category ?? found.value.material }) };
}

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["publish", "pause", "resume", "extend", "repost", "approve"]), version: z.coerce.number().int() }),
  z.object({ intent: z.literal("withdraw"), version: z.coerce.number().int(), reason: z.enum(withdrawReasons) }),
  z.object({ intent: z.literal("reject"), version: z.coerce.number().int(), reason: z.string().trim().min(3).max(200) }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const parsed = intents.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return data({ error: "errors:invalid" }, { status: 400 });
  const [db, input] = [await database(), parsed.data];
  const which = { listingId: params.id ?? "", version: input.version };
  const done = await carryOut(db, actor, which, input);
  if (!done.ok) return data({ error: errorKey(done.error) }, { status: statusOf(done.error) });
  return redirect(`/listings/${params.id ?? ""}`);
}

function carryOut(db: Db, actor: Actor, which: { listingId: string; version: number }, input: z.infer<typeof intents>): Promise<Result<unknown>> {
  switch (input.intent) {
    case "withdraw":
      return withdrawListing(db, actor, { ...which, reason: input.reason });
    case "publish":
      return publishDraft(db, actor, which);
    case "pause":
      return pauseListing(db, actor, which);
    case "approve":
      return reviewListing(db, actor, { ...which, outcome: "approve" });
    case "reject":
      return reviewListing(db, actor, { ...which, outcome: "reject", reason: input.reason });
    default:
      return showListingAgain(db, actor, input.intent, which);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.listing.title ?? ""} · Roundabout` }, ...(page?.publicAddress ? oembedLinks(page.publicAddress, page.listing.title) : [])];

export default function ListingPage() {
  const { locale, listing, lackedLicence, viewerKind, programmes, mayQuoteFor, estimate, record, seller } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const translate = useTranslation().t;
  const failure = useActionData<typeof action>();
  useLive([`listing:${listing.id}`]);
  const requests: Record<typeof listing.offer, string> = { wanted: "page.requestWanted", sale: "page.requestSale", swap: "page.requestSwap", loan: "page.requestLoan", free: "page.request" };

  return (
    <div className="content grid gap-6 py-5 pb-12 md:pt-8">
      <Breadcrumbs items={[{ to: "/listings", label: t("title") }, { to: `/listings?kind=${listing.kind}`, label: t(`kinds.${listing.kind}`) }, { label: listing.title }]} />
      {failure?.error ? (
        <Alert tone="error" live>
          {translate(failure.error)}
        </Alert>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-10">
        <ListingGallery listing={listing} />
        <div className="grid gap-5">
          <div className="grid gap-2">
            <h1 className="text-3xl wrap-anywhere">{listing.title}</h1>
            <div>
              <ListingPrice listing={listing} locale={locale} />
            </div>
            {listing.mark || listing.grading?.grade ? (
              <p className="flex flex-wrap gap-2">
                <GradeBadge grade={listing.grading?.grade ?? null} />
                {listing.mark ? <RemanufacturedBadge /> : null}
              </p>
            ) : null}
          </div>
          {listing.mark ? <RemanufacturedNotice mark={listing.mark} /> : null}
          {listing.actAs ? <ActAsOwner party={listing.actAs} returnTo={`/listings/${listing.id}`} /> : null}
          {listing.isMine ? (
            <OwnerPanel listing={listing} />
          ) : listing.state === "published" && listing.unitsAvailable > 0 ? (
            <div className="grid gap-2">
              {lackedLicence ? <LicenceNeeded material={lackedLicence} kind={viewerKind} /> : null}
              {/* A visitor may turn out to hold one; whoever is signed in and has none could only be refused. */}
              {lackedLicence && viewerKind !== null ? null : (
                <LinkButton to={`/deals/new?listing=${listing.id}`} size="lg" wide>
                  {t(requests[listing.offer])}
                </LinkButton>
              )}
              {mayQuoteFor && !lackedLicence ? (
                <LinkButton to={`/deals/quote?listing=${listing.id}`} variant="secondary" wide>
                  {translate("deals:quote.link")}
                </LinkButton>
              ) : null}
            </div>
          ) : (
            <Alert tone="info" title={t(`states.${listing.state}`)}>
              {t(`stateNotes.${listing.state === "published" ? "reserved" : listing.state}`)}
            </Alert>
          )}
          <ReviewPanel listing={listing} />
          {estimate ? (
            <FigureWithRange
              {...estimate}
              locale={locale}
              label={t("estimate.label")}
              caption={
                <>
                  {t(listing.kind === "goods" ? "estimate.why" : "estimate.whyMaterial")}{" "}
                  <Link to="/impact/method" className="link">
                    {t("estimate.how")}
                  </Link>
                </>
              }
            />
          ) : null}
          <ListingGiver listing={listing} />
          {seller ? <SellerCard seller={seller} locale={locale} /> : null}
          <PartyRecordCard record={record} partyId={listing.giver.partyId} locale={locale} />
          {listing.isMine ? null : (
            <p className="flex flex-wrap gap-x-4">
              <ReportLink subject="listing" id={listing.id} />
              <ReportLink subject="party" id={listing.giver.partyId} />
            </p>
          )}
        </div>
      </div>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-10">
        {listing.description || listing.grading || listing.claims.length > 0 || listing.unprovenWords.length > 0 ? (
          <div className="grid content-start gap-6">
            {listing.description ? (
              <section className="grid gap-2">
                <h2 className="text-xl">{t("page.description")}</h2>
                <p className="prose-text whitespace-pre-line wrap-anywhere">{listing.description}</p>
              </section>
            ) : null}
            <ListingClaims claims={listing.claims} unproven={listing.unprovenWords} locale={locale} />
            {listing.grading ? <GradeSection grading={listing.grading} /> : null}
          </div>
        ) : null}
        <section className="grid content-start gap-2">
          <h2 className="text-xl">{t("facts.title")}</h2>
          <ListingFacts listing={listing} locale={locale} />
          <BrandOffers programmes={programmes} />
        </section>
      </div>
    </div>
  );
}
