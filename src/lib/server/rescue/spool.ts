import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_LINE_BYTES, MAX_RESCUE_BYTES, type Digest } from '../../sync/rescue/format.ts';
import { linesOf } from '../../sync/rescue/text.ts';

/** What a form puts around the one file in it. Bytes. */
const MAX_FORM_BYTES = 10_000;
/** The most bytes of a request that brings a rescue file. */
export const MAX_UPLOAD_BYTES = MAX_RESCUE_BYTES + MAX_FORM_BYTES;
/** A file of an upload that a killed server left behind is of no use after this, milliseconds. */
const STALE = 3_600_000;

export const digest: Digest = (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex'));

/** An uploaded file on the disk, to be read more than once. */
export interface Spooled {
	lines(): AsyncIterable<Uint8Array>;
	drop(): Promise<void>;
}

/** Puts an upload on the disk piece by piece. Null where it is larger than any rescue file. */
export async function spool(
	dataDir: string,
	body: AsyncIterable<Uint8Array>,
	now: number,
): Promise<Spooled | null> {
	const folder = join(dataDir, 'incoming');
	await mkdir(folder, { recursive: true });
	await dropStale(folder, now);
	const path = join(folder, randomUUID());
	const drop = () => rm(path, { force: true });
	const file = await open(path, 'wx');
	let size = 0;
	try {
		for await (const part of body) {
			size += part.length;
			// Read to its end though nothing of it is kept: a sender who is cut off hears no answer.
			if (size <= MAX_UPLOAD_BYTES) await file.writeFile(part);
		}
	} catch (error) {
		await file.close();
		await drop();
		// What counts bytes before us ends a body that is too large.
		if ((error as { status?: number }).status === 413) return null;
		throw error;
	}
	await file.close();
	if (size > MAX_UPLOAD_BYTES) {
		await drop();
		return null;
	}
	return { lines: () => withoutForm(linesOf(createReadStream(path), MAX_LINE_BYTES)), drop };
}

/** Removes what a killed server left there of uploads. */
export async function dropStale(folder: string, now: number): Promise<void> {
	for (const name of await readdir(folder).catch(() => [])) {
		const path = join(folder, name);
		const seen = await stat(path).catch(() => null);
		if (seen && now - seen.mtimeMs > STALE) await rm(path, { force: true });
	}
}

const DASH = 45;

/**
 * The lines of the one file in a form (multipart/form-data), or all lines where there is no form around them. Our file is made
 * of lines, so the form's own need no parser: a boundary, headers, an empty line, the file, the boundary again.
 */
export async function* withoutForm(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
	let boundary: Buffer | null = null;
	let isFirst = true;
	let inHeaders = false;
	for await (const line of lines) {
		if (isFirst && line[0] === DASH && line[1] === DASH) {
			boundary = Buffer.from(line);
			inHeaders = true;
		} else if (inHeaders) inHeaders = line.length > 0;
		else if (boundary && boundary.equals(line.subarray(0, boundary.length))) return;
		else yield line;
		isFirst = false;
	}
}
