import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeBytes } from './take.ts';

/** Files that are being read, in their order, and how to have each handed over. */
let reading: { file: Blob; give: (bytes: ArrayBuffer) => void; fail: () => void }[];
beforeEach(() => {
	vi.useFakeTimers();
	reading = [];
	vi.stubGlobal(
		'Response',
		class {
			readonly file: Blob;
			constructor(file: Blob) {
				this.file = file;
			}
			arrayBuffer(): Promise<ArrayBuffer> {
				return new Promise((give, reject) => {
					reading.push({ file: this.file, give, fail: () => reject(new Error('gone')) });
				});
			}
		},
	);
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const bytes = new TextEncoder().encode('a picture').buffer;
const files = ['one', 'two', 'three'].map((name) => new Blob([name])) as [Blob, Blob, Blob];

test('of files picked at once one is open at a time, and one that is gone keeps none of the others', async () => {
	const taken = files.map(takeBytes);
	await vi.advanceTimersByTimeAsync(0);
	expect(reading).toHaveLength(1);
	reading[0]?.give(bytes);
	await vi.advanceTimersByTimeAsync(0);
	reading[1]?.fail();
	await vi.advanceTimersByTimeAsync(0);
	expect(reading.map(({ file }) => file)).toEqual(files);
	reading[2]?.give(bytes);
	expect((await Promise.all(taken)).map(({ kind }) => kind)).toEqual(['ok', 'gone', 'ok']);
});

test('a file that a cloud does not hand over holds up the others for a while alone', async () => {
	const [first, second] = [takeBytes(files[0]), takeBytes(files[1])];
	await vi.advanceTimersByTimeAsync(9_999);
	expect(reading).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1);
	reading[1]?.give(bytes);
	expect((await second).kind).toBe('ok');
	reading[0]?.give(bytes);
	expect((await first).kind).toBe('ok');
});
