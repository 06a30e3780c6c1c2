import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DAY } from '../../domain/dates.ts';
import { HASH_PATTERN } from '../../domain/hash.ts';
import { UPLOAD_ID } from '../../sync/upload.ts';

/** An upload that nobody went on with for so long is forgotten, milliseconds: its phone begins anew. */
export const FORGOTTEN_AFTER = 30 * DAY;
/** Uploads that one person may have begun and not ended: a phone sends one at a time. The oldest gives way. */
export const MAX_OPEN = 50;

/** A file of which the beginning is here. */
export interface Part {
	readonly hash: string;
	/** Bytes of the whole file, as its sender announced. */
	readonly length: number;
	/** Bytes that are here. */
	readonly offset: number;
}

/** A part while nobody else writes to it. */
export interface OpenPart {
	/** Null: there is none. */
	find(): Promise<Part | null>;
	begin(hash: string, length: number): Promise<void>;
	/**
	 * Adds what `body` brings, each piece as it comes, and answers the part as it is on the disk then. Keeps what came
	 * before a line broke. `over`: the body went on past the announced length; nothing of that is kept.
	 */
	append(body: AsyncIterable<Uint8Array>): Promise<{ part: Part | null; over: boolean; broken: boolean }>;
	bytes(): AsyncIterable<Uint8Array>;
	drop(): Promise<void>;
}

/** What stands before a part's bytes in its file: the length in 4 bytes, the hash in 32. */
const HEAD = 36;

/** The requests that hold a part, by its path. */
const holders = new Map<string, { readonly giveWay: () => void; readonly ended: Promise<void> }>();

/** Only a digest and an id of the known shape ever become a path: a person's uploads lie in a folder of their own. */
export const partFolder = (dataDir: string, person: string): string =>
	join(dataDir, 'uploads', createHash('sha256').update(person).digest('hex').slice(0, 32));

/**
 * Holds the part of `id` for as long as `work` takes. The latest to ask gets it, and whoever held it stops at once: a phone
 * whose line broke comes back before the server has noticed the break.
 */
export async function holding<T>(
	dataDir: string,
	person: string,
	id: string,
	work: (part: OpenPart) => Promise<T>,
): Promise<T> {
	if (!UPLOAD_ID.test(id)) throw new Error(`no name of an upload: ${id}`);
	const path = join(partFolder(dataDir, person), id);
	for (let before = holders.get(path); before; before = holders.get(path)) {
		before.giveWay();
		await before.ended;
	}
	const turn = Promise.withResolvers<void>();
	const gaveWay = Promise.withResolvers<null>();
	const holder = { giveWay: () => gaveWay.resolve(null), ended: turn.promise };
	holders.set(path, holder);
	try {
		return await work(openPart(path, gaveWay.promise));
	} finally {
		holders.delete(path);
		turn.resolve();
	}
}

function openPart(path: string, gaveWay: Promise<null>): OpenPart {
	const find = async (): Promise<Part | null> => {
		const file = await open(path, 'r').catch(nullWhenMissing);
		try {
			return file && (await readHead(file));
		} finally {
			await file?.close();
		}
	};
	return {
		find,
		async begin(hash, length) {
			if (!HASH_PATTERN.test(hash)) throw new Error(`no hash: ${hash}`);
			await mkdir(dirname(path), { recursive: true });
			await makeRoom(dirname(path));
			const head = Buffer.alloc(HEAD);
			head.writeUInt32BE(length);
			head.write(hash, 4, 'hex');
			const file = await open(path, 'w');
			try {
				await file.writeFile(head);
			} finally {
				await file.close();
			}
		},
		async append(body) {
			const file = await open(path, 'r+').catch(nullWhenMissing);
			if (!file) return { part: null, over: false, broken: false };
			try {
				const end = await write(file, body, gaveWay);
				await file.datasync();
				return { part: await readHead(file), ...end };
			} finally {
				await file.close();
			}
		},
		bytes: () => createReadStream(path, { start: HEAD }),
		drop: () => rm(path, { force: true }),
	};
}

async function readHead(file: FileHandle): Promise<Part | null> {
	const { size } = await file.stat();
	const head = Buffer.alloc(HEAD);
	// A server that was killed between a file's name and its first bytes left nothing of use.
	if (size < HEAD || (await file.read(head, 0, HEAD, 0)).bytesRead < HEAD) return null;
	return { length: head.readUInt32BE(), hash: head.toString('hex', 4), offset: size - HEAD };
}

async function write(
	file: FileHandle,
	body: AsyncIterable<Uint8Array>,
	gaveWay: Promise<null>,
): Promise<{ over: boolean; broken: boolean }> {
	const part = await readHead(file);
	if (!part) return { over: false, broken: true };
	let room = part.length - part.offset;
	const pieces = body[Symbol.asyncIterator]();
	try {
		for (;;) {
			const step = await Promise.race([pieces.next(), gaveWay]);
			if (step === null) {
				// Not waited for: the line may be dead.
				pieces.return?.()?.catch(() => undefined);
				return { over: room < 0, broken: true };
			}
			if (step.done) return { over: room < 0, broken: false };
			const { value } = step;
			// Read to its end though nothing past the length is kept: a sender who is cut off hears no answer.
			const kept = value.subarray(0, Math.max(0, room));
			if (kept.length > 0) await file.write(kept, 0, kept.length, HEAD + part.length - room);
			room -= value.length;
		}
	} catch {
		return { over: room < 0, broken: true };
	}
}

async function makeRoom(folder: string): Promise<void> {
	const names = await readdir(folder);
	if (names.length < MAX_OPEN) return;
	const aged = await Promise.all(
		names.map(async (name) => ({ name, at: await touchedAt(join(folder, name)) })),
	);
	aged.sort((a, b) => a.at - b.at);
	for (const { name } of aged.slice(0, names.length - MAX_OPEN + 1))
		await rm(join(folder, name), { force: true });
}

/** Forgets what nobody went on with, of everybody. */
export async function forgetOldParts(dataDir: string, now: number): Promise<void> {
	const all = join(dataDir, 'uploads');
	for (const owner of (await readdir(all).catch(nullWhenMissing)) ?? []) {
		for (const name of await readdir(join(all, owner))) {
			const path = join(all, owner, name);
			if (now - (await touchedAt(path)) > FORGOTTEN_AFTER) await rm(path, { force: true });
		}
	}
}

const touchedAt = async (path: string): Promise<number> =>
	(await stat(path).catch(nullWhenMissing))?.mtimeMs ?? 0;

function nullWhenMissing(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT') return null;
	throw error;
}
