/** What communities do, as a closed list, so that it can be counted. Names stand in the catalogue under `practices`. A code never changes its meaning. */
export const PRACTICES = [
  "sharing_shelf", "flea_market", "repair_cafe", "lending_library", "staffed_sorting", "clear_signs", "doorstep_advice", "collection_day",
  "children", "deposit_boxes", "composting", "stewards", "feedback_board", "clean_loads_paid",
] as const;
export type PracticeCode = (typeof PRACTICES)[number];

/** True for a code of the list. */
export function isPractice(text: string): text is PracticeCode {
  return (PRACTICES as readonly string[]).includes(text);
}
