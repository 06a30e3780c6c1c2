import type { Session } from '../session.ts';
import { showFile } from './object-urls.ts';
import { wantedOf } from './wanted.ts';

/**
 * The address of a thumbnail while a component shows it: an object URL of the file on this phone, now or once it has come.
 * Null until then. One that is missing is fetched before the others (`thumbs.ts`); `opened`: a person opened what it is
 * of. Call it while a component is set up.
 */
export function thumbUrl(
	session: Session,
	hash: () => string | undefined,
	opened = false,
): { readonly value: string | null } {
	let value = $state<string | null>(null);
	$effect(() => {
		const wanted = hash();
		// Not the picture before beside the name of now.
		value = null;
		if (wanted === undefined) return;
		let unwant: (() => void) | undefined;
		const stop = showFile(
			session,
			wanted,
			(url) => (value = url),
			() => (unwant = wantedOf(session.db).want(wanted, opened)),
		);
		return () => {
			stop();
			unwant?.();
		};
	});
	return {
		get value() {
			return value;
		},
	};
}
