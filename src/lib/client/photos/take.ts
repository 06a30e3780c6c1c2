import { MAX_FILE_BYTES, type Shrunk } from './picture.ts';

type Taken = { readonly kind: 'ok'; readonly bytes: Blob } | Exclude<Shrunk, { kind: 'ok' }>;

/** The file before: one at a time is open in the page's memory, where twenty photos are 100 MB. */
let before: Promise<unknown> = Promise.resolve();
/** A file that a cloud does not hand over holds up the next for so long at most, milliseconds. */
const PATIENCE = 10_000;

/**
 * A copy of a picked file's bytes, or why there is none. Call it at once when the file is picked: a file that lives in
 * a cloud may be gone a moment later.
 */
export function takeBytes(file: Blob): Promise<Taken> {
	const turn = before.then(() => takeOne(file));
	const patience = before.then(() => new Promise((resolve) => setTimeout(resolve, PATIENCE)));
	before = Promise.race([turn, patience]);
	return turn;
}

async function takeOne(file: Blob): Promise<Taken> {
	if (file.size > MAX_FILE_BYTES) return { kind: 'too-large' };
	try {
		const bytes = new Blob([await new Response(file).arrayBuffer()]);
		return bytes.size === 0 ? { kind: 'empty-file' } : { kind: 'ok', bytes };
	} catch {
		return { kind: 'gone' };
	}
}
