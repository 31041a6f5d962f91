import type { MessageView, ThreadPart } from "../messaging.schema.ts";
import type { Outcome, PendingMessage, ThreadTransport } from "../thread-client.ts";

/** Answers that another try cannot change. */
const refusals = [400, 401, 403, 404, 409, 413, 422, 429];

/** The thread's way to the server from a browser: plain requests, so that it works while sockets are down. */
export function threadTransport(dealId: string): ThreadTransport<File> {
  const address = `/deals/${dealId}/messages`;
  return {
    after: (seq) => read(`${address}?after=${seq}`),
    before: (seq) => read(`${address}?before=${seq}`),
    post: async (messages, onProgress) => {
      const [first] = messages;
      return first && first.photos.length > 0 ? [await postPhotos(address, first, onProgress)] : postTexts(address, messages);
    },
  };
}

async function read(address: string): Promise<ThreadPart | null> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as ThreadPart) : null;
  } catch {
    return null;
  }
}

async function postTexts(address: string, messages: readonly PendingMessage<File>[]): Promise<Outcome[]> {
  const all = (outcome: Outcome) => messages.map(() => outcome);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ messages: messages.map(({ clientId, body }) => ({ clientId, body })) }),
    });
    const answer = (await response.json().catch(() => null)) as { results?: ({ message: MessageView } | { error: string })[] } | null;
    if (response.ok && answer?.results) return answer.results.map((result) => ("message" in result ? { kind: "saved", message: result.message } : { kind: "refused", error: result.error }));
    return all(outcomeOf(response.status, answer));
  } catch {
    return all({ kind: "unreachable" });
  }
}

/** The older way of asking, because only it tells how much of a body has left. */
function postPhotos(address: string, message: PendingMessage<File>, onProgress: (part: number) => void): Promise<Outcome> {
  const form = new FormData();
  form.set("clientId", message.clientId);
  form.set("body", message.body);
  for (const photo of message.photos) form.append("photos", photo);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(outcomeOf(request.status, request.response));
    request.onerror = () => resolve({ kind: "unreachable" });
    request.ontimeout = () => resolve({ kind: "unreachable" });
    request.send(form);
  });
}

function outcomeOf(status: number, answer: unknown): Outcome {
  if (status === 200 && answer) return { kind: "saved", message: answer as MessageView };
  if (!refusals.includes(status)) return { kind: "unreachable" };
  const error = typeof answer === "object" && answer && "error" in answer ? String(answer.error) : "";
  return { kind: "refused", error: error || (status === 429 ? "MESSAGING.RATE_LIMITED" : "MESSAGING.INVALID") };
}
