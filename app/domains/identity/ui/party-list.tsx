import { useTranslation } from "#app/ui/i18n.ts";
import type { PartyKind, Role } from "#app/shared/actor.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form, Link } from "#app/ui/remix.ts";

export interface ListedParty {
  id: string;
  kind: PartyKind;
  name: string;
  slug: string;
  role: Role;
}

function pageOf(party: ListedParty): string | null {
  if (party.kind === "household") return "/account/household";
  if (party.kind === "community") return `/communities/${party.slug}`;
  return party.kind === "recycler" ? `/recyclers/${party.slug}` : null;
}

/** The parties of a person; one is acted for, the others can be switched to. */
export function PartyList({ parties, actingId, returnTo }: { parties: readonly ListedParty[]; actingId: string; returnTo: string }) {
  const { t } = useTranslation("account");
  const { t: common } = useTranslation("common");
  return (
    <ul className="grid gap-2">
      {parties.map((party) => {
        const page = pageOf(party);
        return (
          <Card as="li" key={party.id} padding="sm" className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Avatar name={party.name} kind={party.kind === "producer" || party.kind === "authority" ? "other" : party.kind} decorative />
            <div className="min-w-0 grow">
              {page ? (
                <Link className="link font-semibold" to={page}>
                  {party.name}
                </Link>
              ) : (
                <span className="font-semibold">{party.name}</span>
              )}
              <p className="text-sm text-ink-soft">
                {common(`frame.kinds.${party.kind}`)} · {t("profile.role", { role: party.role })}
              </p>
            </div>
            {party.id === actingId ? (
              <Badge tone="leaf" icon="check">
                {t("profile.acting")}
              </Badge>
            ) : (
              <Form method="post" action="/account/party" reloadDocument>
                <input type="hidden" name="partyId" value={party.id} />
                <input type="hidden" name="returnTo" value={returnTo} />
                <Button type="submit" variant="secondary" size="sm" aria-label={t("profile.act", { name: party.name })}>
                  {t("profile.actShort")}
                </Button>
              </Form>
            )}
          </Card>
        );
      })}
    </ul>
  );
}
