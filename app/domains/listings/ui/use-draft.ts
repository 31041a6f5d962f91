import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { isKept, type DraftValues, type SavedDraft } from "../drafts/drafts.schema.ts";

/** What the line about the draft says. `stale`: another window saved meanwhile; `refused`: the server will not keep it (`message` says why). */
export type DraftState =
  | { is: "new" | "saving" | "offline" | "stale" }
  | { is: "saved"; at: string }
  | { is: "refused"; message: string };

const restMs = 800;
const retryMs = 8_000;

/** The texts of a form as typed, by field: what a draft keeps. */
export function typedValues(form: HTMLFormElement): DraftValues {
  const values: DraftValues = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || !isKept(name)) continue;
    const before = values[name];
    values[name] = before === undefined ? value : [...(typeof before === "string" ? [before] : before), value];
  }
  return values;
}

/** `attributes.colour` and the like as the nested values a form starts with. */
export function nestedValues(values: DraftValues): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const path = name.split(".");
    const last = path.pop() ?? name;
    let at = nested;
    for (const part of path) {
      const below = Object.hasOwn(at, part) ? at[part] : undefined;
      at = (at[part] = typeof below === "object" && below !== null ? below : {}) as Record<string, unknown>;
    }
    at[last] = value;
  }
  return nested;
}

/**
 * Keeps what is typed in a form on the server, a moment after the last key, and once more when the page is left. Each save names the
 * version it stands on; when another window was faster, nothing is written until the person says whose words count. `null` keeps nothing.
 */
export function useDraft(form: RefObject<HTMLFormElement>, draft: { id: string; version: number; savedAt: string | null } | null, photoIds: readonly string[]) {
  const [state, setState] = useState<DraftState>(draft?.savedAt ? { is: "saved", at: draft.savedAt } : { is: "new" });
  const id = draft?.id ?? null;
  const now = useRef({ version: draft?.version ?? 0, present: 0, sent: null as string | null, busy: false, again: false, blocked: false, timer: 0, element: null as HTMLFormElement | null });
  const photos = useRef(photoIds);
  photos.current = photoIds;

  const save = useCallback(
    async (options: { leaving?: boolean } = {}) => {
      const own = now.current;
      window.clearTimeout(own.timer);
      if (!own.element || id === null || own.blocked) return;
      const words = { values: typedValues(own.element), photoIds: photos.current };
      const text = JSON.stringify(words);
      if (own.sent === null) own.sent = text;
      if (text === own.sent) return;
      if (own.busy) {
        own.again = true;
        return;
      }
      own.busy = true;
      if (!options.leaving) setState({ is: "saving" });
      try {
        const response = await fetch(`/listings/drafts/${id}`, { method: "POST", keepalive: options.leaving ?? false, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ version: own.version, ...words }) });
        const answer = (await response.json()) as SavedDraft & { error?: string; message?: string };
        if (response.ok) {
          own.version = answer.version;
          own.sent = text;
          setState({ is: "saved", at: answer.savedAt });
          if (!options.leaving) rememberAddress(id);
        } else if (answer.error === "LISTINGS.DRAFT_STALE") {
          own.blocked = true;
          own.present = answer.version;
          setState({ is: "stale" });
        } else {
          setState({ is: "refused", message: answer.message ?? "errors:invalid" });
        }
      } catch {
        setState({ is: "offline" });
        if (!options.leaving) own.timer = window.setTimeout(() => void save(), retryMs);
      } finally {
        own.busy = false;
        if (own.again) {
          own.again = false;
          void save();
        }
      }
    },
    [id],
  );

  useEffect(() => {
    const element = form.current;
    if (!element || id === null) return;
    const own = now.current;
    // Kept beyond the page's own hold on it, for the save at the very end.
    own.element = element;
    // What the form starts with is nothing typed.
    own.sent ??= JSON.stringify({ values: typedValues(element), photoIds: photos.current });
    const soon = () => {
      window.clearTimeout(own.timer);
      own.timer = window.setTimeout(() => void save(), restMs);
    };
    const leave = () => {
      if (document.visibilityState === "hidden") void save({ leaving: true });
    };
    const online = () => void save();
    element.addEventListener("input", soon);
    element.addEventListener("change", soon);
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("online", online);
    return () => {
      element.removeEventListener("input", soon);
      element.removeEventListener("change", soon);
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("online", online);
      void save({ leaving: true });
    };
  }, [form, id, save]);

  // Photos are on the draft already; this keeps their order.
  const order = photoIds.join();
  useEffect(() => {
    if (now.current.sent === null) return;
    const wait = window.setTimeout(() => void save(), restMs);
    return () => window.clearTimeout(wait);
  }, [order, save]);

  /** This window's words count: they are saved over those of the other one. */
  const keepMine = useCallback(() => {
    now.current.version = now.current.present;
    now.current.blocked = false;
    void save();
  }, [save]);

  return { state, keepMine };
}

/** From now on a reload, or the way back, leads to this draft. */
function rememberAddress(id: string): void {
  const url = new URL(location.href);
  if (url.pathname !== "/listings/new" || url.searchParams.get("draft") === id) return;
  url.searchParams.set("draft", id);
  history.replaceState(history.state, "", url);
}
