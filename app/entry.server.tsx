import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { contentSecurityPolicy } from "#app/platform/http/csp.server.ts";
import { gathering } from "#app/platform/http/gather.server.ts";
import { requestLocale, serverI18n } from "#app/platform/i18n.server.ts";
import { logger } from "#app/platform/logger.server.ts";

/** What the process (server/) takes from the built app. */
export { application } from "#app/application.server.ts";

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = typeof loadContext.nonce === "string" ? loadContext.nonce : "";
  const i18n = serverI18n(requestLocale(request));
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  headers.set("Content-Type", "text/html; charset=utf-8");
  // A page carries its nonce and who asked; shared caches must leave it alone.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  headers.append("Vary", "Accept-Language, Cookie");

  return new Promise((resolve, reject) => {
    let responded = false;
    let failed = false;
    const readyEvent = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18n}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </I18nextProvider>,
      {
        nonce,
        [readyEvent]() {
          responded = true;
          const body = gathering();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          failed = true;
          if (responded) logger().error({ err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** Errors thrown in loaders and actions, apart from aborted requests and answers meant for people (404, 403). */
export function handleError(error: unknown, { request }: { request: Request }): void {
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === "number" && status < 500) return;
  if (!request.signal.aborted) logger().error({ err: error, url: request.url }, "request failed");
}
