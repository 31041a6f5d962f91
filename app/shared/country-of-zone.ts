/** Zones that lie in one country only, to its ISO 3166-1 alpha-2 code. */
export const COUNTRY_OF_ZONE: Readonly<Record<string, string>> = {
  "Africa/Ceuta": "ES",
  "America/Argentina/Buenos_Aires": "AR",
  "America/Chicago": "US",
  "America/Denver": "US",
  "America/Los_Angeles": "US",
  "America/Mexico_City": "MX",
  "America/New_York": "US",
  "America/Sao_Paulo": "BR",
  "America/Toronto": "CA",
  "Asia/Hong_Kong": "HK",
  "Asia/Kathmandu": "NP",
  "Asia/Kolkata": "IN",
  "Asia/Seoul": "KR",
  "Asia/Shanghai": "CN",
  "Asia/Singapore": "SG",
  "Asia/Taipei": "TW",
  "Asia/Tokyo": "JP",
  "Atlantic/Canary": "ES",
  "Australia/Lord_Howe": "AU",
  "Australia/Melbourne": "AU",
  "Australia/Sydney": "AU",
  "Europe/Amsterdam": "NL",
  "Europe/Athens": "GR",
  "Europe/Berlin": "DE",
  "Europe/Brussels": "BE",
  "Europe/Budapest": "HU",
  "Europe/Copenhagen": "DK",
  "Europe/Dublin": "IE",
  "Europe/Helsinki": "FI",
  "Europe/Lisbon": "PT",
  "Europe/London": "GB",
  "Europe/Luxembourg": "LU",
  "Europe/Madrid": "ES",
  "Europe/Oslo": "NO",
  "Europe/Paris": "FR",
  "Europe/Prague": "CZ",
  "Europe/Rome": "IT",
  "Europe/Stockholm": "SE",
  "Europe/Vienna": "AT",
  "Europe/Warsaw": "PL",
  "Europe/Zurich": "CH",
  "Pacific/Auckland": "NZ",
};

/** The zones that lie in a country only, as far as we know them. */
export function zonesOfCountry(countryCode: string): string[] {
  return Object.keys(COUNTRY_OF_ZONE).filter((zone) => COUNTRY_OF_ZONE[zone] === countryCode);
}

/** The country a zone lies in, or null where the zone is unknown or spans several. */
export function countryOfZone(timeZone: string): string | null {
  return Object.hasOwn(COUNTRY_OF_ZONE, timeZone) ? (COUNTRY_OF_ZONE[timeZone] ?? null) : null;
}
