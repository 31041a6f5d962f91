import { useRef, useState } from "react";
import { Button } from "./buttons.tsx";
import { useTranslation } from "./i18n.ts";
import { Icon } from "./icons/icon.tsx";
import { useBarcodeCamera } from "./use-barcode-camera.ts";

/** What became of a code that the camera saw, in words. */
export type Scanned = { outcome: "good" | "known" | "bad"; words: string };

const looks = { good: { icon: "success", tone: "border-leaf text-leaf" }, known: { icon: "info", tone: "border-line-strong text-ink" }, bad: { icon: "warning", tone: "border-clay text-clay" } } as const;

/**
 * The camera beside a field for codes; nothing where the browser reads none. What it sees goes to `take` once for as long as it stays the last thing seen, and what came of it
 * is shown and said, without a sound. Null from `take` is "not now": the code is offered again while it stays in view.
 */
export function CodeScanner({ aim, take }: { aim: string; take: (text: string) => Scanned | null }) {
  const { t } = useTranslation("common");
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const last = useRef("");
  const { canScan, state, start, stop, video } = useBarcodeCamera((text) => {
    if (text === last.current) return;
    const taken = take(text);
    if (!taken) return;
    last.current = text;
    setScanned(taken);
  });
  if (!canScan) return null;
  const begin = () => {
    last.current = "";
    setScanned(null);
    start();
  };
  const look = scanned ? looks[scanned.outcome] : null;
  const words = { off: "", on: scanned?.words ?? aim, missing: t("scan.missing"), blocked: t("scan.blocked") }[state];
  return (
    <div className="grid gap-2">
      <span>
        <Button variant="secondary" icon="qr" onClick={state === "on" ? stop : begin}>
          {t(state === "on" ? "scan.stop" : "scan.start")}
        </Button>
      </span>
      {state === "on" ? <video ref={video} muted playsInline aria-label={t("scan.view")} className={`aspect-video w-full max-w-md rounded-card border-4 bg-sunken object-cover ${look?.tone ?? "border-line"}`} /> : null}
      <p role="status" data-testid="scanned" className={`flex items-start gap-1.5 text-sm font-semibold ${look?.tone ?? ""}`}>
        {look && state === "on" ? <Icon name={look.icon} size={16} className="mt-[0.2em]" /> : null}
        <span className="wrap-anywhere">{words}</span>
      </p>
    </div>
  );
}
