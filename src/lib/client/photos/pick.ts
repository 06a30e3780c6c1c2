import type { Session } from '../session.ts';
import type { Added } from './add.ts';
import { takeBytes } from './take.ts';
import type { Refusal } from './picture.ts';
import { finishTaken, keepPicked, takenRow, type InHand } from './taken.ts';

/** A picked file on its way to a photo. */
export interface Picked {
	readonly name: string;
	/** False where its bytes are in the page alone. */
	readonly isSafe: Promise<boolean>;
	readonly add: (signal: AbortSignal) => Promise<Added>;
}

/**
 * Takes a file and stores its bytes as they are. Call it at once when the file is picked. `begun`: the thing that it is for
 * is on this phone; nothing is stored for one that is not.
 */
export function pickFile(session: Session, of: string, file: File, begun: Promise<boolean>): Picked {
	const coming = hold(session, of, file, begun);
	return {
		name: file.name,
		isSafe: coming.then((hand) => !('row' in hand) || hand.isSafe),
		async add(signal) {
			const hand = await coming;
			return 'row' in hand ? finishTaken(session, hand.row, signal) : hand;
		},
	};
}

async function hold(
	session: Session,
	of: string,
	file: File,
	begun: Promise<boolean>,
): Promise<InHand | { readonly kind: Refusal }> {
	const [taken, isBegun] = await Promise.all([takeBytes(file), begun]);
	if (taken.kind !== 'ok') return taken;
	const row = takenRow(session, of, taken.bytes, file.name);
	return isBegun ? keepPicked(session, row) : { row, isSafe: false };
}
