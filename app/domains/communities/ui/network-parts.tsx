import { formatCo2e } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form, Link } from "#app/ui/remix.ts";
import type { NetworkVerb } from "../networks/networks.rules.ts";
import type { NetworkMemberView, NetworkRow } from "../networks/networks.schema.ts";
import { communityPath } from "./community-card.tsx";

/** Where a network's page is. */
export function networkPath(slug: string): string {
  return `/networks/${encodeURIComponent(slug)}`;
}

/** A network in a list. */
export function NetworkItem({ network }: { network: NetworkRow }) {
  const { t } = useTranslation("networks");
  return (
    <li className="relative grid gap-1 rounded-card border border-line bg-surface p-4 transition-colors hover:bg-sunken">
      <Link to={networkPath(network.slug)} className="font-display text-lg leading-tight font-bold wrap-anywhere text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline">
        {network.name}
      </Link>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <span className="inline-flex items-center gap-1">
          <Icon name="point" size={16} />
          {network.placeLabel}
        </span>
        <span className="tabular">{t("communities", { count: network.communities })}</span>
        <Badge tone="neutral">{t(`kinds.${network.kind}`)}</Badge>
      </p>
    </li>
  );
}

/** One button that moves how a community stands to the network. */
export function NetworkMove({ communityId, name, version, verb, label, variant = "secondary" }: { communityId: string; name: string; version: number; verb: NetworkVerb; label: string; variant?: "primary" | "secondary" | "quiet" }) {
  const { t } = useTranslation("networks");
  return (
    <Form method="post">
      <input type="hidden" name="communityId" value={communityId} />
      <input type="hidden" name="version" value={version} />
      <SubmitButton size="sm" variant={variant} name="verb" value={verb} aria-label={t("verbOf", { verb: label, name })}>
        {label}
      </SubmitButton>
    </Form>
  );
}

/** A community of a network with its figures. `mayEnd` says with which word it is taken out. */
export function NetworkMemberRow({ member, locale, mayEnd }: { member: NetworkMemberView; locale: string; mayEnd: "leave" | "remove" | null }) {
  const { t } = useTranslation("networks");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4 py-3">
      <span className="grid min-w-0 grow">
        <Link to={communityPath(member.slug)} className="link font-semibold wrap-anywhere">
          {member.name}
        </Link>
        <span className="text-sm text-ink-soft">{[member.placeLabel, t("people", { count: member.members })].filter(Boolean).join(" · ")}</span>
      </span>
      <span className={`tabular font-semibold ${member.co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(member.co2eGrams, locale, { gas: true })}</span>
      {mayEnd ? <NetworkMove communityId={member.id} name={member.name} version={member.version} verb="leave" label={t(`verbs.${mayEnd}`)} variant="quiet" /> : null}
    </li>
  );
}
