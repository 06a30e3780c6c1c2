/**
 * Records in a shop's catalogue that are no goods of it: what the office asks of the shop, and that two makers are two. They
 * travel like all else there, no shopper ever sees one, and writing one makes no shop of a row of the register.
 */
export const COMMENT = 'comment';
/** Its key is the other maker's. It lies in the catalogue of whichever key sorts first. */
export const APART = 'apart';

export const isNote = (kind: string): boolean => kind === COMMENT || kind === APART;
