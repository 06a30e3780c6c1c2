/**
 * Which text a shop's owner agreed to before the shop was opened to everybody. Its words are in the shop editor’s messages;
 * who changes them gives the new text a new name here, so that a consent on record always tells what was read.
 */
export const CONSENT_TEXT = 'shop-window-2569-11';
