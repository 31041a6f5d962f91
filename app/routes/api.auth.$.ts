import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { auth } from "#app/domains/identity/actor.server.ts";

/** The accounts service's own addresses: links in mails, and clients that speak its protocol. */
export async function loader({ request }: LoaderFunctionArgs) {
  return (await auth()).handler(request);
}

export async function action({ request }: ActionFunctionArgs) {
  return (await auth()).handler(request);
}
