import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Dialog, DialogClose, DialogTrigger } from "#app/ui/dialog.tsx";
import { Form } from "#app/ui/remix.ts";
import type { CommunityView } from "../communities.schema.ts";
import { communityPath } from "./community-card.tsx";

export interface MembershipActionsProps {
  community: Omit<CommunityView, "rulesText">;
  /** `home` offers to let the household count here instead of coming and going. */
  kind?: "membership" | "home";
  note?: string | undefined;
}

/** What the reader may do about their own membership: join, ask, take back, leave, or choose this as their home. */
export function MembershipActions({ community, kind = "membership", note }: MembershipActionsProps) {
  const { t } = useTranslation("communities");
  const { membership, joinPolicy, name } = community;
  if (kind === "home") {
    return (
      <Form method="post" className="flex flex-wrap items-center gap-3">
        {note ? <span className="text-sm text-ink-soft">{note}</span> : null}
        <input type="hidden" name="intent" value="home" />
        <SubmitButton size="sm" variant="secondary" icon="home">
          {t("page.makeHome")}
        </SubmitButton>
      </Form>
    );
  }
  if (membership?.state === "active") {
    return (
      <>
        <DialogTrigger dialogId="leave" variant="quiet" icon="logout">
          {t("page.leave")}
        </DialogTrigger>
        <Dialog
          id="leave"
          title={t("page.leaveTitle", { name })}
          footer={
            <Form method="post" className="flex flex-wrap justify-end gap-2">
              <DialogClose dialogId="leave" variant="quiet">
                {t("page.stay")}
              </DialogClose>
              <input type="hidden" name="intent" value="leave" />
              <SubmitButton variant="danger">{t("page.leaveConfirm")}</SubmitButton>
            </Form>
          }
        >
          <p>{t("page.leaveText")}</p>
        </Dialog>
      </>
    );
  }
  if (membership?.state === "requested") {
    return (
      <Form method="post" className="flex flex-wrap items-center gap-3">
        <span className="text-sm">{t("page.asked")}</span>
        <input type="hidden" name="intent" value="leave" />
        <SubmitButton variant="secondary" size="sm">
          {t("page.withdraw")}
        </SubmitButton>
      </Form>
    );
  }
  if (joinPolicy === "invite") return <p className="max-w-80 text-sm text-ink-soft">{t("page.inviteOnly")}</p>;
  const asks = joinPolicy === "ask" || community.wasRemoved;
  // Rules are read, and a request is written, on a page of their own.
  if (asks || community.rulesVersion > 0) {
    return (
      <LinkButton to={communityPath(community.slug, "/join")} icon="plus">
        {t(asks ? "page.ask" : "page.join")}
      </LinkButton>
    );
  }
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="join" />
      <SubmitButton icon="plus">{t("page.join")}</SubmitButton>
    </Form>
  );
}
