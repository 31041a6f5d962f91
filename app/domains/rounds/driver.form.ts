import type { DriverAction } from "./driver.schema.ts";

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
const texts = (form: FormData, name: string): string[] => form.getAll(name).map((value) => (typeof value === "string" ? value : ""));

/**
 * What a form of the driver's page says, in the shape of an action: the same on the phone, where it waits for a network, and on the server,
 * where it comes before JavaScript. Rows without a weight are left out. Not checked: `driverAction` does that.
 */
export function actionOfForm(form: FormData, of: { clientId: string; deviceAt: string }): Record<string, unknown> {
  const kind = text(form, "kind") as DriverAction["kind"];
  const stopId = text(form, "stopId");
  const at = { kind, ...of, ...(stopId ? { stopId } : {}) };
  switch (kind) {
    case "collect": {
      const [materials, weights, tares, dirt, unit] = [texts(form, "material"), texts(form, "gross"), texts(form, "tare"), texts(form, "contamination"), text(form, "unit")];
      const readings = materials.flatMap((material, row) => (weights[row]?.trim() ? [{ material, gross: weights[row] ?? "", tare: tares[row] ?? "", contamination: dirt[row] ?? "", unit }] : []));
      const [signedName, signedStrokes] = [text(form, "signedName").trim(), text(form, "signedStrokes")];
      return { ...at, readings, ...(signedName ? { signedName } : {}), ...(signedStrokes ? { signedStrokes } : {}) };
    }
    case "refuse":
    case "skip":
      return { ...at, reason: text(form, "reason"), note: text(form, "note") };
    case "nobody":
      return { ...at, note: text(form, "note") };
    default:
      return at;
  }
}
