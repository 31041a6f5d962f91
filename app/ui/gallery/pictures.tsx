import { useTranslation } from "#app/ui/i18n.ts";
import { MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { LinkButton } from "../buttons.tsx";
import { emptyKinds } from "../drawings/empty-drawing.tsx";
import { GoodsDrawing, goodsDrawingNames } from "../drawings/goods-drawing.tsx";
import { HeroDrawing } from "../drawings/hero-drawing.tsx";
import { MaterialDrawing } from "../drawings/material-drawing.tsx";
import { EmptyState } from "../empty-state.tsx";
import { Icon } from "../icons/icon.tsx";
import { PointsMap } from "../map/points-map.tsx";
import { AccountMenu, PartyMenu } from "../layout/frame-menus.tsx";
import { Menu, MenuButton, MenuLink } from "../menu.tsx";
import { Section } from "../page.tsx";
import { BothThemes, Row } from "./both-themes.tsx";

const grid = "grid grid-cols-3 gap-x-2 gap-y-4 text-center text-sm sm:grid-cols-4";

export function Drawings() {
  const { t } = useTranslation("design");
  const { t: materials } = useTranslation("materials");
  return (
    <Section id="drawings" title={t("drawings.title")}>
      <BothThemes>
        {() => (
          <>
            <HeroDrawing title={t("drawings.heroLabel")} />
            <h3 className="text-lg">{t("drawings.materials")}</h3>
            <ul className={grid}>
              {MATERIAL_GROUPS.map((group) => (
                <li key={group} className="grid content-start justify-items-center gap-1.5">
                  <MaterialDrawing group={group} />
                  {materials(`groups.${group}`)}
                </li>
              ))}
            </ul>
            <h3 className="text-lg">{t("drawings.goods")}</h3>
            <ul className={grid}>
              {goodsDrawingNames.map((group) => (
                <li key={group} className="grid content-start justify-items-center gap-1.5">
                  <GoodsDrawing group={group} />
                  {t(`drawings.groups.${group}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </BothThemes>
    </Section>
  );
}

export function Empties() {
  const { t } = useTranslation("design");
  return (
    <Section id="empties" title={t("empties.title")}>
      <BothThemes>
        {() => (
          <div className="grid sm:grid-cols-2">
            {emptyKinds.map((kind) => (
              <EmptyState
                key={kind}
                kind={kind}
                title={t(`empties.${kind}.title`)}
                headingLevel={3}
                action={
                  kind === "listings" ? (
                    <LinkButton to="/listings" variant="secondary">
                      {t("empties.action")}
                    </LinkButton>
                  ) : null
                }
              >
                {t(`empties.${kind}.text`)}
              </EmptyState>
            ))}
          </div>
        )}
      </BothThemes>
    </Section>
  );
}

/** Places on an imagined map, thick enough in one corner to make a cluster. */
const places = Array.from({ length: 14 }, (_, index) => ({
  lat: 47.3769 + Math.sin(index * 2.4) * 0.0035 * index * 0.3,
  lon: 8.5417 + Math.cos(index * 2.4) * 0.006 * index * 0.3,
}));

export function MapAndMenus() {
  const { t } = useTranslation("design");
  const parties = [
    { id: "household", name: t("small.household"), kind: "household" },
    { id: "recycler", name: t("small.recycler"), kind: "recycler" },
    { id: "community", name: t("small.community"), kind: "community" },
  ] as const;
  return (
    <Section id="map" title={t("frame.mapTitle")}>
      <BothThemes>
        {(theme) => (
          <>
            <Row>
              <Menu
                label={`${t("frame.menu")} (${t(theme)})`}
                align="start"
                trigger={<Icon name="more" size={24} />}
              >
                <MenuLink to="/design" icon="edit">
                  {t("frame.edit")}
                </MenuLink>
                <MenuLink to="/design" icon="link">
                  {t("frame.share")}
                </MenuLink>
                <MenuButton type="button" icon="trash">
                  {t("frame.withdraw")}
                </MenuButton>
              </Menu>
              <PartyMenu party={parties[0]} parties={parties} path="/design" />
              <AccountMenu state={{ user: { name: t("small.person"), email: "mina@example.org" }, party: parties[0], parties, unreadCount: 3, notificationCount: 2, locale: "en", theme: "system", isStaff: true, path: "/design" }} />
            </Row>
            <PointsMap
              label={t("frame.mapLabel", { theme: t(theme) })}
              markers={places.map((place, index) => ({ ...place, id: `${theme}-${index}`, label: t("frame.point", { number: index + 1 }), href: "/points", open: index % 3 !== 0 }))}
              selectedId={`${theme}-10`}
              tileUrl={null}
              attribution={t("frame.attribution")}
            />
          </>
        )}
      </BothThemes>
    </Section>
  );
}
