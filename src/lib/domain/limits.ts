/** Limits of what one field may hold, in UTF-16 units. They keep one typing accident from filling a phone or a line. */
export const MAX_NAME = 200;
/** The register holds names of 154 characters; twice that leaves room. */
export const MAX_LONG_NAME = 320;
/** A story: four printed pages. */
export const MAX_STORY = 8_000;
