import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerApi } from "#app/api/router.server.ts";
import { wireOf } from "#app/api/stream.server.ts";

/** Every address of the public API; see app/api. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(request, undefined, wireOf(context));
}

export function action({ request }: ActionFunctionArgs) {
  return answerApi(request);
}
