/** How long the words of a listing may be, in characters: for its own form, and for moderators who correct them. */
export const titleMin = 3;
export const titleMax = 80;
export const descriptionMax = 4000;
