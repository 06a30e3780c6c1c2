import type { Session } from '../session.ts';
import type { Added } from './add.ts';
import { takeBytes } from './take.ts';
import type { Refusal } from './picture.ts';
import type { InHand } from './taken.ts';

/** Where a file is from: one of the camera app may be nowhere else. */
export type Source = 'camera' | 'gallery';

/** A picked file on its way to a photo. */
export interface Picked {
	readonly name: string;
	/** False where its bytes are in the page alone. */
	readonly isSafe: Promise<boolean>;
	readonly add: (signal: AbortSignal) => Promise<Added>;
}

/** What stores and finishes them is fetched when the first is picked: the file's bytes are taken meanwhile. */
const storing = () => import('./taken.ts');

/**
 * Takes a file and stores its bytes as they are. Call it at once when the file is picked. `begun`: the thing that it is for
 * is on this phone; nothing is stored for one that is not.
 */
export function pickFile(
	session: Session,
	of: string,
	picked: { readonly file: File; readonly from: Source },
	begun: Promise<boolean>,
): Picked {
	const { file } = picked;
	const coming = hold(session, of, picked, begun);
	return {
		name: file.name,
		isSafe: coming.then(
			(hand) => !('row' in hand) || hand.isSafe,
			() => false,
		),
		async add(signal) {
			const hand = await coming;
			return 'row' in hand ? (await storing()).finishTaken(session, hand.row, signal) : hand;
		},
	};
}

async function hold(
	session: Session,
	of: string,
	{ file, from }: { readonly file: File; readonly from: Source },
	begun: Promise<boolean>,
): Promise<InHand | { readonly kind: Refusal }> {
	const [taken, isBegun, { keepTaken, takenRow }] = await Promise.all([takeBytes(file), begun, storing()]);
	if (taken.kind !== 'ok') return taken;
	const row = takenRow(session, of, taken.bytes, from === 'gallery' ? file.name : undefined);
	return isBegun ? keepTaken(session, row) : { row, isSafe: false };
}
