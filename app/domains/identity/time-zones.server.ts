/** The time zones this runtime knows, as choices; `present` is among them whatever it is. */
export function timeZoneOptions(present: string): { value: string; label: string }[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), present]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
