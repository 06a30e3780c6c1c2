import { look } from '../../domain/picture-header.ts';
import { notOpened, refusedUnopened, type Shape, type Shrunk } from './picture.ts';
// Vite makes a file of its own of this; it starts when the first photo is taken.
import ShrinkWorker from './shrink.worker.ts?worker';
import type { Job } from './shrink.worker.ts';

/** A worker without work is let go after this time, milliseconds: its memory is worth more to the camera app. */
const REST = 10_000;
/** A header is looked for in so many bytes: cameras write previews and depths of a few hundred kilobytes before it. */
const HEADER = 1_000_000;

let worker: Worker | null = null;
let rest: ReturnType<typeof setTimeout> | undefined;
/** The photo before: one at a time, since two open at once may be more than the phone has. */
let before: Promise<unknown> = Promise.resolve();

/** The two files of a photo, upright and without anything the camera wrote beside the picture. */
export function shrink(bytes: Blob, signal?: AbortSignal, shape: Shape = 'whole'): Promise<Shrunk> {
	const turn = before.then(() => shrinkOne(bytes, shape, signal));
	before = turn.catch(() => undefined);
	return turn;
}

async function shrinkOne(file: Blob, shape: Shape, signal?: AbortSignal): Promise<Shrunk> {
	if (signal?.aborted) return { kind: 'stopped' };
	// Not the whole file: read into the page it would stay there until the rubbish is collected, twenty of them side by side.
	const seen = look(new Uint8Array(await new Response(file.slice(0, HEADER)).arrayBuffer()));
	const refusal = refusedUnopened(seen);
	if (refusal) return { kind: refusal };
	const shrunk = await open({ file, shape }, signal);
	return shrunk.kind === 'broken' ? { kind: notOpened(seen) } : shrunk;
}

async function open(job: Job, signal?: AbortSignal): Promise<Shrunk> {
	if (typeof OffscreenCanvas !== 'undefined') return inWorker(job, signal);
	const { shrinkWithoutWorker } = await import('./without-worker.ts');
	return shrinkWithoutWorker(job.file, job.shape, signal);
}

function inWorker(job: Job, signal?: AbortSignal): Promise<Shrunk> {
	clearTimeout(rest);
	worker ??= new ShrinkWorker();
	const working = worker;
	return new Promise<Shrunk>((resolve) => {
		const end = (answer: Shrunk, letGo: boolean) => {
			working.onmessage = working.onerror = null;
			signal?.removeEventListener('abort', stop);
			if (letGo) dismiss();
			else rest = setTimeout(dismiss, REST);
			resolve(answer);
		};
		// Nothing stops a decoder but the end of its worker.
		const stop = () => end({ kind: 'stopped' }, true);
		working.onmessage = ({ data }: MessageEvent<Shrunk>) => end(data, false);
		working.onerror = () => end({ kind: 'broken' }, true);
		signal?.addEventListener('abort', stop);
		working.postMessage(job);
	});
}

function dismiss(): void {
	worker?.terminate();
	worker = null;
}
