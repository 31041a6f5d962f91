/** How clean a load is: A sorted and clean, B a little mixed or dirty, C mixed. */
export const priceGrades = ["A", "B", "C"] as const;
export type PriceGrade = (typeof priceGrades)[number];
