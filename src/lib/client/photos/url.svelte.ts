import type { Session } from '../session.ts';
import { leave, take } from './object-urls.ts';

/**
 * The address of a picture while a component shows it: an object URL of the file on this phone, else of the server's
 * copy, which then stays here too. Null while it is looked up, and where there is none. Call it while a component is
 * set up.
 */
export function photoUrl(
	session: Session,
	hash: () => string | undefined,
): { readonly value: string | null; readonly away: boolean } {
	let value = $state<string | null>(null);
	let away = $state(false);
	$effect(() => {
		const wanted = hash();
		// Not the picture before beside the name of now.
		value = null;
		away = false;
		if (wanted === undefined) return;
		let left = false;
		void take(session, wanted).then((url) => {
			if (left) return;
			value = url;
			away = url === null;
		});
		return () => {
			left = true;
			leave(wanted);
		};
	});
	return {
		get value() {
			return value;
		},
		/** It was looked for, and cannot be had now. */
		get away() {
			return away;
		},
	};
}
