import { expect, it, vi } from "vitest";
import { onQuestionsWaiting, patientFetch, questionsWaiting, type Network } from "./patient-fetch.ts";

const origin = "https://roundabout.example";
const page = new URL(`${origin}/leaderboard.data?_routes=root`);
const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/** A network that is switched by the test; whoever waits goes on when `back` is called. */
function scene(send: () => Promise<Response>) {
  const waits: { go(): void; atMostMs: number | undefined }[] = [];
  const state = { isOnline: true };
  const network: Network = {
    send: vi.fn(send),
    origin,
    isOnline: () => state.isOnline,
    waitForNetwork: (signal, atMostMs) =>
      new Promise((resolve, reject) => {
        waits.push({ go: resolve, atMostMs });
        signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      }),
  };
  return { network, state, waits, ask: patientFetch(network) };
}
const soon = () => new Promise((resolve) => setTimeout(resolve));

it("asks again for a page that met no network, until it is answered, and counts it as waiting meanwhile", async () => {
  let tries = 0;
  const { ask, waits } = scene(() => ((tries += 1) < 3 ? lost() : Promise.resolve(new Response("here"))));
  const heard: number[] = [];
  const end = onQuestionsWaiting(() => heard.push(questionsWaiting()));
  const answer = ask(page);
  await soon();
  expect(waits.map(({ atMostMs }) => atMostMs)).toEqual([2_000]);
  waits[0]?.go();
  await soon();
  waits[1]?.go();
  expect(await (await answer).text()).toBe("here");
  expect(tries).toBe(3);
  expect(heard).toEqual([1, 0]);
  end();
});

it("holds a form back while the browser is offline, and sends it once", async () => {
  const { ask, network, state, waits } = scene(() => Promise.resolve(new Response("done")));
  state.isOnline = false;
  const answer = ask(page, { method: "POST", body: "text=hello" });
  await soon();
  expect(network.send).not.toHaveBeenCalled();
  expect(waits.map(({ atMostMs }) => atMostMs)).toEqual([undefined]);
  state.isOnline = true;
  waits[0]?.go();
  expect(await (await answer).text()).toBe("done");
  expect(network.send).toHaveBeenCalledTimes(1);
});

it("never sends a form again whose answer was lost", async () => {
  const { ask, network } = scene(lost);
  await expect(ask(page, { method: "POST" })).rejects.toThrow("Failed to fetch");
  expect(network.send).toHaveBeenCalledTimes(1);
});

it("stops waiting when the page no longer asks", async () => {
  const { ask, network } = scene(lost);
  const asking = new AbortController();
  const answer = ask(page, { signal: asking.signal });
  await soon();
  asking.abort();
  await expect(answer).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  expect(network.send).toHaveBeenCalledTimes(1);
  expect(questionsWaiting()).toBe(0);
});

it.each([["another path", new URL(`${origin}/api/v1/points`)], ["another site", new URL("https://tiles.example/a.data")], ["a request made elsewhere", new Request(page)]])("leaves alone %s", async (_what, input) => {
  const { ask, network, state } = scene(lost);
  state.isOnline = false;
  await expect(ask(input)).rejects.toThrow("Failed to fetch");
  expect(network.send).toHaveBeenCalledTimes(1);
});
