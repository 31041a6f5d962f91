import { useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Button } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { useBarcodeCamera } from "./use-barcode-camera.ts";

/** What became of a code that the camera saw. `count` are the boxes on the list. */
export type Scanned = { outcome: "added"; code: string; count: number } | { outcome: "again"; code: string } | { outcome: "other"; text: string };

const looks = { added: { icon: "success", tone: "border-leaf text-leaf" }, again: { icon: "info", tone: "border-line-strong text-ink" }, other: { icon: "warning", tone: "border-clay text-clay" } } as const;

/**
 * The camera beside a list of codes; nothing where the browser reads none. What it sees goes to `take` once for as long as it stays the last thing seen, and what came of it
 * is shown and said, without a sound.
 */
export function BoxScanner({ take }: { take: (text: string) => Scanned }) {
  const { t } = useTranslation("packaging");
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const last = useRef("");
  const { canScan, state, start, stop, video } = useBarcodeCamera((text) => {
    if (text === last.current) return;
    last.current = text;
    setScanned(take(text));
  });
  if (!canScan) return null;
  const begin = () => {
    last.current = "";
    setScanned(null);
    start();
  };
  const look = scanned ? looks[scanned.outcome] : null;
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
        <span className="wrap-anywhere">{state === "blocked" ? t("scan.blocked") : state === "off" ? "" : scanned ? t(`scan.${scanned.outcome}`, scanned) : t("scan.aim")}</span>
      </p>
    </div>
  );
}
