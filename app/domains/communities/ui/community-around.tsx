import { useTranslation } from "#app/ui/i18n.ts";
import { Section } from "#app/ui/page.tsx";
import type { NetworkRow } from "../networks/networks.schema.ts";
import { CommunitiesMap } from "./communities-map.tsx";
import { NetworkItem } from "./network-parts.tsx";

interface AroundProps {
  community: { id: string; slug: string; name: string; latitude: number | null; longitude: number | null };
  networks: readonly NetworkRow[];
  map: { tileUrl: string | null; attribution: string };
}

/** What a community belongs to, and where it lies; nothing where neither is known. */
export function CommunityAround({ community, networks, map }: AroundProps) {
  const { t } = useTranslation(["communities", "networks"]);
  if (community.latitude === null && networks.length === 0) return null;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {networks.length > 0 ? (
        <Section title={t("networks:one.of")}>
          <ul className="grid gap-3">
            {networks.map((network) => (
              <NetworkItem key={network.id} network={network} />
            ))}
          </ul>
        </Section>
      ) : null}
      {community.latitude === null ? null : (
        <Section title={t("page.onMap")}>
          <CommunitiesMap communities={[community]} {...map} className="h-64" />
        </Section>
      )}
    </div>
  );
}
