import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerApi } from "#app/api/router.server.ts";

/** Every address of the public API; see app/api. */
export function loader({ request }: LoaderFunctionArgs) {
  return answerApi(request);
}

export function action({ request }: ActionFunctionArgs) {
  return answerApi(request);
}
