import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { TimeRange } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";
import { ActButton, ActForm, type ActContext } from "./deal-forms.tsx";
import { useChangeWords } from "./terms-words.ts";

type Props = { deal: DealView; context: ActContext; locale: string };

function otherName(deal: DealView): string {
  return deal.side === "giver" ? deal.parties.taker.name : deal.parties.giver.name;
}

/** What the owner changed after the yes: for the requester to agree to, for the owner to wait for. */
export function ChangeCard({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const words = useChangeWords(locale);
  if (!deal.pendingChange) return null;
  const list = (
    <ul className="list-disc ps-5">
      {deal.pendingChange.map((change) => (
        <li key={change.field} className="wrap-anywhere">
          {words(change, deal.listing.currency)}
        </li>
      ))}
    </ul>
  );
  if (!deal.moves.includes("agree_change")) {
    return (
      <Alert tone="warning" title={t("change.waits", { name: otherName(deal) })}>
        {list}
      </Alert>
    );
  }
  return (
    <Card as="section" tone="marigold" aria-labelledby="change-title" className="grid gap-3">
      <h2 id="change-title" className="text-lg">
        {t("change.asked")}
      </h2>
      <p>{t("change.askedText", { name: otherName(deal) })}</p>
      {list}
      <ActForm intent="agree_change" context={context}>
        <ActButton intent="agree_change" icon="check">
          {t("change.agree")}
        </ActButton>
      </ActForm>
    </Card>
  );
}

/** A time that the other side named and that waits for a yes. */
export function TimeCard({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const { agreed } = deal;
  if (!agreed || deal.state !== "scheduled" || agreed.agreedAt) return null;
  if (!deal.moves.includes("agree_time")) return agreed.bySide === deal.side ? <Alert>{t("time.waitsYours", { name: otherName(deal) })}</Alert> : null;
  return (
    <Card as="section" tone="marigold" aria-labelledby="time-title" className="grid gap-3">
      <h2 id="time-title" className="text-lg wrap-anywhere">
        {t("time.asked", { name: otherName(deal) })}
      </h2>
      <p className="text-xl font-semibold">
        <TimeRange from={agreed.startsAt} to={agreed.endsAt} locale={locale} timeZone={deal.listing.timeZone} />
      </p>
      <p className="wrap-anywhere">{agreed.place}</p>
      <ActForm intent="agree_time" context={context}>
        <input type="hidden" name="startsAt" value={agreed.startsAt} />
        <ActButton intent="agree_time" icon="check" size="lg">
          {t("time.agree")}
        </ActButton>
      </ActForm>
    </Card>
  );
}

/** A gift without ceremony: one button for either side, once it has changed hands. */
export function LightCard({ deal, context }: Omit<Props, "locale">) {
  const { t } = useTranslation("deals");
  if (!deal.light || !deal.moves.includes("hand_over")) return null;
  const takes = deal.side === "taker";
  return (
    <Card as="section" tone="marigold" aria-labelledby="light-title" className="grid gap-3">
      <h2 id="light-title" className="text-lg wrap-anywhere">
        {t(takes ? "light.taken" : "light.promised", { name: otherName(deal) })}
      </h2>
      <p>{t(takes ? "light.takenText" : "light.promisedText", { name: otherName(deal) })}</p>
      <ActForm intent="hand_over" context={context}>
        {deal.units > 1 ? <input type="hidden" name="movedUnits" value={deal.units} /> : null}
        <ActButton intent="hand_over" icon="check" size="lg">
          {t(takes ? "light.gotIt" : "light.gone")}
        </ActButton>
      </ActForm>
      <p className="text-sm text-ink-soft">{t("light.closes")}</p>
    </Card>
  );
}
