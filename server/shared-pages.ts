import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { FoundPage, PageCache } from "./application.ts";

/** Nobody waits on a wire for a page that is rendered for all. */
const noWire = { isClosed: () => false, drained: async () => undefined };

/** Answers visitors from pages that they share; who is signed in, and everything else, goes on to the next door. */
export function sharedPages(cache: PageCache, build: ServerBuild | (() => Promise<ServerBuild>)): RequestHandler {
  const handle = createRequestHandler(build, "production");
  const render = (request: globalThis.Request, nonce: string) => handle(request, { nonce, wire: noWire });
  return (request: Request, response: Response, next: NextFunction) => {
    const wanted = cache.find(request);
    if (!wanted) return next();
    const found = cache.page(wanted, render);
    if (!(found instanceof Promise)) return send(found, request, response);
    found.then((page) => (page ? send(page, request, response) : next())).catch(next);
  };
}

function send({ page, from }: FoundPage, request: Request, response: Response): void {
  if (response.destroyed) return;
  const { status, headers, body } = page.answer({ acceptEncoding: request.headers["accept-encoding"], from });
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}
