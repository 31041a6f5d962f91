import type { LoaderFunctionArgs } from "@remix-run/node";
import { boardPicture } from "#app/domains/impact/boards/draw/embed.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** A board as the picture of a post. */
export async function loader({ request }: LoaderFunctionArgs) {
  return boardPicture(await database(), request, { size: "share", format: "png" });
}
