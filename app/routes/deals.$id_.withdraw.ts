import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { withdrawInput } from "#app/domains/messaging/messaging.schema.ts";
import { withdrawMessage } from "#app/domains/messaging/withdraw.service.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** POST /deals/:id/withdraw with `seq`: the author takes a message back, and is at the thread again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor } = await actingOnDeal(request, params.id ?? "");
  const input = withdrawInput.safeParse({ dealId: params.id, seq: (await request.formData()).get("seq") });
  if (!input.success) throw new Response(null, { status: 400, statusText: "MESSAGING.INVALID" });
  const result = await withdrawMessage(db, actor, input.data);
  if (!result.ok) throw new Response(null, { status: statusOf(result.error), statusText: result.error });
  return redirect(`/deals/${input.data.dealId}`);
}

export function loader({ params }: { params: { id?: string } }) {
  return redirect(`/deals/${params.id ?? ""}`);
}
