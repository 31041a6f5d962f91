import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { DocumentText } from "#app/ui/document-text.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Section } from "#app/ui/page.tsx";
import { communityPath } from "./community-card.tsx";
import { MembershipActions, type MembershipActionsProps } from "./membership-actions.tsx";

type Community = MembershipActionsProps["community"];

/** Where a community is, how many belong to it, how one comes in, and what it says of itself. */
export function CommunityLead({ community }: { community: Community }) {
  const { t } = useTranslation("communities");
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {community.placeLabel ? (
          <span className="inline-flex items-center gap-1">
            <Icon name="point" size={16} />
            {community.placeLabel}
          </span>
        ) : null}
        <span className="tabular inline-flex items-center gap-1">
          <Icon name="people" size={16} />
          {t("members", { count: community.members })}
        </span>
        <Badge tone="neutral">{t(`policies.${community.joinPolicy}`)}</Badge>
        {community.membership?.state === "active" ? <Badge tone="leaf">{t(`roles.${community.membership.role}`)}</Badge> : null}
      </p>
      {community.description ? <p className="whitespace-pre-line text-ink">{community.description}</p> : null}
      {community.isListed ? null : <p className="text-sm">{t("page.unlisted")}</p>}
    </div>
  );
}

/** The ways from a community's page: for everybody, for members, and for those who run it. */
export function CommunityActions({ community, manages }: { community: Community; manages: boolean }) {
  const { t } = useTranslation(["communities", "rewards", "challenges", "shelves"]);
  const { slug } = community;
  return (
    <>
      <LinkButton to={communityPath(slug, "/rewards")} variant="secondary" icon="gift">
        {t("rewards:short")}
      </LinkButton>
      <LinkButton to={communityPath(slug, "/challenges")} variant="secondary" icon="flag">
        {t("challenges:short")}
      </LinkButton>
      {manages ? (
        <>
          <LinkButton to={communityPath(slug, "/members")} variant="secondary" icon="people">
            {t("page.manage")}
          </LinkButton>
          <LinkButton to={communityPath(slug, "/edit")} variant="quiet" icon="edit">
            {t("page.edit")}
          </LinkButton>
        </>
      ) : null}
      {community.membership?.state === "active" ? (
        <LinkButton to={communityPath(slug, "/shelf")} variant="secondary" icon="list">
          {t("shelves:short")}
        </LinkButton>
      ) : null}
      <MembershipActions community={community} />
    </>
  );
}

/** Whether a member's household counts for this community, or that it can. */
export function HomeNote({ community, homeId }: { community: Community; homeId: string | null }) {
  const { t } = useTranslation("communities");
  if (community.membership?.state !== "active") return null;
  if (homeId === community.id) {
    return (
      <p className="inline-flex items-center gap-1.5 text-sm text-ink-soft">
        <Icon name="home" size={16} />
        {t("page.isHome")}
      </p>
    );
  }
  return <MembershipActions community={community} kind="home" note={homeId ? t("page.otherHome") : undefined} />;
}

/** A community's rules; nothing where it has none. */
export function CommunityRules({ html }: { html: string }) {
  const { t } = useTranslation("communities");
  if (html === "") return null;
  return (
    <Section title={t("page.rules")}>
      <DocumentText html={html} />
    </Section>
  );
}
