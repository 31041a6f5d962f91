import { useTranslation } from "#app/ui/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, Link } from "#app/ui/remix.ts";

type Props = { pool: { id: string; name: string; currency: string; types: readonly { id: string; name: string; depositMinor: number; codes: readonly string[] }[] }; locale: string; returnId: string; reply: Reply };

/** The boxes somebody has from one pool, and the form that announces what they bring back. */
export function HeldPool({ pool, locale, returnId, reply }: Props) {
  const { t } = useTranslation("packaging");
  const { errors, typed } = useReply(reply);
  return (
    <Card as="section" className="grid gap-4">
      <h2 className="text-xl">{t("holder.pool", { name: pool.name })}</h2>
      <ul className="grid gap-2">
        {pool.types.map((type) => (
          <li key={type.id}>
            <strong>{`${type.codes.length} × ${type.name}`}</strong> <span className="text-ink-soft">{t("holder.deposit", { amount: formatPrice(type.depositMinor, pool.currency, locale) })}</span>
            <details>
              <summary className="cursor-pointer text-sm">{t("holder.codes")}</summary>
              <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
                {type.codes.map((code) => (
                  <Link key={code} to={`/boxes/${code}`} className="link">
                    {code}
                  </Link>
                ))}
              </p>
            </details>
          </li>
        ))}
      </ul>
      <Form method="post" className="grid gap-4 border-t border-line pt-4">
        <input type="hidden" name="intent" value="declare" />
        <input type="hidden" name="poolId" value={pool.id} />
        <input type="hidden" name="returnId" value={returnId} />
        <h3 className="text-lg">{t("holder.bring")}</h3>
        <p className="text-sm text-ink-soft">{t("holder.bringText")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {pool.types.map((type) => (
            <Field key={type.id} id={`count-${type.id}`} label={t("holder.count", { name: type.name })} error={errors(`count-${type.id}`)}>
              <Input name={`count-${type.id}`} inputMode="numeric" maxLength={5} defaultValue={typed(`count-${type.id}`, String(type.codes.length))} />
            </Field>
          ))}
        </div>
        <span>
          <SubmitButton icon="box">{t("holder.declare")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
