import { isMaterialCode } from "#app/shared/materials.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, Link } from "#app/ui/remix.ts";
import type { ProgrammeRow } from "../takeback.schema.ts";

/** The name of a category of goods or a material. */
export function useCodeName(): (code: string) => string {
  const { t } = useTranslation(["materials", "goods"]);
  return (code) => (isMaterialCode(code) ? t(`materials:names.${code}`) : t(`goods:names.${code}`));
}

/** Why a verb was refused. */
export function TakebackRefusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("takeback");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? ""}`)}
    </Alert>
  );
}

/** A programme in a list. */
export function ProgrammeLine({ programme }: { programme: ProgrammeRow }) {
  const { t } = useTranslation("takeback");
  const nameOf = useCodeName();
  return (
    <div className="grid gap-1">
      <h2 className="text-xl">
        <Link to={`/takeback/${programme.slug}`} className="link wrap-anywhere">
          {programme.name}
        </Link>{" "}
        {programme.isOpen ? null : <Badge tone="clay">{t("closed")}</Badge>}
      </h2>
      <p>{t("by", { brand: programme.brand, producer: programme.producerName })}</p>
      <p className="text-sm text-ink-soft">{programme.categories.map(nameOf).join(" · ")}</p>
    </div>
  );
}

type PanelProps = {
  panel: {
    cause: { type: string; id: string };
    offers: readonly { subject: string; programmes: readonly { id: string; name: string; brand: string }[] }[];
    pledges: readonly { id: string; subject: string; brand: string; slug: string; itemCount: number }[];
    mayPledge: boolean;
  };
  /** What came back of the form about one of the materials or things. */
  failed?: { subject: string; reply: Reply } | undefined;
};

/** On the page of a booking or deal with a recycler: the programmes that would take it, and what is counted. Its forms go to /takeback/pledged. */
export function TakebackPanel({ panel, failed }: PanelProps) {
  const { t } = useTranslation("takeback");
  const nameOf = useCodeName();
  const { cause, offers, pledges, mayPledge } = panel;
  const action = `/takeback/pledged?${cause.type}=${cause.id}`;
  return (
    <Card as="section" aria-labelledby="takeback-title" className="grid gap-3">
      <h2 id="takeback-title" className="text-xl">
        {t("panel.title")}
      </h2>
      {pledges.map((pledge) => (
        <Form key={pledge.id} method="post" action={action} className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="subject" value={pledge.subject} />
          <Link to={`/takeback/${pledge.slug}`} className="link">
            {t("panel.counted", { name: nameOf(pledge.subject), brand: pledge.brand, count: pledge.itemCount })}
          </Link>
          {mayPledge ? (
            <SubmitButton name="intent" value="remove" variant="quiet" size="sm">
              {t("panel.remove")}
            </SubmitButton>
          ) : null}
        </Form>
      ))}
      {offers.length > 0 ? <p className="text-ink-soft">{t("panel.text")}</p> : null}
      {offers.map((offer) => (
        <OfferForm key={offer.subject} offer={offer} action={action} reply={failed?.subject === offer.subject ? failed.reply : null} />
      ))}
    </Card>
  );
}

type OfferProps = { offer: PanelProps["panel"]["offers"][number]; action: string; reply: Reply };

/** Which programme one material or thing is counted for, and how many of it. */
function OfferForm({ offer, action, reply }: OfferProps) {
  const { t } = useTranslation("takeback");
  const nameOf = useCodeName();
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" action={action} className="flex flex-wrap items-start gap-3">
      <input type="hidden" name="subject" value={offer.subject} />
      <div className="min-w-0 grow basis-48">
        <Field id={`programme-${offer.subject}`} label={t("panel.which", { name: nameOf(offer.subject) })} error={errors("programmeId")}>
          <Select name="programmeId" defaultValue={typed("programmeId")} options={offer.programmes.map((one) => ({ value: one.id, label: `${one.brand} · ${one.name}` }))} />
        </Field>
      </div>
      <div className="w-40">
        <Field id={`count-${offer.subject}`} label={t("panel.count")} error={errors("itemCount")}>
          <Input name="itemCount" inputMode="numeric" maxLength={5} defaultValue={typed("itemCount", "1")} />
        </Field>
      </div>
      <SubmitButton name="intent" value="pledge" variant="secondary" className="mt-[1.65rem]">
        {t("panel.send")}
      </SubmitButton>
    </Form>
  );
}
