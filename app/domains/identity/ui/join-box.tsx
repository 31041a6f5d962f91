import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Form } from "#app/ui/remix.ts";

/** What a person may do about belonging: join, wait, or leave. A link's invitation travels with the press. */
export function JoinBox({ slug, isSignedIn, standing, invite }: { slug: string; isSignedIn: boolean; standing: "active" | "requested" | null; invite: string }) {
  const { t } = useTranslation("account");
  if (!isSignedIn) {
    const here = `/recyclers/${slug}${invite ? `?invite=${encodeURIComponent(invite)}` : ""}`;
    return (
      <LinkButton className="justify-self-start" variant="secondary" to={`/sign-in?${new URLSearchParams({ returnTo: here })}`}>
        {t(invite ? "recyclers.joinInvited" : "recyclers.join")}
      </LinkButton>
    );
  }
  const requested = standing === "requested";
  return (
    <Form method="post" className="grid gap-3 justify-items-start">
      {requested ? <Alert>{t("recyclers.asked")}</Alert> : null}
      <input type="hidden" name="invite" value={invite} />
      {standing !== null && !(requested && invite) ? (
        <SubmitButton variant="secondary" name="intent" value="leave">
          {t(requested ? "recyclers.withdraw" : "recyclers.leave")}
        </SubmitButton>
      ) : (
        <SubmitButton variant={invite ? "primary" : "secondary"} name="intent" value="join">
          {t(invite ? "recyclers.joinInvited" : "recyclers.join")}
        </SubmitButton>
      )}
    </Form>
  );
}
