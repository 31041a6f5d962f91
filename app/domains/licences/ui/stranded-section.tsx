import { formatDistance } from "#app/shared/geo.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import { useLicenceWords } from "./licence-words.ts";

type OtherPoint = { id: string; name: string | null; address: string | null; metres: number };
type Visit = { id: string; version: number; startsAt: string; timeZone: string; pointName: string; partyName: string; materials: string[]; others: OtherPoint[] };
type Deal = { id: string; title: string; state: string; otherName: string; material: string };

/** What was agreed and cannot be taken now, with what to do about each. Nothing when nothing is touched. */
export function StrandedSection({ bookings, deals, locale, failedBookingId }: { bookings: readonly Visit[]; deals: readonly Deal[]; locale: string; failedBookingId: string | null }) {
  const { t } = useTranslation("licences");
  const words = useLicenceWords(locale);
  if (bookings.length === 0 && deals.length === 0) return null;
  return (
    <Section title={t("stranded.title")} id="stranded">
      <p className="pb-3">{t("stranded.lead")}</p>
      <ul className="grid gap-3">
        {bookings.map((visit) => (
          <VisitCard key={visit.id} visit={visit} locale={locale} failed={failedBookingId === visit.id} />
        ))}
        {deals.map((deal) => (
          <Card as="li" tone="marigold" padding="sm" key={deal.id} className="grid gap-1">
            <p className="wrap-anywhere">{t("stranded.deal", { title: deal.title, name: deal.otherName, material: words.names([deal.material]) })}</p>
            <Link to={`/deals/${deal.id}`} className="link">
              {t("stranded.openDeal")}
            </Link>
          </Card>
        ))}
      </ul>
    </Section>
  );
}

function VisitCard({ visit, locale, failed }: { visit: Visit; locale: string; failed: boolean }) {
  const { t } = useTranslation("licences");
  const words = useLicenceWords(locale);
  const materials = words.names(visit.materials);
  const nameOf = (point: OtherPoint) => point.name ?? point.address ?? "";
  const reason = [t("stranded.reasonText", { materials }), ...(visit.others.length > 0 ? [t("stranded.reasonOthers", { points: visit.others.map(nameOf).join(", ") })] : [])].join(" ");
  return (
    <Card as="li" tone="marigold" padding="sm" className="grid gap-2">
      <p className="wrap-anywhere">
        <span className="block font-semibold">
          <DateTime at={visit.startsAt} locale={locale} timeZone={visit.timeZone} format="datetime" />
        </span>
        {t("stranded.visit", { name: visit.partyName, materials, point: visit.pointName })}
      </p>
      <div className="text-sm">
        {visit.others.length > 0 ? (
          <>
            <h3 className="font-semibold">{t("stranded.others")}</h3>
            <ul>
              {visit.others.map((point) => (
                <li key={point.id}>
                  <Link to={`/points/${point.id}`} className="link">
                    {nameOf(point)}
                  </Link>{" "}
                  {t("stranded.away", { distance: formatDistance(point.metres, locale) })}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>
            {t("stranded.noOthers")}{" "}
            <Link to={`/points?${new URLSearchParams(visit.materials.map((code) => ["material", code]))}`} className="link">
              {t("stranded.search")}
            </Link>
          </p>
        )}
      </div>
      <Link to={`/staff/bookings/${visit.id}`} className="link text-sm">
        {t("stranded.openVisit")}
      </Link>
      <Form method="post" encType="multipart/form-data" className="grid gap-2">
        <input type="hidden" name="bookingId" value={visit.id} />
        <input type="hidden" name="version" value={visit.version} />
        <Field id={`reason-${visit.id}`} label={t("stranded.reasonLabel")} error={failed ? t("stranded.reasonNeeded") : undefined}>
          <Textarea name="reason" rows={2} required maxLength={300} defaultValue={reason.slice(0, 300)} />
        </Field>
        <span>
          <SubmitButton variant="danger" size="sm" name="intent" value="cancel">
            {t("stranded.cancel")}
          </SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
