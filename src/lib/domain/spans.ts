/** Milliseconds. Apart from the words for dates: the first screen needs these alone. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
