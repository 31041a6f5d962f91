import type { LoaderFunctionArgs } from "@remix-run/node";
import { boardFrame } from "#app/domains/impact/boards/draw/embed.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** A board for other people's pages, as a frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  return boardFrame(await database(), request);
}
