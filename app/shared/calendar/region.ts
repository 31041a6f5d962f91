import { countryOfZone } from "../country-of-zone.ts";

/** What is known of where a place lies, as far as a calendar depends on it. */
export interface PlaceForCalendar {
  /** ISO 3166-1 alpha-2. */
  countryCode: string | null;
  /** ISO 3166-2, where somebody said it. */
  subdivisionCode: string | null;
  timeZone: string;
  postalCode: string | null;
  city: string | null;
}

/** Zones that are an island of one part of a country. */
const SUBDIVISION_OF_ZONE: Readonly<Record<string, string>> = { "Atlantic/Canary": "ES-CN", "Australia/Hobart": "AU-TAS", "Pacific/Honolulu": "US-HI" };

/** The autonomous community of each Spanish province, whose number begins the postal code: 01 to 52. */
const SPANISH_PROVINCES =
  "PV CM VC AN CL EX IB CT CL EX AN VC CM AN GA CM CT AN CM PV AN AR AN CL CT RI GA MD AN MC NC GA AS CL CN GA CL CN CB CL AN CL CT AR CM VC CL PV CL AR CE ML".split(" ");

/** Cities that are a state of their own, and capitals of states and cantons; no other place of the country is called so. */
const SUBDIVISION_OF_CITY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AT: { wien: "9", vienna: "9" },
  CH: { basel: "BS", bern: "BE", genève: "GE", genf: "GE", lausanne: "VD", zürich: "ZH" },
  DE: {
    berlin: "BE", bremen: "HB", bremerhaven: "HB", dresden: "SN", düsseldorf: "NW", erfurt: "TH", hamburg: "HH", hannover: "NI", kiel: "SH",
    magdeburg: "ST", mainz: "RP", münchen: "BY", munich: "BY", potsdam: "BB", saarbrücken: "SL", schwerin: "MV", stuttgart: "BW", wiesbaden: "HE",
  },
};

/** The country whose calendar holds at a place: as its source says, else the one its time zone lies in. */
export function calendarCountry(place: Pick<PlaceForCalendar, "countryCode" | "timeZone">): string | null {
  return place.countryCode ?? countryOfZone(place.timeZone);
}

/** The part of the country that follows from where a place lies, ISO 3166-2; null where that is not certain. */
export function derivedSubdivision(place: Omit<PlaceForCalendar, "subdivisionCode">): string | null {
  const country = calendarCountry(place);
  if (country === null) return null;
  const ofZone = SUBDIVISION_OF_ZONE[place.timeZone];
  if (ofZone?.startsWith(`${country}-`)) return ofZone;
  const postalCode = place.postalCode?.trim() ?? "";
  const community = country === "ES" && /^\d{5}$/.test(postalCode) ? SPANISH_PROVINCES[Number(postalCode.slice(0, 2)) - 1] : undefined;
  if (community) return `ES-${community}`;
  const cities = SUBDIVISION_OF_CITY[country];
  const city = place.city?.normalize("NFC").trim().toLowerCase() ?? "";
  return cities && Object.hasOwn(cities, city) ? `${country}-${cities[city]}` : null;
}

/**
 * The region whose public holidays hold at a place: ISO 3166-2 where the part of the country is said or certain, else ISO 3166-1; null where
 * not even the country is known. A part of another country, said before the place was moved, counts for nothing.
 */
export function calendarRegion(place: PlaceForCalendar): string | null {
  const country = calendarCountry(place);
  if (country === null) return null;
  return place.subdivisionCode?.startsWith(`${country}-`) ? place.subdivisionCode : (derivedSubdivision(place) ?? country);
}
