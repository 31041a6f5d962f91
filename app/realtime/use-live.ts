import { useCallback, useEffect, useRef } from "react";
import { io, type Socket } from "socket.io-client";
import type { Topic } from "#app/outbox/events.ts";
import { useNavigation, useRevalidator, useRouteLoaderData } from "#app/ui/remix.ts";
import { socketPath, type ClientToServer, type ServerToClient } from "./contract.ts";

export type LiveClient = Socket<ServerToClient, ClientToServer>;

let client: LiveClient | undefined;
const watchers = new Map<string, number>();

/** The page's one connection; made on first use, in the browser only. */
export function liveClient(): LiveClient {
  if (!client) {
    client = io({ path: socketPath, transports: ["websocket"], reconnectionDelayMax: 5_000 });
    client.on("connect", () => {
      for (const topic of watchers.keys()) client?.emit("watch", { topic }, () => undefined);
    });
    // The server ends a connection when what its person may see has changed; the library begins none anew after that by itself.
    client.on("disconnect", (reason) => {
      if (reason === "io server disconnect") client?.connect();
    });
  }
  return client;
}

/**
 * Asks the page's loaders again, one question at a time however many parts of the page want it: a second question, or
 * one in the middle of a navigation, would abort the one under way. What comes in between is asked once it is over.
 * Looking again makes the router forget what an action answered, so that a new answer is first given a moment to be shown
 * (`useActionData` keeps it from then on); `held` waits for that, for everybody.
 */
const asking: { underWay: boolean; wanted: boolean; patience?: ReturnType<typeof setTimeout>; held?: ReturnType<typeof setTimeout> | undefined; seenAnswer: unknown; again(): void } = {
  underWay: false,
  wanted: false,
  seenAnswer: null,
  again: () => undefined,
};

/** Milliseconds for the page to show what its action answered. */
const ANSWER_MS = 1_000;

/** What the router has of an action's answer at present, whether or not the page shows it yet. */
const routersAnswer = (): unknown => (window as { __remixRouter?: { state: { actionData: unknown } } }).__remixRouter?.state.actionData ?? null;

/** Whether looking again has to wait for the page to show a new answer; when it has, somebody mounted asks. */
function isHeld(): boolean {
  if (asking.held !== undefined) return true;
  const answer = routersAnswer();
  if (answer === null || answer === asking.seenAnswer) return false;
  asking.seenAnswer = answer;
  asking.held = setTimeout(() => {
    asking.held = undefined;
    asking.again();
  }, ANSWER_MS);
  return true;
}

export function useLookAgain(): () => void {
  const { revalidate, state } = useRevalidator();
  // A new object with every answer, also one that came too fast for React to show it as loading.
  const answer = useRouteLoaderData("root");
  const isIdle = useNavigation().state === "idle" && state === "idle";
  const ask = useRef<() => void>(() => undefined);
  const done = useRef<() => void>(() => undefined);
  useEffect(() => {
    ask.current = () => {
      asking.wanted = !isIdle || asking.underWay;
      if (asking.wanted || isHeld()) return;
      asking.underWay = true;
      // An answer that never comes must not keep the door shut.
      clearTimeout(asking.patience);
      asking.patience = setTimeout(() => done.current(), 20_000);
      revalidate();
    };
    asking.again = ask.current;
    done.current = () => {
      asking.underWay = false;
      if (asking.wanted && isIdle) ask.current();
    };
  });
  useEffect(() => {
    if (state === "idle") done.current();
  }, [state, isIdle, answer]);
  return useCallback(() => ask.current(), []);
}

/** Milliseconds from the start of a page's load to its first connection, after which its loaders are asked again. */
const SLOW_MS = 1_000;

/**
 * Keeps a page in step with its topics: when one changes, the page asks its loaders again. After a cut connection it
 * asks once, so nothing is missed; while there is none, every fifteen seconds. `onChange` is told besides.
 */
export function useLive(topics: readonly Topic[], onChange?: () => void): void {
  const lookAgain = useLookAgain();
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    look.current = () => {
      onChange?.();
      lookAgain();
    };
  });
  const key = topics.join(" ");

  useEffect(() => {
    const mine = key === "" ? [] : key.split(" ");
    if (mine.length === 0) return;
    const socket = liveClient();
    let pending: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(pending);
      pending = setTimeout(() => look.current(), 60);
    };
    const onChanged: ServerToClient["changed"] = ({ topic }) => {
      if (mine.includes(topic)) soon();
    };
    let wasCut = false;
    // A first connection that is long in coming is a cut too: what changed since the page was made was told to nobody here.
    let isFirst = !socket.connected;
    const onCut = () => {
      wasCut = true;
    };
    const onConnect = () => {
      if (wasCut || (isFirst && performance.now() > SLOW_MS)) soon();
      wasCut = false;
      isFirst = false;
    };
    for (const topic of mine) {
      watchers.set(topic, (watchers.get(topic) ?? 0) + 1);
      if (socket.connected) socket.emit("watch", { topic }, () => undefined);
    }
    socket.on("changed", onChanged);
    socket.on("disconnect", onCut);
    socket.on("connect", onConnect);
    const poll = setInterval(() => {
      if (!socket.connected && document.visibilityState === "visible") soon();
    }, 15_000);
    return () => {
      clearTimeout(pending);
      clearInterval(poll);
      socket.off("changed", onChanged);
      socket.off("disconnect", onCut);
      socket.off("connect", onConnect);
      for (const topic of mine) {
        const left = (watchers.get(topic) ?? 1) - 1;
        if (left > 0) watchers.set(topic, left);
        else {
          watchers.delete(topic);
          if (socket.connected) socket.emit("unwatch", { topic }, () => undefined);
        }
      }
    };
  }, [key]);
}
