import { useEffect, useRef } from "react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Button } from "./buttons.tsx";
import type { ButtonProps } from "./buttons.tsx";
import { Icon } from "./icons/icon.tsx";

/** React 18 does not know the popover attributes; spreading them passes them through as they are. */
const popoverAttribute: Record<string, string> = { popover: "auto" };

function popoverTarget(id: string, action: "show" | "hide"): Record<string, string> {
  return { popovertarget: id, popovertargetaction: action };
}

/** Once hydrated a dialog opens as a real modal; the attribute would forbid that, so it goes. */
function openModal(id: string, event?: MouseEvent) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return;
  event?.preventDefault();
  dialog.removeAttribute("popover");
  if (!dialog.open) dialog.showModal();
}

function closeModal(id: string, event?: MouseEvent) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open) return;
  event?.preventDefault();
  dialog.close();
}

export interface DialogProps {
  id: string;
  title: string;
  /** A sheet comes from the bottom on the phone and from the side on a desktop. */
  kind?: "dialog" | "sheet";
  footer?: ReactNode;
  children: ReactNode;
}

const kinds = {
  dialog: "m-auto max-h-[min(85dvh,48rem)] w-[min(32rem,calc(100vw-2rem))] rounded-sheet",
  sheet:
    "mx-0 mt-auto mb-0 max-h-[85dvh] w-full max-w-full rounded-t-sheet sm:my-0 sm:ms-auto sm:me-0 sm:h-dvh sm:max-h-dvh sm:w-[26rem] sm:rounded-none sm:rounded-s-sheet",
} as const;

/** Something that wants an answer before the page goes on. Opens before JavaScript too, then without the backdrop's hold. */
export function Dialog({ id, title, kind = "dialog", footer, children }: DialogProps) {
  const { t } = useTranslation("common");
  const dialog = useRef<HTMLDialogElement>(null);

  // A press on the backdrop lands on the dialog element itself; its content covers all the rest.
  useEffect(() => {
    const element = dialog.current;
    const onPress = (event: globalThis.MouseEvent) => {
      if (event.target === element) element?.close();
    };
    element?.addEventListener("click", onPress);
    return () => element?.removeEventListener("click", onPress);
  }, []);

  return (
    <dialog ref={dialog} id={id} aria-labelledby={`${id}-title`} {...popoverAttribute} className={`fixed inset-0 flex-col overflow-hidden border border-line p-0 shadow-float ${kinds[kind]}`}>
      <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
        <h2 id={`${id}-title`} className="text-lg">
          {title}
        </h2>
        <button type="button" {...popoverTarget(id, "hide")} onClick={(event) => closeModal(id, event)} aria-label={t("close")} className="-me-2 inline-flex size-11 items-center justify-center rounded-control hover:bg-sunken">
          <Icon name="close" />
        </button>
      </div>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
      {footer ? <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div> : null}
    </dialog>
  );
}

/** Opens the dialog of that id. */
export function DialogTrigger({ dialogId, ...rest }: ButtonProps & { dialogId: string }) {
  return <Button variant="secondary" aria-haspopup="dialog" {...rest} {...popoverTarget(dialogId, "show")} onClick={(event) => openModal(dialogId, event)} />;
}

/** Closes it without doing anything. */
export function DialogClose({ dialogId, ...rest }: ButtonProps & { dialogId: string }) {
  return <Button variant="secondary" {...rest} {...popoverTarget(dialogId, "hide")} onClick={(event) => closeModal(dialogId, event)} />;
}
