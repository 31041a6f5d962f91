/** A country, or a part of one with its code, in the reader's language: "China", "China · CN-53". */
export function useRegionName(locale: string): (region: string) => string {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  return (region) => {
    const country = names.of(region.slice(0, 2)) ?? region;
    return region.length > 2 ? `${country} · ${region}` : country;
  };
}
