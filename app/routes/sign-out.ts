import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { callAuth, withCookies } from "#app/domains/identity/auth-call.server.ts";
import { disconnectUser } from "#app/realtime/io.server.ts";

/** Ends this session and its live connections. */
export async function action({ request }: ActionFunctionArgs) {
  const who = await signedIn(request);
  const answer = await callAuth(request, "/sign-out", {});
  if (who) disconnectUser(who.actor.userId);
  return redirect("/", { headers: withCookies(answer.cookies) });
}

export function loader() {
  return redirect("/");
}
