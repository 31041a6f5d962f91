import type { LoaderFunctionArgs } from "@remix-run/node";
import { boardPicture } from "#app/domains/impact/boards/draw/embed.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** A board for other people's pages, as a picture whose reader brings the fonts. */
export async function loader({ request }: LoaderFunctionArgs) {
  return boardPicture(await database(), request, { size: "widget", format: "svg" });
}
