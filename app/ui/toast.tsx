import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { alertLook } from "./alert.tsx";
import type { AlertTone } from "./alert.tsx";
import { IconButton } from "./buttons.tsx";
import { Icon } from "./icons/icon.tsx";

export interface ToastMessage {
  tone?: AlertTone;
  text: string;
  action?: { label: string; onPress: () => void };
  /** How long it stays; with an action at least ten seconds. */
  seconds?: number;
}

type Show = (toast: ToastMessage) => void;

const ToastContext = createContext<Show>(() => undefined);

/** Shows a short message. It must never be the only place that says so. */
export function useToast(): Show {
  return useContext(ToastContext);
}

/** Holds the messages; `initial` comes from the server and is there before JavaScript. Sits in AppFrame. */
export function ToastProvider({ initial = [], children }: { initial?: readonly ToastMessage[]; children: ReactNode }) {
  const next = useRef(initial.length);
  const [shown, setShown] = useState(() => initial.map((toast, id) => ({ ...toast, id })));
  const close = useCallback((id: number) => setShown((list) => list.filter((one) => one.id !== id)), []);
  const show = useCallback<Show>((toast) => {
    const id = next.current++;
    setShown((list) => [...list.slice(-2), { ...toast, id }]);
  }, []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <ToastRegion toasts={shown} onClose={close} />
    </ToastContext.Provider>
  );
}

function ToastRegion({ toasts, onClose }: { toasts: readonly (ToastMessage & { id: number })[]; onClose: (id: number) => void }) {
  return (
    <div role="status" aria-live="polite" className="no-print pointer-events-none fixed inset-x-4 bottom-24 z-50 flex flex-col items-center gap-2 md:bottom-6">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
    </div>
  );
}

/** One message. Waits while it is under the pointer or holds the focus. */
export function Toast({ toast, onClose }: { toast: ToastMessage; onClose: () => void }) {
  const { t } = useTranslation("common");
  const [held, setHeld] = useState(false);
  const { tone = "info", text, action } = toast;
  const seconds = Math.max(toast.seconds ?? 6, action ? 10 : 0);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => latest.current(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, seconds]);
  const { sign, icon } = alertLook[tone];
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-fit max-w-[min(36rem,100%)] animate-rise items-center gap-3 rounded-card border border-line bg-surface py-1.5 ps-4 pe-1.5 text-ink shadow-float"
    >
      <Icon name={icon} className={sign} />
      <span className="py-1.5">{text}</span>
      {action ? (
        <button type="button" onClick={() => { action.onPress(); onClose(); }} className="min-h-9 shrink-0 rounded-control px-3 font-semibold text-leaf hover:bg-sunken">
          {action.label}
        </button>
      ) : null}
      <IconButton icon="close" size="sm" label={t("close")} onClick={onClose} />
    </div>
  );
}
