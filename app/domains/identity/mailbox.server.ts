import { env, type Env } from "#app/platform/env.server.ts";

const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * Whether this request may read the local mailbox: no mail server is set, the product is not published under a name, and
 * whoever asks sits at this machine. Mails hold links that sign people in, so all three must hold.
 */
export function isMailboxOpen(request: Request, settings: Pick<Env, "SMTP_URL" | "PUBLIC_URL"> = env()): boolean {
  if (settings.SMTP_URL) return false;
  if (!["localhost", "127.0.0.1", "[::1]"].includes(new URL(settings.PUBLIC_URL).hostname)) return false;
  return loopback.test(request.headers.get("x-client-ip") ?? "");
}
