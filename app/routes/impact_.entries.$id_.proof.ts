import type { LoaderFunctionArgs } from "@remix-run/node";
import { entryProof } from "#app/domains/impact/proof.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** Everything that proves one entry, for the check in the browser and as a file to keep. It changes with every checkpoint. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const proof = await entryProof(await database(), params.id ?? "");
  if (!proof) throw new Response(null, { status: 404 });
  return fileResponse(request, { text: `${JSON.stringify(proof, null, 2)}\n`, type: "application/json; charset=utf-8", name: `proof-${proof.leaf.id.slice(-8)}.json`, maxAgeSeconds: 0 });
}
