import type { Shop } from './shop.ts';

/**
 * Which text a shop's owner agrees to before the shop is opened to everybody. Its words, and those of every text that a
 * consent on record may name, are in `consent-texts.ts`: who changes them gives the new text a new name, so that a consent
 * always tells what was read.
 */
export const CONSENT_TEXT = 'shop-window-2569-11-26';

export type Consent = NonNullable<Shop['consent']>;

/**
 * How a shop stands with its owner's consent. `none`: nobody has asked yet; `withdrawn`: the owner said no, and what was on
 * the storefront is there no more. Null in the record says it outright; a record that lacks the field was never asked.
 */
export type ConsentStanding = 'given' | 'none' | 'withdrawn';

export function consentStanding(shop: Readonly<Record<string, unknown>> | null | undefined): ConsentStanding {
	const consent = shop?.['consent'];
	if (consent === undefined) return 'none';
	return consent === null ? 'withdrawn' : 'given';
}
