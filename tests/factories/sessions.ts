import { createHmac, randomBytes } from "node:crypto";
import { createAuth, type Auth } from "#app/domains/identity/auth.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";

type Db = Database["db"];

/** The settings that accounts need, for tests. */
export const authSettings = { AUTH_SECRET: "a secret for tests that is long enough", PUBLIC_URL: "http://localhost:3000", DEMO: "1" as "0" | "1" };

/** A session of a person as a browser would send it: the Cookie header of somebody who has signed in. */
export async function createSession(
  db: Db,
  input: { userId: string; partyId?: string; secret?: string; userAgent?: string; expiresAt?: Date },
): Promise<{ id: string; cookie: string }> {
  const token = randomBytes(24).toString("base64url");
  const id = newId();
  await db.session.create({
    data: {
      id,
      token,
      userId: input.userId,
      activePartyId: input.partyId ?? null,
      userAgent: input.userAgent ?? null,
      ipAddress: "127.0.0.1",
      expiresAt: input.expiresAt ?? new Date(Date.now() + 86_400_000),
    },
    select: { id: true },
  });
  const signature = createHmac("sha256", input.secret ?? authSettings.AUTH_SECRET).update(token).digest("base64");
  return { id, cookie: `rb.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}

/** Speaks to the accounts service as a browser does. */
export function accountsClient(db: Db, settings: Partial<typeof authSettings> = {}) {
  const auth: Auth = createAuth(db, { ...authSettings, ...settings });
  const origin = settings.PUBLIC_URL ?? authSettings.PUBLIC_URL;
  return {
    auth,
    /** One request; `cookies` are the name=value pairs set by the answer. */
    async ask(path: string, body?: object, headers: Record<string, string> = {}) {
      const response = await auth.handler(
        new Request(`${origin}/api/auth${path}`, {
          method: body ? "POST" : "GET",
          headers: { origin, "content-type": "application/json", "x-client-ip": `10.0.0.${Math.ceil(Math.random() * 250)}`, ...headers },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      );
      const text = await response.text();
      return {
        status: response.status,
        body: (text.startsWith("{") ? JSON.parse(text) : {}) as { code?: string },
        setCookie: response.headers.getSetCookie(),
        cookies: response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; "),
      };
    },
    /** The query of the newest link mailed to an address. */
    async mailedLink(to: string): Promise<URL> {
      const mail = await db.mailMessage.findFirstOrThrow({ where: { toAddress: to }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { text: true } });
      return new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? "");
    },
  };
}

/** A fresh address. */
export function someAddress(): string {
  return `${newId()}@example.org`;
}
