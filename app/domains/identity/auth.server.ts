import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { inTransaction, type Database } from "#app/platform/db/database.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { insertParty } from "./parties.repository.server.ts";
import { becomeFirstOperator } from "./sessions.repository.server.ts";
import { slugify } from "./slug.ts";

type AuthUser = { id: string; name: string; email: string; locale?: string | null };

/** Builds the accounts service (better-auth) on a database. One per process; see `auth()` in actor.server.ts. */
export function createAuth(db: Database["db"], settings: Pick<Env, "AUTH_SECRET" | "PUBLIC_URL" | "DEMO">) {
  const sendLink = async (kind: "verify" | "reset", user: AuthUser, url: string) => {
    const locale = isLocale(user.locale) ? user.locale : "en";
    const t = translator(locale, "mails");
    const mail = composeMail({
      locale,
      subject: t(`${kind}.subject`),
      paragraphs: [t("greeting", { name: user.name }), t(`${kind}.body`)],
      action: { label: t(`${kind}.action`), url },
      footer: t(`${kind}.footer`),
    });
    await queueMail(db, { userId: user.id, to: user.email, ...mail });
  };

  return betterAuth({
    appName: "Roundabout",
    baseURL: settings.PUBLIC_URL,
    basePath: "/api/auth",
    secret: settings.AUTH_SECRET,
    telemetry: { enabled: false },
    // The address the browser used; our own origin check has already refused foreign pages (server/http.ts).
    trustedOrigins: (request) => (request ? [settings.PUBLIC_URL, new URL(request.url).origin] : [settings.PUBLIC_URL]),
    database: prismaAdapter(db, { provider: "postgresql" }),
    user: {
      additionalFields: {
        locale: { type: "string", required: false, defaultValue: "en", input: true },
        isOperator: { type: "boolean", required: false, defaultValue: false, input: false },
      },
    },
    session: {
      expiresIn: 60 * 60 * 24 * 30,
      updateAge: 60 * 60 * 24,
      additionalFields: { activePartyId: { type: "string", required: false, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => sendLink("reset", user, url),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url }) => sendLink("verify", user, url),
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 200,
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 60, max: 20 },
        "/request-password-reset": { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: "rb",
      useSecureCookies: settings.PUBLIC_URL.startsWith("https://"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      // server/http.ts sets this header itself from the connection.
      ipAddress: { ipAddressHeaders: ["x-client-ip"] },
      database: { generateId: () => newId() },
    },
    databaseHooks: {
      user: {
        create: {
          // Everybody has a household from the first moment, so that there is always a party to act for.
          after: async (user) => {
            const known = user as AuthUser;
            const locale = isLocale(known.locale) ? known.locale : "en";
            await inTransaction(db, async (tx) => {
              await insertParty(
                tx,
                {
                  kind: "household",
                  name: translator(locale, "account")("household.defaultName", { name: user.name }),
                  slug: slugify(`home-${newId().slice(-8)}`),
                  isListed: false,
                  joinPolicy: "invite",
                },
                user.id,
              );
              if (settings.DEMO === "0") await becomeFirstOperator(tx, user.id);
            });
          },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
