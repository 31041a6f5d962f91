/** Where a step of the home booking form is. The draft's id names it; what was typed is not in the address. */
export function homeFormAddress(draftId: string, step: number, more: Record<string, string> = {}): string {
  return `/bookings/home/new?${new URLSearchParams({ draft: draftId, step: String(step), ...more })}`;
}
