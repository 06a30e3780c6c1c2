import type { RunningApp } from '../start.ts';
import { fileOf } from './fetch.ts';
import { showFile } from './object-urls.ts';

export type FullState =
	| 'looking'
	| 'here'
	| 'fetching'
	/** The line or the server gives nothing for now: it is asked for again after the next round that is done. */
	| 'no-signal'
	/** Neither this phone nor the server has it. */
	| 'absent';

/**
 * A photo's large picture, and where it is while it is not here. Asking for it costs a hundred thousand bytes: call it
 * while a component is set up that a person opened for this picture.
 */
export function fullPicture(
	app: RunningApp,
	hash: () => string | undefined,
): { readonly url: string | null; readonly where: FullState } {
	let url = $state<string | null>(null);
	let where = $state<FullState>('looking');
	$effect(() => {
		const wanted = hash();
		url = null;
		where = 'looking';
		if (wanted === undefined) return;
		let left = false;
		/** Of a file that the phone has no room for. */
		let lent: string | null = null;
		const here = (address: string) => {
			url = address;
			where = 'here';
		};
		async function ask(asked: string) {
			where = 'fetching';
			const fetched = await fileOf(app, asked);
			if (left || where !== 'fetching') return;
			if (fetched.kind === 'later') where = 'no-signal';
			else if (fetched.kind === 'absent') where = 'absent';
			else if (!fetched.kept) here((lent = URL.createObjectURL(fetched.blob)));
		}
		const stop = showFile(app, wanted, here, () => void ask(wanted));
		const unhook = app.onRound((end) => {
			if (end?.kind === 'done' && where === 'no-signal') void ask(wanted);
		});
		return () => {
			left = true;
			stop();
			unhook();
			if (lent !== null) URL.revokeObjectURL(lent);
		};
	});
	return {
		get url() {
			return url;
		},
		get where() {
			return where;
		},
	};
}
