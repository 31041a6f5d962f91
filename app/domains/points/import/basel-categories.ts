import type { MaterialCode } from "#app/shared/materials.ts";
import type { Reject } from "./points.import.schema.ts";

export type BaselCategory =
  | { kind: "accept"; materials: readonly MaterialCode[]; site: "container" | "centre" }
  /** A centre whose materials the file does not list. */
  | { kind: "centre" }
  | { kind: "reject"; code: Reject["code"] };

/** Every value of the `kategorie` column, and what it means here. */
export const BASEL_CATEGORIES: Readonly<Record<string, BaselCategory>> = {
  Kleidercontainer: { kind: "accept", materials: ["clothes", "shoes", "textiles"], site: "container" },
  "Kleider und Textilien": { kind: "accept", materials: ["clothes", "textiles"], site: "centre" },
  "Brauchbare Dinge": { kind: "accept", materials: ["reusable_goods"], site: "centre" },
  Brillen: { kind: "accept", materials: ["eyeglasses"], site: "centre" },
  Korkzapfen: { kind: "accept", materials: ["cork"], site: "centre" },
  Pneus: { kind: "accept", materials: ["tyres"], site: "centre" },
  "Annahmestelle Sonderabfall": { kind: "accept", materials: ["hazardous", "batteries_portable", "paint"], site: "centre" },
  Druckertankstelle: { kind: "accept", materials: ["printer_cartridges"], site: "centre" },
  Recyclingpark: { kind: "centre" },
  "Verkauf Vignette Basel": { kind: "reject", code: "POINTS.SALES_ONLY" },
  "Verkauf Vignette Riehen und Bettingen": { kind: "reject", code: "POINTS.SALES_ONLY" },
  "Verkauf Chipkarte Bio Klappe Basel": { kind: "reject", code: "POINTS.SALES_ONLY" },
  "Munition und Waffen": { kind: "reject", code: "POINTS.WEAPONS" },
  Tierkadaver: { kind: "reject", code: "POINTS.CARCASSES" },
  Kehrichtverbrennung: { kind: "reject", code: "POINTS.INCINERATION" },
};
