import { describe, expect, it } from "vitest";
import { subdivisionsOf } from "./day-kind.server.ts";
import { calendarRegion, derivedSubdivision } from "./region.ts";

const place = (more: Partial<Parameters<typeof calendarRegion>[0]>) => ({ countryCode: null, subdivisionCode: null, timeZone: "Europe/Berlin", postalCode: null, city: null, ...more });

describe("whose public holidays hold at a place", () => {
  it.each([
    [{ countryCode: "DE", city: " Berlin " }, "DE-BE"],
    [{ countryCode: "DE", city: "MÜNCHEN" }, "DE-BY"],
    [{ countryCode: "DE", city: "Neustadt" }, "DE"],
    [{ countryCode: "AT", city: "Berlin", timeZone: "Europe/Vienna" }, "AT"],
    [{ countryCode: "ES", postalCode: "08001", timeZone: "Europe/Madrid" }, "ES-CT"],
    [{ countryCode: "ES", postalCode: "29013", timeZone: "Europe/Madrid" }, "ES-AN"],
    [{ countryCode: "ES", postalCode: "52001", timeZone: "Africa/Ceuta" }, "ES-ML"],
    [{ countryCode: "ES", postalCode: "53001", timeZone: "Europe/Madrid" }, "ES"],
    [{ countryCode: "ES", postalCode: "8001", timeZone: "Europe/Madrid" }, "ES"],
    [{ timeZone: "Atlantic/Canary" }, "ES-CN"],
    [{ countryCode: "CH", city: "Zürich", timeZone: "Europe/Zurich" }, "CH-ZH"],
    [{ countryCode: "DE", city: "Berlin", subdivisionCode: "DE-BY" }, "DE-BY"],
    // Said before it was moved to another country.
    [{ countryCode: "ES", subdivisionCode: "DE-BY", timeZone: "Europe/Madrid" }, "ES"],
    [{ countryCode: "DE", city: "constructor" }, "DE"],
    [{ timeZone: "Asia/Shanghai" }, "CN"],
    [{ timeZone: "Mars/Base" }, null],
  ])("%o is in %s", (more, region) => {
    expect(calendarRegion(place(more))).toBe(region);
  });

  it("every part that follows from an address is one that the calendar knows", () => {
    const known = new Set(["ES", "DE", "AT", "CH"].flatMap((country) => subdivisionsOf(country).map((one) => one.code)));
    for (let province = 1; province <= 52; province++) {
      expect(known).toContain(derivedSubdivision(place({ countryCode: "ES", timeZone: "Europe/Madrid", postalCode: `${String(province).padStart(2, "0")}001` })));
    }
    for (const [countryCode, city] of [["DE", "Schwerin"], ["DE", "Saarbrücken"], ["AT", "Wien"], ["CH", "Lausanne"], ["CH", "Genève"]] as const) {
      expect(known).toContain(derivedSubdivision(place({ countryCode, city })));
    }
  });
});
