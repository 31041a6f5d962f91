import "./tailwind.css";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useMatches,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useForgetPasses } from "#app/domains/deals/ui/pass-keeper.ts";
import { useForgetRounds } from "#app/domains/rounds/ui/round-keeper.ts";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { cookieValue } from "#app/platform/cookies.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { mayJudge } from "#app/domains/licences/licences.rules.ts";
import { countUnreadPlaces, hasUnreadAt } from "#app/domains/notifications/notifications.repository.server.ts";
import { countUnread } from "#app/domains/messaging/unread.repository.server.ts";
import { maySupervise } from "#app/domains/supervision/supervision.rules.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { hasRole } from "#app/shared/actor.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { AppFrame } from "#app/ui/layout/app-frame.tsx";
import { SearchForm } from "#app/ui/layout/header.tsx";
import { useLive, useLookAgain } from "#app/realtime/use-live.ts";
import { useNonce } from "#app/ui/nonce.ts";

type Theme = "system" | "light" | "dark";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await signedIn(request);
  const theme = cookieValue(request.headers.get("cookie"), "rb_theme");
  const parties = who?.parties.map(({ id, name, kind }) => ({ id, name, kind })) ?? [];
  const locale = requestLocale(request);
  const t = translator(locale);
  const notificationCount = who ? await countUnreadPlaces(await database(), who.actor.userId) : 0;
  return {
    locale,
    notificationCount,
    unreadHere: who !== null && notificationCount > 0 && (await hasUnreadAt(await database(), { userId: who.actor.userId, path: new URL(request.url).pathname })),
    failures: { notFound: t("errorPage.notFound.title"), forbidden: t("errorPage.forbidden.title"), failed: t("errorPage.failed.title") } satisfies Record<Failure, string>,
    theme: (theme === "light" || theme === "dark" ? theme : "system") satisfies Theme as Theme,
    user: who ? { id: who.actor.userId, name: who.actor.userName, email: who.email } : null,
    party: parties.find((p) => p.id === who?.actor.party.id) ?? null,
    parties,
    isStaff: who ? who.actor.party.kind === "recycler" && hasRole(who.actor.role, "staff") : false,
    isOperator: who?.actor.isOperator ?? false,
    isModerator: who ? mayModerate(who.actor) : false,
    seesLicences: who ? mayJudge(who.actor) : false,
    supervises: who ? maySupervise(who.actor) : false,
    unreadCount: who ? await countUnread(await database(), who.actor.userId, parties.map((p) => p.id)) : 0,
    origin: env().PUBLIC_URL,
    nonce: typeof context.nonce === "string" ? context.nonce : "",
  };
}

type Failure = "notFound" | "forbidden" | "failed";

function failureOf(error: unknown): Failure {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return status === 404 ? "notFound" : status === 403 ? "forbidden" : "failed";
}

/** A page of its own has its own title; this one is for pages that went wrong. */
export const meta: MetaFunction<typeof loader> = ({ data, error }) => [{ title: error && data ? `${data.failures[failureOf(error)]} · Roundabout` : "Roundabout" }];

/** `surface` of each theme in app/ui/tokens.ts, as the browser's own bars want it. */
const barColours = { light: "#ffffff", dark: "#17211b" } as const;

function BarColours({ theme }: { theme: Theme }) {
  if (theme !== "system") return <meta name="theme-color" content={barColours[theme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={barColours.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={barColours.dark} />
    </>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce(data?.nonce);
  // A page with a picture of its own for posts says so, or programs would take the first of two.
  const hasPicture = useMatches().some((match) => (match.handle as { hasPicture?: boolean } | undefined)?.hasPicture);
  // Of a page whose own data could not be read, the words still have a language.
  const { i18n } = useTranslation();
  useEffect(() => {
    document.documentElement.dataset.hydrated = "true";
  }, []);
  return (
    <html lang={data?.locale ?? i18n.language} data-theme={data && data.theme !== "system" ? data.theme : undefined}>
      <head>
        <meta charSet="utf-8" />
        {/* Here and not in `meta`, which every route replaces with its own. */}
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <BarColours theme={data?.theme ?? "system"} />
        <meta property="og:site_name" content="Roundabout" />
        {hasPicture ? null : <meta property="og:image" content={`${data?.origin ?? ""}/og.png`} />}
        <meta name="twitter:card" content="summary_large_image" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/site.webmanifest" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/**
 * The language is chosen when a document loads. Where it was changed elsewhere (another tab, or this page comes back from
 * the browser's memory), the next page is loaded whole, so that its words and its data speak the same.
 */
function useOneLanguage(locale: string | undefined): void {
  const { i18n } = useTranslation();
  const { key } = useLocation();
  const latest = useRef(locale);
  useEffect(() => {
    latest.current = locale;
  });
  useEffect(() => {
    if (latest.current && latest.current !== i18n.language) window.location.reload();
  }, [key, i18n]);
}

/** How much waits to be read stands before the title of the tab, also while another tab is looked at. */
function useCountInTitle(count: number): void {
  // After every change of the page: each route brings its own title.
  useEffect(() => {
    const title = document.title.replace(/^\(\d+\+?\) /, "");
    const wanted = count > 0 ? `(${count}) ${title}` : title;
    if (document.title !== wanted) document.title = wanted;
  });
}

/** What leads to this page has been read once the page was looked at. Before JavaScript, the list of notifications does it. */
function useReadHere(unreadHere: boolean, path: string): void {
  const lookAgain = useLookAgain();
  useEffect(() => {
    if (!unreadHere) return;
    let done = false;
    const read = () => {
      if (done || document.visibilityState !== "visible") return;
      done = true;
      // This tab may not be listening yet, so it asks by itself; failing, it stays unread.
      void fetch("/notifications/read", { method: "POST", body: new URLSearchParams({ path }) }).then(lookAgain, () => undefined);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [unreadHere, path, lookAgain]);
}

function Frame({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const location = useLocation();
  useOneLanguage(data?.locale);
  useForgetPasses(!data || data.user !== null);
  useForgetRounds(!data || data.user !== null);
  useReadHere(data?.unreadHere ?? false, location.pathname);
  useLive(data?.user ? [`user:${data.user.id}`] : []);
  useCountInTitle(data?.unreadCount ?? 0);
  return (
    <AppFrame
      user={data?.user ?? null}
      party={data?.party ?? null}
      parties={data?.parties ?? []}
      unreadCount={data?.unreadCount ?? 0}
      notificationCount={data?.notificationCount ?? 0}
      locale={data?.locale ?? "en"}
      theme={data?.theme ?? "system"}
      isStaff={data?.isStaff ?? false}
      isModerator={data?.isModerator ?? false}
      seesLicences={data?.seesLicences ?? false}
      supervises={data?.supervises ?? false}
      path={location.pathname + location.search}
    >
      {children}
    </AppFrame>
  );
}

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation("common");
  const kind = failureOf(error);
  return (
    <Frame>
      <div className="content py-16">
        <EmptyState
          kind={kind === "notFound" ? "not_found" : "error"}
          title={t(`errorPage.${kind}.title`)}
          headingLevel={1}
          action={
            <>
              {kind === "notFound" ? <SearchForm id="lost-search" button className="mb-2 w-full" /> : null}
              <LinkButton to="/listings" variant={kind === "notFound" ? "secondary" : "primary"}>
                {t("errorPage.browse")}
              </LinkButton>
            </>
          }
        >
          {t(`errorPage.${kind}.text`)}
        </EmptyState>
      </div>
    </Frame>
  );
}
