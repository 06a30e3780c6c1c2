import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeCodeReader } from './read-code.ts';

/** The worker that the browser makes of its file, as far as it is spoken to. */
class FakeWorker {
	onmessage: ((event: { data: string | null }) => void) | null = null;
	onerror: (() => void) | null = null;
	asked = 0;
	postMessage() {
		this.asked++;
	}
}
let worker: FakeWorker;
vi.mock('./jsqr.worker.ts?worker', () => ({
	default: function () {
		return (worker = new FakeWorker());
	},
}));

const showing = { videoWidth: 640, videoHeight: 480 } as HTMLVideoElement;
const dark = { videoWidth: 0, videoHeight: 0 } as HTMLVideoElement;

beforeEach(() => {
	const seen = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
	const context = { drawImage: () => undefined, getImageData: () => seen };
	vi.stubGlobal('document', { createElement: () => ({ getContext: () => context }) });
});
afterEach(() => void vi.unstubAllGlobals());

test('a phone whose browser reads none asks the library, once the camera shows something', async () => {
	const reader = await makeCodeReader();
	expect(await reader.read(dark)).toBeNull();
	expect(worker.asked).toBe(0);
	const read = reader.read(showing);
	worker.onmessage?.({ data: 'T1:part' });
	expect(await read).toBe('T1:part');
});

test('where the library is not on the phone it says so, before the camera shows anything or after', async () => {
	const early = await makeCodeReader();
	worker.onerror?.();
	await expect(early.read(dark)).rejects.toThrow('does not start');
	await expect(early.read(showing)).rejects.toThrow('does not start');
	const late = await makeCodeReader();
	const read = late.read(showing);
	worker.onerror?.();
	await expect(read).rejects.toThrow('does not start');
});
