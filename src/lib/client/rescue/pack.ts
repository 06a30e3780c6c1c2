import { packUp } from '../../sync/device/rescue.ts';
import type { CarriedRow } from '../../sync/device/held.ts';
import { shown } from '../../sync/device/held.ts';
import {
	changeLine,
	headLine,
	MAX_RESCUE_ROWS,
	partEnds,
	photoLine,
	RESCUE_ENDING,
	RESCUE_TYPE,
	sealer,
	type PhotoName,
	type RescueHead,
} from '../../sync/rescue/format.ts';
import { finishEarlier } from '../photos/intent.ts';
import { makeKey, type Session } from '../session.ts';
import type { UploadRow } from '../store/database.ts';
import { deviceStore } from '../store/device.ts';
import { digest } from './digest.ts';

/** What the first lines tell a person. `at`: ms UTC. */
export interface PackFacts {
	readonly shop: string;
	readonly at: number;
	readonly changes: number;
	readonly pictures: number;
	readonly part: number;
	readonly parts: number;
}

export interface PackOptions {
	/** The lines for a person, in their language. */
	readonly preamble: (facts: PackFacts) => readonly string[];
	readonly signal?: AbortSignal;
	/** Of this shop alone; absent: of all that is on this phone. */
	readonly space?: string;
	/** Told how many picture files of how many are in. */
	readonly onProgress?: (done: number, all: number) => void;
}

export type Packed =
	/** `files`: one, unless there are more pictures than one may be shared with. */
	| {
			readonly kind: 'ready';
			readonly files: readonly File[];
			readonly changes: number;
			readonly pictures: number;
			/** What was made before then is in it, ms UTC by the phone's clock. */
			readonly at: number;
			/** Pictures taken in the page that cannot be made photos now: they are not in it. */
			readonly left: number;
	  }
	/** `nothing`: all of it is at the office; `too-much`: more changes than a file may hold. */
	| { readonly kind: 'nothing' | 'too-much' | 'stopped' | 'failed' };

/** The note that a file was packed here, among what is typed: no other id begins so. */
export const packedNote = (file: string): string => `rescue ${file}`;

/**
 * Writes all that is unsent into a file. What may leave with it is marked as sent first, in one transaction; nothing is
 * deleted. One picture is in memory at a time: the parts of a Blob are the browser's to keep.
 */
export async function packFile(session: Session, options: PackOptions): Promise<Packed> {
	try {
		const { db } = session;
		// What is no photo yet cannot travel. Where it cannot become one the file holds the rest, and says so.
		await finishEarlier(session, options.signal).catch((error: unknown) => console.error(error));
		await session.settled();
		const at = Date.now();
		const { rows, self } = await deviceStore(db).transact(async (tx) => ({
			rows: await packUp(tx, at, options.space),
			self: await tx.self(),
		}));
		const pictures = await unsentPictures(session, options.space);
		const left = await db.taken.count();
		if (rows.length + pictures.length === 0) return { kind: left === 0 ? 'nothing' : 'failed' };
		if (rows.length > MAX_RESCUE_ROWS) return { kind: 'too-much' };
		const file = makeKey();
		await db.drafts.put({ id: packedNote(file), text: '', at });
		const said = rows.map((row) => ({ ...row, madeAt: row.madeAt + self.clockOffset }));
		const ends = partEnds(pictures.map(({ size }) => size));
		const about = {
			...{ file, device: self.device, shop: session.account.shop ?? '', name: await shopName(session) },
			...{ at: at + self.clockOffset, parts: ends.length },
		};
		const files: File[] = [];
		for (const [i, end] of ends.entries()) {
			const mine = pictures.slice(ends[i - 1] ?? 0, end);
			const written = await writePart(
				session,
				said,
				mine,
				{ ...about, part: i + 1 },
				(done) => options.onProgress?.((ends[i - 1] ?? 0) + done, pictures.length),
				options,
			);
			if (written === null) return { kind: 'stopped' };
			files.push(written);
		}
		const count = new Set(pictures.map(({ name }) => name.photo)).size;
		return { kind: 'ready', files, changes: rows.length, pictures: count, at, left };
	} catch (error) {
		console.error(error);
		return { kind: 'failed' };
	}
}

interface Picture {
	readonly name: PhotoName;
	readonly size: number;
}

/** What is not at the office yet, small ones first: a list is whole with them. Also what it refused: another may look into it. */
async function unsentPictures({ db }: Session, of: string | undefined): Promise<Picture[]> {
	const uploads = (await db.uploads.toArray()).filter(({ space }) => of === undefined || space === of);
	const order = (row: UploadRow) => (row.size === 'thumb' ? 0 : 1);
	uploads.sort((a, b) => order(a) - order(b));
	const pictures: Picture[] = [];
	for (const { hash, space, photo, size, madeAt } of uploads) {
		const stored = await db.files.get(hash);
		if (stored) pictures.push({ name: { hash, space, photo, size, madeAt }, size: stored.blob.size });
	}
	return pictures;
}

async function shopName({ db, space, account }: Session): Promise<string> {
	const held = await db.records.get([space, 'shop', account.shop ?? '']);
	const name = held && shown(held)['nameTh'];
	return typeof name === 'string' ? name : '';
}

/** A line for a person stays one line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function writePart(
	{ db }: Session,
	rows: readonly CarriedRow[],
	pictures: readonly Picture[],
	about: Omit<RescueHead, 'changes' | 'photos'>,
	onProgress: (done: number) => void,
	{ preamble, signal }: PackOptions,
): Promise<File | null> {
	const { line, end } = sealer(digest);
	const parts: Blob[] = [];
	const add = async (bytes: Uint8Array) => {
		parts.push(new Blob([(await line(bytes)) as Uint8Array<ArrayBuffer>]));
	};
	const { at, part, parts: of } = about;
	const count = new Set(pictures.map(({ name }) => name.photo)).size;
	const facts = { shop: about.name, at, changes: rows.length, pictures: count, part, parts: of };
	for (const text of preamble(facts)) await add(new TextEncoder().encode(oneLine(text)));
	await add(headLine({ ...about, changes: rows.length, photos: pictures.length }));
	for (const row of rows) await add(changeLine(row));
	for (const [i, { name }] of pictures.entries()) {
		if (signal?.aborted) return null;
		const stored = await db.files.get(name.hash);
		if (!stored) throw new Error('a picture left while it was packed');
		await add(photoLine(name, new Uint8Array(await new Response(stored.blob).arrayBuffer())));
		onProgress(i + 1);
	}
	if (signal?.aborted) return null;
	parts.push(new Blob([(await end()) as Uint8Array<ArrayBuffer>]));
	const piece = of > 1 ? `-${part}-of-${of}` : '';
	// The day by itself: letters of no other alphabet, which some programs on the way would break.
	const name = `tambon-rescue-${new Date(at).toISOString().slice(0, 10)}${piece}${RESCUE_ENDING}`;
	return new File(parts, name, { type: RESCUE_TYPE });
}
