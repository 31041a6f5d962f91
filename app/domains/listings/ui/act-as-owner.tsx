import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Form } from "#app/ui/remix.ts";

/** For people of the owner's party who act for another one now: what to do to manage the listing. */
export function ActAsOwner({ party, returnTo }: { party: { partyId: string; name: string }; returnTo: string }) {
  const { t } = useTranslation("listings");
  return (
    <Alert
      tone="info"
      action={
        <Form method="post" action="/account/party">
          <input type="hidden" name="returnTo" value={returnTo} />
          <input type="hidden" name="partyId" value={party.partyId} />
          <SubmitButton variant="secondary">{t("page.actAs", { name: party.name })}</SubmitButton>
        </Form>
      }
    >
      {t("page.otherParty", { name: party.name })}
    </Alert>
  );
}
