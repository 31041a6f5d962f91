import { useTranslation } from "#app/ui/i18n.ts";
import { Avatar } from "../avatar.tsx";
import type { AvatarKind } from "../avatar.tsx";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { Menu, MenuButton, MenuLink } from "../menu.tsx";
import { Form } from "../remix.ts";
import type { FrameParty, FramePartyKind, FrameState } from "./frame-types.ts";

export function avatarKind(kind: FramePartyKind): AvatarKind {
  return kind === "producer" || kind === "authority" ? "other" : kind;
}

/** Each language calls itself by its own name, whatever the page's language. */
const languages = [
  { value: "en", name: "English" },
  { value: "zh-CN", name: "简体中文" },
] as const;

const themes: readonly { value: "system" | "light" | "dark"; icon: IconName }[] = [
  { value: "system", icon: "theme" },
  { value: "light", icon: "sun" },
  { value: "dark", icon: "moon" },
];

function MenuHeading({ children }: { children: string }) {
  return <p className="px-3 pt-2 pb-1 text-xs font-semibold text-ink-soft">{children}</p>;
}

/** Posts the choice and comes back to the same page, reloaded whole, since language and theme sit on `<html>`. */
function PreferenceChoices({ locale, theme, path }: Pick<FrameState, "locale" | "theme" | "path">) {
  const { t } = useTranslation("common");
  return (
    <>
      <Form method="post" action="/preferences" reloadDocument>
        <input type="hidden" name="returnTo" value={path} />
        <MenuHeading>{t("frame.language")}</MenuHeading>
        {languages.map((language) => (
          <MenuButton key={language.value} name="locale" value={language.value} lang={language.value} current={locale === language.value}>
            {language.name}
          </MenuButton>
        ))}
      </Form>
      <Form method="post" action="/preferences" reloadDocument>
        <input type="hidden" name="returnTo" value={path} />
        <MenuHeading>{t("frame.theme")}</MenuHeading>
        {themes.map((choice) => (
          <MenuButton key={choice.value} name="theme" value={choice.value} icon={choice.icon} current={theme === choice.value}>
            {t(`frame.themes.${choice.value}`)}
          </MenuButton>
        ))}
      </Form>
    </>
  );
}

export function PreferencesMenu(props: Pick<FrameState, "locale" | "theme" | "path">) {
  const { t } = useTranslation("common");
  return (
    <Menu label={t("frame.preferences")} trigger={<Icon name="language" size={24} />}>
      <PreferenceChoices {...props} />
    </Menu>
  );
}

/** Who the person acts for: one party at a time. */
export function PartyMenu({ party, parties, path }: { party: FrameParty; parties: readonly FrameParty[]; path: string }) {
  const { t } = useTranslation("common");
  return (
    <Menu
      label={t("frame.actingFor", { name: party.name })}
      trigger={
        <>
          <Avatar name={party.name} kind={avatarKind(party.kind)} size="sm" decorative />
          <span className="max-w-36 truncate text-sm max-lg:sr-only">{party.name}</span>
          <Icon name="chevron-down" size={16} className="text-ink-soft" />
        </>
      }
    >
      <Form method="post" action="/account/party">
        <input type="hidden" name="returnTo" value={path} />
        <MenuHeading>{t("frame.actFor")}</MenuHeading>
        {parties.map((one) => (
          <MenuButton key={one.id} name="partyId" value={one.id} current={one.id === party.id}>
            <span className="flex items-center gap-3">
              <Avatar name={one.name} kind={avatarKind(one.kind)} size="sm" decorative />
              <span className="grid min-w-0 leading-tight">
                <span className="truncate">{one.name}</span>
                <span className="text-xs font-normal text-ink-soft">{t(`frame.kinds.${one.kind}`)}</span>
              </span>
            </span>
          </MenuButton>
        ))}
      </Form>
    </Menu>
  );
}

export function AccountMenu({ state }: { state: FrameState }) {
  const { t } = useTranslation("common");
  const { user, isStaff, isModerator, seesLicences, supervises } = state;
  if (!user) return null;
  return (
    <Menu label={t("frame.accountMenu", { name: user.name })} trigger={<Avatar name={user.name} src={user.imageUrl} size="sm" decorative />}>
      <p className="px-3 pt-2 leading-tight font-semibold">{user.name}</p>
      {user.email ? <p className="px-3 pb-2 text-sm text-ink-soft">{user.email}</p> : null}
      <div className="border-y border-line py-1">
        {isStaff ? (
          <MenuLink to="/staff" icon="scale">
            {t("frame.staff")}
          </MenuLink>
        ) : null}
        {isModerator ? (
          <MenuLink to="/moderation" icon="shield">
            {t("frame.moderation")}
          </MenuLink>
        ) : null}
        {seesLicences ? (
          <MenuLink to="/licences" icon="document">
            {t("frame.licences")}
          </MenuLink>
        ) : null}
        {supervises ? (
          <MenuLink to="/supervision" icon="eye">
            {t("frame.supervision")}
          </MenuLink>
        ) : null}
        <MenuLink to="/deals" icon="swap">
          {t("frame.deals")}
        </MenuLink>
        <MenuLink to="/bookings" icon="calendar">
          {t("frame.bookings")}
        </MenuLink>
        <MenuLink to="/account" icon="settings">
          {t("frame.account")}
        </MenuLink>
      </div>
      <PreferenceChoices locale={state.locale} theme={state.theme} path={state.path} />
      <Form method="post" action="/sign-out" reloadDocument className="mt-1 border-t border-line pt-1">
        <MenuButton icon="logout">{t("frame.signOut")}</MenuButton>
      </Form>
    </Menu>
  );
}
