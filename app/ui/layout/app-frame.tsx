import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { AlertTone } from "../alert.tsx";
import { SkipLink } from "../assistive.tsx";
import { useNavigation } from "../remix.ts";
import { ToastProvider } from "../toast.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { Footer } from "./footer.tsx";
import type { FrameState } from "./frame-types.ts";
import { Header } from "./header.tsx";
import { NetworkNote } from "./network-note.tsx";
import { StaffRail } from "./staff-rail.tsx";

export type { FrameLocale, FrameParty, FrameState, FrameTheme, FrameUser } from "./frame-types.ts";

export interface AppFrameProps extends FrameState {
  /** What the last action has to say once; also said on the page itself. */
  flash?: readonly { tone?: AlertTone; text: string }[];
  children: ReactNode;
}

/** Everything around a page: skip link, header, the phone's bar, footer, toasts. The page itself goes into `<main>`. */
export function AppFrame({ children, flash, ...state }: AppFrameProps) {
  const { t } = useTranslation("common");
  return (
    <ToastProvider initial={flash}>
      <div className="flex min-h-dvh flex-col">
        <SkipLink>{t("frame.skip")}</SkipLink>
        <NavigationLine />
        <NetworkNote />
        <Header state={state} />
        <div className="flex grow">
          {state.isStaff && state.party ? <StaffRail partyName={state.party.name} /> : null}
          <main id="main" tabIndex={-1} className="min-w-0 grow pb-8 outline-none">
            {children}
          </main>
        </div>
        <Footer />
        <BottomBar unreadCount={state.unreadCount} signedIn={state.user !== null} />
      </div>
    </ToastProvider>
  );
}

/** A thin line while the next page is on its way. */
function NavigationLine() {
  const navigation = useNavigation();
  if (navigation.state === "idle") return null;
  return <div aria-hidden="true" className="fixed inset-x-0 top-0 z-50 h-1 animate-pulse bg-marigold" />;
}
