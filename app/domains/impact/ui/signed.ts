/** A difference for reading: what was added carries its plus. */
export function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text;
}
