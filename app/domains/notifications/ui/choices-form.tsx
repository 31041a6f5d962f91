import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { mailModes } from "../kinds.ts";
import type { ChoiceView } from "../notifications.schema.ts";

/** What somebody hears of, kind by kind, for one of their parties. */
export function ChoicesForm({ partyId, version, choices }: { partyId: string; version: number; choices: readonly ChoiceView[] }) {
  const { t } = useTranslation("notifications");
  const modes = mailModes.map((value) => ({ value, label: t(`settingsPage.modes.${value}`) }));
  return (
    <Card padding="lg">
      <Form method="post" className="grid gap-2">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="partyId" value={partyId} />
        <ul className="divide-y divide-line">
          {choices.map(({ kind, inApp, mail }) => (
            <li key={kind} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto_13rem] sm:gap-x-6">
              <div className="max-sm:col-span-2">
                <p className="font-semibold">{t(`kinds.${kind}`)}</p>
                <p className="text-sm text-ink-soft">{t(`kindHints.${kind}`)}</p>
              </div>
              <Checkbox
                name={`inApp.${kind}`}
                defaultChecked={inApp}
                label={
                  <>
                    {t("settingsPage.inApp")}
                    <span className="sr-only">: {t(`kinds.${kind}`)}</span>
                  </>
                }
              />
              <Select name={`mail.${kind}`} defaultValue={mail} options={modes} aria-label={t("settingsPage.mailNamed", { kind: t(`kinds.${kind}`) })} />
            </li>
          ))}
          <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
            <div>
              <p className="font-semibold">{t("kinds.security")}</p>
              <p className="text-sm text-ink-soft">{t("kindHints.security")}</p>
            </div>
            <p className="text-ink-soft">{t("settingsPage.always")}</p>
          </li>
        </ul>
        <SubmitButton className="justify-self-start" name="intent" value="choices">
          {t("settingsPage.save")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
