import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { RequestWindows } from "#app/platform/http/request-windows.ts";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { logger } from "#app/platform/logger.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale, type Locale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { accountMail, type AccountLetter } from "./account-mails.server.ts";
import { passwordLength, personNameMax } from "./account.schema.ts";
import { ensureHousehold } from "./households.service.server.ts";
import { becomeFirstOperator } from "./sessions.repository.server.ts";

type AuthUser = { id: string; name: string; email: string; locale?: string | null };

/** The header by which our sign-up form tells the browser's time zone. */
export const timeZoneHeader = "x-time-zone";

const localeOf = (user: object): Locale => ("locale" in user && isLocale(user.locale) ? user.locale : "en");

/** Builds the accounts service (better-auth) on a database. One per process; see `auth()` in actor.server.ts. */
export function createAuth(db: Database["db"], settings: Pick<Env, "AUTH_SECRET" | "PUBLIC_URL" | "DEMO">) {
  const sendLink = async (kind: AccountLetter, user: AuthUser, path: string) => {
    const mail = accountMail(localeOf(user), kind, { name: user.name, url: `${settings.PUBLIC_URL}${path}` });
    await queueMail(db, { userId: user.id, to: user.email, kind: "security", ...mail });
  };

  const windows = new RequestWindows();

  return betterAuth({
    appName: "Roundabout",
    baseURL: settings.PUBLIC_URL,
    basePath: "/api/auth",
    secret: settings.AUTH_SECRET,
    telemetry: { enabled: false },
    logger: {
      // Any other level also writes to the console, past this function.
      level: "info",
      log: (level, message) => (level === "error" ? logger().error({ from: "accounts" }, message) : logger().debug({ from: "accounts" }, message)),
    },
    // The address the browser used; our own origin check has already refused foreign pages (server/http.ts).
    trustedOrigins: (request) => (request ? [settings.PUBLIC_URL, new URL(request.url).origin] : [settings.PUBLIC_URL]),
    // Our own pages do these by id and never hand out session tokens.
    disabledPaths: ["/list-sessions", "/revoke-session", "/revoke-sessions", "/update-session", "/update-user", "/delete-user", "/change-email", "/sign-in/social", "/link-social", "/unlink-account"],
    database: prismaAdapter(db, { provider: "postgresql" }),
    user: {
      additionalFields: {
        locale: { type: "string", required: false, defaultValue: "en", input: true },
        isOperator: { type: "boolean", required: false, defaultValue: false, input: false },
      },
    },
    session: {
      // From sign-in, whatever happens: reading a page writes nothing, and cookie and row end together.
      expiresIn: 60 * 60 * 24 * 30,
      disableSessionRefresh: true,
      additionalFields: { activePartyId: { type: "string", required: false, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendLink("reset", user, `/reset-password?token=${encodeURIComponent(token)}`),
      // The page answers as for a new address; the owner of the address learns it by mail.
      onExistingUserSignUp: ({ user }) => sendLink("exists", user, "/sign-in"),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: 60 * 60 * 24,
      sendVerificationEmail: ({ user, url, token }) => {
        const back = new URLSearchParams({ token, returnTo: returnToOf(url) });
        return sendLink("verify", user, `/verify?${back}`);
      },
      // Only somebody who can be reached may run the place, so not already at sign-up.
      afterEmailVerification: async (user) => {
        if (settings.DEMO === "0") await becomeFirstOperator(db, user.id);
      },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 200,
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 60, max: 20 },
        "/request-password-reset": { window: 60, max: 10 },
        "/send-verification-email": { window: 60, max: 10 },
      },
      // The library's own counter begins anew only after a whole window without any request: an address that many share was
      // refused after twenty sign-ins in a row, however slowly they came.
      customStorage: {
        consume: async (key, { window, max }) => {
          const { allowed, retryAfterSeconds } = windows.consume(key, { windowSeconds: window, max });
          return { allowed, retryAfter: retryAfterSeconds };
        },
      },
    },
    advanced: {
      cookiePrefix: "rb",
      useSecureCookies: settings.PUBLIC_URL.startsWith("https://"),
      // Said aloud, because the library leaves them out under NODE_ENV=test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      // server/http.ts sets this header itself from the connection.
      ipAddress: { ipAddressHeaders: ["x-client-ip"] },
      database: { generateId: () => newId() },
    },
    databaseHooks: {
      user: {
        create: {
          // Programs may speak to the service past our form and its checks.
          before: async (user) => ({
            data: { ...user, name: user.name.trim().slice(0, personNameMax) || "?", locale: localeOf(user) },
          }),
          after: async (user, context) => {
            await ensureHousehold(db, {
              userId: user.id,
              name: user.name,
              locale: localeOf(user),
              timeZone: context?.headers?.get(timeZoneHeader),
            });
          },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * The address given to the service to come back to. It takes few characters, so ours travels inside a query of our own.
 */
export function callbackFor(returnTo: string): string {
  const strict = encodeURIComponent(returnTo).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `/verify?returnTo=${strict}`;
}

/** The way back out of a link that the service made (see `callbackFor`). */
function returnToOf(link: string): string {
  const callback = new URL(link).searchParams.get("callbackURL") ?? "/";
  return safeReturnTo(new URL(callback, "http://x").searchParams.get("returnTo"));
}
