import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { isShop, listOffersOf, listProgrammesToServe } from "#app/domains/rewards/offers.repository.server.ts";
import { makeOffer, moveOffer } from "#app/domains/rewards/offers.service.server.ts";
import { offerInput, offerVerbInput } from "#app/domains/rewards/rewards.schema.ts";
import { OfferForm, OfferVerbs } from "#app/domains/rewards/ui/rewards-forms.tsx";
import { OfferFacts, RewardsRefusal, usePoints } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const now = new Date();
  const locale = requestLocale(request);
  const mayServe = hasRole(actor.role, "manager") && (await isShop(db, { partyId: actor.party.id, now }));
  return {
    locale,
    timeZone: actor.party.timeZone,
    partyId: actor.party.id,
    title: translator(locale, "rewards")("serve.title"),
    mayServe,
    programmes: mayServe ? await listProgrammesToServe(db, now) : [],
    offers: (await listOffersOf(db, { partyId: actor.party.id, now })).map(({ communitySlug: _slug, communityId: _id, communityName: _name, ...offer }) => offer),
    offerId: newId(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const form = await request.formData();
  if (form.get("intent") === "move") {
    const submission = parseWithZod(form, { schema: offerVerbInput });
    if (submission.status !== "success") throw new Response(null, { status: 400 });
    const moved = await moveOffer(db, actor, submission.value);
    return moved.ok ? redirect("/rewards/serve") : data({ reply: null, error: moved.error }, { status: statusOf(moved.error) });
  }
  const submission = parseWithZod(form, { schema: offerInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
  const made = await makeOffer(db, actor, { ...submission.value, as: "shop" });
  return made.ok ? redirect("/rewards/serve") : data({ reply: submission.reply(), error: made.error }, { status: statusOf(made.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Serve() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { title, mayServe, programmes, offers, partyId, offerId: freshId, locale, timeZone } = useLoaderData<typeof loader>();
  const offerId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader
        title={title}
        lead={t("serve.lead")}
        actions={
          <LinkButton to="/staff/redeem" variant="secondary" icon="qr">
            {t("redeem")}
          </LinkButton>
        }
      />
      <RewardsRefusal error={failed?.error} />
      <Section title={t("serve.mine")}>
        {offers.length === 0 ? <p className="text-ink-soft">{t("serve.none")}</p> : null}
        <ul className="grid gap-2">
          {offers.map((offer) => (
            <li key={offer.id} className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface px-4 py-3">
              <div className="grid min-w-0 gap-1">
                <p className="font-semibold wrap-anywhere">
                  {offer.title} <span className="tabular font-normal text-ink-soft">{points(offer.pricePoints)}</span>
                </p>
                <OfferFacts offer={offer} locale={locale} timeZone={timeZone} />
              </div>
              <OfferVerbs offer={offer} mayAnswer={false} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("serve.new")}>
        {mayServe && programmes.length > 0 ? (
          <Card padding="lg">
            <OfferForm key={failed ? "again" : offerId} offerId={offerId} programmes={programmes} reply={failed?.reply} send={t("serve.send")} />
          </Card>
        ) : (
          <p>{t(mayServe ? "serve.noCommunity" : "errors.SHOP_NOT_ALLOWED")}</p>
        )}
      </Section>
    </div>
  );
}
