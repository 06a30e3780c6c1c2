import type { App } from '../app.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { findPhotoFile } from '../store/queries/photo-files.ts';
import {
	anyDue,
	beginJob,
	dropJob,
	finishMaking,
	giveUp,
	putOff,
	type PhotoJob,
} from '../store/queries/photo-jobs.ts';
import { encode, type Encoded } from './encode.ts';
import { partAt, sweepOrphans } from './orphans.ts';
import { kindOfType } from './picture.ts';
import type { PhotoFiles } from './port.ts';
import { photoFiles } from './receive.ts';
import { VARIANT_TYPES } from './variant.ts';

/** How long the queue rests when it is empty, milliseconds. The command-line tools fill it from outside too. */
const REST = 2_000;
/** So often a picture is begun before it is given up: it cannot be opened, or it ended the server. */
const MAX_TRIES = 3;
const MINUTE = 60_000;
/** A file written so recently belongs to whoever is writing it, milliseconds. */
const FRESH = 60 * MINUTE;

/** When a job that was begun for the nth time is due again, unless it ends: after 1, 4, 16 minutes, at most an hour. */
const retryAfter = (tries: number) => Math.min(60, 4 ** (tries - 1)) * MINUTE;

export interface PhotoWork {
	/** Ends after what is in hand, which is put back when it is not done. */
	stop(): Promise<void>;
}

/** Works the queue off, one picture at a time, until it is told to stop. */
export function startPhotoWork(app: App, files: PhotoFiles = photoFiles(app)): PhotoWork {
	let stopped = false;
	let wake = () => {};
	const rest = () =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, REST);
			timer.unref();
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	let swept = '';
	const next = async () => {
		const part = partAt(app.now());
		if (part !== swept) await sweepOrphans(app, part);
		swept = part;
		return workOnce(app, files, () => stopped);
	};
	const running = (async () => {
		while (!stopped) {
			const done = await next().catch((error: unknown) => {
				app.log.error('the work on pictures failed', { error: String(error) });
				return 'nothing' as const;
			});
			if (done === 'nothing' && !stopped) await rest();
		}
	})();
	return {
		stop() {
			stopped = true;
			wake();
			return running;
		},
	};
}

/** Does the next job, if one is due. */
export async function workOnce(
	app: App,
	files: PhotoFiles = photoFiles(app),
	isStopped: () => boolean = () => false,
): Promise<'something' | 'nothing'> {
	const now = app.now();
	const due = await app.store.read((tx) => anyDue(tx, now));
	if (!due) return 'nothing';
	const job = await app.store.write((tx) => beginJob(tx, now, (tries) => now + retryAfter(tries)));
	if (!job) return 'nothing';
	try {
		await (job.work === 'make' ? make(app, files, job, isStopped) : remove(app, files, job));
	} catch (error) {
		// No room on the disk, say: that is no fault of the picture
		app.log.error('a picture was not worked on', { hash: job.hash, error: String(error) });
		await app.store.write((tx) => putOff(tx, job, now + retryAfter(job.tries)));
	}
	return 'something';
}

async function make(app: App, files: PhotoFiles, job: PhotoJob, isStopped: () => boolean): Promise<void> {
	const { hash } = job;
	const { store, log } = app;
	const file = await store.read((tx) => findPhotoFile(tx, hash));
	const kind = file && kindOfType(file.type);
	const bytes = kind ? await files.read(hash, file.type) : null;
	// Removed meanwhile, or lost: whoever sends it again asks again
	if (!kind || !bytes) return store.write((tx) => dropJob(tx, job));
	const encoded: Encoded =
		job.tries > MAX_TRIES
			? { kind: 'broken', reason: 'it ended the server' }
			: await encode(kind, bytes, isStopped);
	switch (encoded.kind) {
		case 'made': {
			for (const { width, format, bytes: made } of encoded.variants) {
				await files.keep(hash, VARIANT_TYPES[format], made, width);
			}
			const rows = encoded.variants.map(({ width, format, bytes: made }) => {
				return { hash, width, format, bytes: made.length };
			});
			return store.write((tx) => finishMaking(tx, hash, rows));
		}
		case 'stopped':
			return store.write((tx) => putOff(tx, job, app.now()));
		case 'broken':
			if (job.tries < MAX_TRIES) return;
			log.info('a picture cannot be opened', { hash, reason: encoded.reason });
			return store.write((tx) => giveUp(tx, hash, encoded.reason));
		default:
			return unreachable(encoded);
	}
}

/** Its row is gone. Where it came again since, its files are fresh, and stay. */
async function remove(app: App, files: PhotoFiles, job: PhotoJob): Promise<void> {
	await files.remove(job.hash, app.now() - FRESH);
	await app.store.write((tx) => dropJob(tx, job));
}
