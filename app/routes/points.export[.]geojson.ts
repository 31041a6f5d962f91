import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportHead, exportPages } from "#app/domains/points/export.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** Share-alike data as we hold them, for anybody to take along: GeoJSON, page by page, with its licence in the file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const source = new URL(request.url).searchParams.get("source");
  const db = await database();
  const head = await exportHead(db, source, systemClock);
  if (!head.ok) throw new Response(null, { status: 404 });
  const pages = exportPages(db, source, head.value);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pages.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "application/geo+json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${source && /^[\w.-]+$/.test(source) ? source : "points"}.geojson"`,
      Link: `<${head.value.licenceUrl}>; rel="license"`,
    },
  });
}
