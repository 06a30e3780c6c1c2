import type { Principal, SpaceFacts } from '../../domain/access.ts';
import { consentStanding } from '../../domain/consent.ts';
import type { Change } from '../../sync/change.ts';
import type { MergeContext, Working } from '../../sync/merge.ts';
import { recordId } from '../../sync/record.ts';
import { sightOf } from '../../sync/sight.ts';
import { can } from '../access.ts';

/** True for a change that brings a shop or a product to the storefront. */
export const isOpening = ({ kind, set }: Change): boolean =>
	(kind === 'shop' || kind === 'product') && set['state'] === 'published';

/**
 * Why a change may not open what it would open, as a reason code; null: it may. `working` holds the shop's record for a
 * change that opens. A consent that was heard before the owner withdrew it, and arrives after, brings nothing back.
 */
export function lacksConsent(
	principal: Principal,
	space: SpaceFacts,
	change: Change,
	working: Working,
	context: MergeContext,
): string | null {
	// What a restored server is offered again was judged when it was first taken.
	if (context.old || context.witness) return null;
	const { kind, key, set } = change;
	const shop = working.get(recordId('shop', kind === 'shop' ? key : (space.shop ?? '')));
	const standing = consentStanding(shop?.fields);
	const says = kind === 'shop' ? consentStanding(set) : 'none';
	if (says === 'given' && standing === 'withdrawn') {
		const seen = sightOf(shop?.stamps['consent'], change, context) === 'seen';
		if (!seen) return 'consent-withdrawn';
	}
	if (!isOpening(change)) return null;
	const consent = says === 'none' ? standing : says;
	return can(principal, 'publish', { space, consent }) ? null : `${kind}-needs-consent`;
}
