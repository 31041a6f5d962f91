import { useTranslation } from "#app/ui/i18n.ts";
import { Button } from "#app/ui/buttons.tsx";
import { Dialog, DialogClose, DialogTrigger } from "#app/ui/dialog.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";

export interface BlockBoxProps {
  partyId: string;
  /** For which of one's own parties. */
  ourPartyId: string;
  name: string;
  blockedByUs: boolean;
  /** Where to be after it. */
  returnTo: string;
}

/** Blocks another party after saying what that does, or lifts one's own block. Forms before JavaScript. */
export function BlockBox({ partyId, ourPartyId, name, blockedByUs, returnTo }: BlockBoxProps) {
  const { t } = useTranslation("blocks");
  const dialogId = `block-${partyId}`;
  const fields = (
    <>
      <input type="hidden" name="partyId" value={partyId} />
      <input type="hidden" name="ourPartyId" value={ourPartyId} />
      <input type="hidden" name="returnTo" value={returnTo} />
    </>
  );
  if (blockedByUs) {
    return (
      <Form method="post" action="/account/blocks" preventScrollReset className="flex flex-wrap items-center gap-3 text-sm">
        {fields}
        <p className="flex items-center gap-1.5">
          <Icon name="lock" size={16} />
          {t("box.ours", { name })}
        </p>
        <Button type="submit" name="intent" value="unblock" variant="secondary" size="sm">
          {t("box.unblock")}
        </Button>
      </Form>
    );
  }
  return (
    <>
      <DialogTrigger dialogId={dialogId} variant="quiet" size="sm" icon="lock" className="w-fit">
        {t("box.block", { name })}
      </DialogTrigger>
      <Dialog
        id={dialogId}
        title={t("box.title", { name })}
        footer={
          <>
            <DialogClose dialogId={dialogId}>{t("box.cancel")}</DialogClose>
            <Form method="post" action="/account/blocks" preventScrollReset>
              {fields}
              <Button type="submit" name="intent" value="block" variant="danger">
                {t("box.confirm")}
              </Button>
            </Form>
          </>
        }
      >
        <div className="grid gap-3">
          <p>{t("box.effect")}</p>
          <ul className="grid list-disc gap-1 ps-5">
            <li>{t("box.messages")}</li>
            <li>{t("box.requests")}</li>
            <li>{t("box.listings")}</li>
          </ul>
          <p className="font-semibold">{t("box.accepted")}</p>
          <p className="text-sm text-ink-soft">{t("box.secret")}</p>
        </div>
      </Dialog>
    </>
  );
}
