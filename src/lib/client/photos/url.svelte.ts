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
): { readonly value: string | null } {
	let value = $state<string | null>(null);
	$effect(() => {
		const wanted = hash();
		// Not the picture before beside the name of now.
		value = null;
		if (wanted === undefined) return;
		let left = false;
		void take(session, wanted).then((url) => {
			if (!left) value = url;
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
	};
}
