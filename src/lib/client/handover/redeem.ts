import type { RoundEnd } from '../../sync/engine.ts';
import { phoneName } from '../../domain/browser.ts';
import { accountOf, accounts, databaseName, remember, type Account } from '../accounts.ts';
import { join } from '../joining.ts';
import { howJoined, keepJoined } from '../keyring.ts';

/**
 * Uses the invitation that came with a shop which was handed over with no connection: the account gets its enrolment, and
 * goes on with its database. `again`: it is another account from now on, and the page begins anew as that one. Refused it
 * stays what it was: all work is on this phone, and another invitation to the shop takes it up.
 */
export async function redeem(account: Account, fetcher: typeof fetch = fetch): Promise<RoundEnd> {
	const how = await howJoined(account.person);
	if (how === null) return { kind: 'unauthorised' };
	const joined = await join({ ...how, phone: phoneName(navigator.userAgent, '') }, fetcher);
	if (joined.kind === 'offline') return { kind: 'offline' };
	if (joined.kind !== 'ok') return { kind: 'unauthorised' };
	// Another tab may have done so, or the person has left.
	if (!accounts().some(({ person }) => person === account.person)) return { kind: 'again' };
	const heirOf = databaseName(account).replace(/^tambon-/, '');
	await keepJoined(how.secret, { ...accountOf(joined), heirOf });
	await remember(joined);
	return { kind: 'again' };
}

/** What is typed there is stored when it is left; what stands on a sheet (a price on its pad) only when the sheet is done. */
const TYPED_IN = 'input, textarea, select, [contenteditable]';
const isTyping = (): boolean =>
	document.visibilityState === 'visible' &&
	(document.querySelector('dialog[open]') !== null || document.activeElement?.matches(TYPED_IN) === true);

/** Resolves when nothing is under the person's hands that a page which begins anew would take from them. */
export function whenNobodyTypes(): Promise<void> {
	return new Promise((resolve) => {
		const over = new AbortController();
		const look = () => {
			if (isTyping()) return;
			over.abort();
			resolve();
		};
		// A field that is left has another behind it one moment later; a dialog's end does not bubble.
		const soon = () => void setTimeout(look);
		const on = { signal: over.signal, capture: true };
		for (const what of ['focusout', 'close', 'visibilitychange']) document.addEventListener(what, soon, on);
		look();
	});
}
