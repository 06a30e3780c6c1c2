import type { CarriedRow } from '../../sync/device/held.ts';
import { takeIn } from '../../sync/device/rescue.ts';
import {
	MAX_LINE_BYTES,
	MAX_RESCUE_BYTES,
	type PhotoName,
	type RescueHead,
} from '../../sync/rescue/format.ts';
import { photosIn, readRescue } from '../../sync/rescue/read.ts';
import { linesOf } from '../../sync/rescue/text.ts';
import type { Session } from '../session.ts';
import { deviceStore } from '../store/device.ts';
import { withRoom } from '../store/full.ts';
import { digest } from './digest.ts';
import { packedNote } from './pack.ts';

/** A file that was found whole, as this phone sees it. */
export interface Found {
	readonly kind: 'found';
	/** The bytes, copied: a file that lives in a cloud may be gone a moment later. */
	readonly copy: Blob;
	readonly head: RescueHead;
	readonly rows: readonly CarriedRow[];
	/** Pictures in it, as a person counts them. */
	readonly pictures: number;
	/** How many changes and picture files are not here yet. */
	readonly freshChanges: number;
	readonly freshFiles: number;
}

export type Looked =
	| Found
	/** Packed on this very phone: all of it is here already. */
	| { readonly kind: 'own' }
	| { readonly kind: 'not-ours' | 'damaged' | 'too-large' | 'newer' | 'gone' };

/** Bytes read at once. */
const PIECE = 256 * 1024;

async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array, void> {
	for (let at = 0; at < blob.size; at += PIECE) {
		yield new Uint8Array(await new Response(blob.slice(at, at + PIECE)).arrayBuffer());
	}
}

/** Reads a picked file to its end and takes nothing. `onProgress`: bytes read of how many. */
export async function lookInto(
	{ db }: Session,
	file: Blob,
	onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Looked> {
	if (file.size > MAX_RESCUE_BYTES) return { kind: 'too-large' };
	const copies: Blob[] = [];
	let done = 0;
	let isGone = false;
	async function* copying() {
		try {
			for await (const piece of piecesOf(file)) {
				copies.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
				done += piece.length;
				onProgress(done, file.size);
				yield piece;
			}
		} catch (error) {
			isGone = true;
			throw error;
		}
	}
	try {
		const reading = await readRescue(linesOf(copying(), MAX_LINE_BYTES), digest);
		if (reading.kind !== 'whole') return reading;
		const { head, rows, photos } = reading;
		const self = await db.self.get('self');
		if (head.device === self?.device || (await db.drafts.get(packedNote(head.file)))) return { kind: 'own' };
		const here = await db.carried.bulkGet(rows.map(({ id }) => id));
		const files = await db.files.bulkGet(photos.map(({ hash }) => hash));
		return {
			kind: 'found',
			copy: new Blob(copies),
			head,
			rows,
			pictures: new Set(photos.map(({ photo }) => photo)).size,
			freshChanges: here.filter((row) => row === undefined).length,
			freshFiles: files.filter((row) => row === undefined).length,
		};
	} catch (error) {
		if (isGone) return { kind: 'gone' };
		throw error;
	}
}

export interface TakenFile {
	/** `stopped`: the rest comes when the same file is taken in again. */
	readonly kind: 'taken' | 'stopped';
	readonly changes: number;
	readonly files: number;
	/** Picture files that are not what their name says. */
	readonly broken: number;
}

/**
 * Takes in what is not here yet: the changes in one transaction, then each picture in one of its own. Throws what the
 * database throws; what was taken until then stays, and the same file again brings the rest.
 */
export async function takeFile(
	{ db }: Session,
	{ copy, rows }: Pick<Found, 'copy' | 'rows'>,
	{ signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
): Promise<TakenFile> {
	const take = () =>
		deviceStore(db).transact(async (tx) => {
			const { clockOffset } = await tx.self();
			return takeIn(
				tx,
				rows.map((row) => ({ ...row, madeAt: row.madeAt - clockOffset })),
			);
		});
	const { fresh } = await withRoom(db, take);
	const came = { changes: fresh, files: 0, broken: 0 };
	let seen = 0;
	for await (const { name, bytes } of photosIn(linesOf(piecesOf(copy), MAX_LINE_BYTES), digest)) {
		if (signal?.aborted) return { kind: 'stopped', ...came };
		if (bytes === null) came.broken += 1;
		else if (await withRoom(db, () => keep(db, name, bytes))) came.files += 1;
		onProgress?.((seen += 1));
	}
	return { kind: 'taken', ...came };
}

/** A file that is here without waiting to be sent is at the office: it was sent from here, or came from there. */
async function keep(db: Session['db'], name: PhotoName, bytes: Uint8Array): Promise<boolean> {
	// A body without a type is no body to the server.
	const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: typeOf(bytes) });
	const { hash, space, photo, size, madeAt } = name;
	return db.transaction('rw', db.files, db.uploads, async () => {
		if (await db.files.get(hash)) return false;
		await db.files.put({ hash, blob });
		await db.uploads.put({
			hash,
			space,
			photo,
			size,
			madeAt,
			refused: null,
			carried: true,
			bytes: blob.size,
		});
		return true;
	});
}

/** By its first byte: RIFF (WebP) or the mark of JPEG. The server looks for itself. */
const typeOf = (bytes: Uint8Array): string => (bytes[0] === 0xff ? 'image/jpeg' : 'image/webp');
