import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { selectOffers, selectQuotedMaterials } from "#app/domains/prices/prices.repository.server.ts";
import { dayText } from "#app/domains/prices/ui/price-board.tsx";
import { perKg } from "#app/domains/prices/ui/price-words.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { findHousehold } from "#app/domains/identity/households.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatDistance, isLatLon } from "#app/shared/geo.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const locale = requestLocale(request);
  const db = await database();
  const quoted = await selectQuotedMaterials(db);
  const materials = MATERIALS.map(({ code }) => code).filter((code) => quoted.includes(code));
  const material = materials.find((code) => code === params.get("material")) ?? materials[0] ?? null;
  // Distances are from the own household, which is coarse; visitors see none.
  const actor = await currentActor(request);
  const household = actor ? await findHousehold(db, actor.party.id) : null;
  const [latitude, longitude] = [household?.latitude ?? Number.NaN, household?.longitude ?? Number.NaN];
  const place = isLatLon(latitude, longitude) ? { latitude, longitude } : null;
  const offers = material ? await selectOffers(db, { material, now: new Date(), place }) : [];
  return { materials, material, offers, locale, title: translator(locale, "prices")("compare.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** Who pays what for a material today. */
export default function PricesPage() {
  const { materials, material, offers, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  return (
    <div className="content grid gap-5 pb-12">
      <PageHeader title={title} lead={t("compare.lead")} />
      {material ? (
        <Form method="get" className="flex flex-wrap items-end gap-2">
          <Field id="material" label={t("compare.material")}>
            <Select key={material} name="material" defaultValue={material} options={materials.map((code) => ({ value: code, label: name(`names.${code}`) }))} />
          </Field>
          <SubmitButton variant="secondary">{t("compare.show")}</SubmitButton>
        </Form>
      ) : null}
      {offers.length > 0 ? (
        <DataTable
          caption={material ? name(`names.${material}`) : title}
          rows={offers}
          rowKey={(offer) => `${offer.recyclerPartyId}-${offer.grade}`}
          columns={[
            {
              key: "recycler",
              header: t("compare.recycler"),
              primary: true,
              cell: (offer) => (
                <Link to={`/recyclers/${offer.slug}`} className="link">
                  {offer.name}
                </Link>
              ),
            },
            { key: "grade", header: t("compare.grade"), cell: (offer) => t(`grades.${offer.grade}`) },
            { key: "price", header: t("compare.price"), cell: (offer) => perKg(offer.minorPerKg, offer.currency, locale), align: "end" },
            { key: "since", header: t("compare.since"), cell: (offer) => dayText(offer.validFrom, locale), align: "end" },
            ...(offers.some((offer) => offer.metres !== null) ? [{ key: "distance", header: t("compare.distance"), cell: (offer: (typeof offers)[number]) => (offer.metres === null ? "–" : formatDistance(offer.metres, locale)), align: "end" as const }] : []),
          ]}
        />
      ) : (
        <p className="text-ink-soft">{t("compare.none")}</p>
      )}
    </div>
  );
}
