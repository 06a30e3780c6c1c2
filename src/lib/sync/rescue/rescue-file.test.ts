import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CarriedRow } from '../device/held.ts';
import { carriedId } from '../device/restored.ts';
import { fromBase64, toBase64 } from './base64.ts';
import {
	changeLine,
	headLine,
	MAX_LINE_BYTES,
	partEnds,
	photoLine,
	sealer,
	type PhotoName,
	type RescueHead,
} from './format.ts';
import { photosIn, readRescue } from './read.ts';
import { linesOf } from './text.ts';

const digest = (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest('hex'));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const utf8 = new TextEncoder();

async function* inPieces(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const linesIn = (bytes: Uint8Array, size = 1_000) => linesOf(inPieces(bytes, size), MAX_LINE_BYTES);
const read = (bytes: Uint8Array, size?: number) => readRescue(linesIn(bytes, size), digest);

interface Contents {
	readonly rows: readonly CarriedRow[];
	readonly photos: readonly { readonly name: PhotoName; readonly bytes: Uint8Array }[];
}

async function packed({ rows, photos }: Contents, more: readonly string[] = []): Promise<Uint8Array> {
	const { line, end } = sealer(digest);
	const head: RescueHead = {
		...{ file: 'FILE', device: 'DEVICE', shop: 'shop1', name: 'กลุ่มทอผ้า 🧵', at: 1_800_000_000_000 },
		...{ changes: rows.length, photos: photos.length, part: 1, parts: 1 },
	};
	const lines = [
		utf8.encode('ไฟล์กู้ข้อมูลของ Tambon'),
		utf8.encode('ร้าน: กลุ่มทอผ้า'),
		headLine(head),
		...rows.map(changeLine),
		...more.map((text) => utf8.encode(text)),
		...photos.map(({ name, bytes }) => photoLine(name, bytes)),
	];
	const parts: Uint8Array[] = [];
	for (const item of lines) parts.push(await line(item));
	parts.push(await end());
	return Buffer.concat(parts);
}

async function photosOf(bytes: Uint8Array) {
	const found = [];
	for await (const photo of photosIn(linesIn(bytes, 777), digest)) found.push(photo);
	return found;
}

const key = fc.stringMatching(/^[A-Za-z0-9_-]{4,16}$/);
const word = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom('เสื่อกก', 'น้ำพริก\nเผา', '\u2028', '\ud800'),
);
const fields = fc.dictionary(
	fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/),
	fc.oneof(word, fc.integer(), fc.boolean()),
);
const base = fc.record({ epoch: fc.oneof(fc.constant(''), key), number: fc.nat() });
const row: fc.Arbitrary<CarriedRow> = fc
	.record({
		device: key,
		n: fc.integer({ min: 1, max: 99_999 }),
		space: key.map((shop) => `c.${shop}`),
		kind: fc.constantFrom('product', 'shop', 'photo', 'story', 'aKindToCome'),
		key,
		base,
		set: fields,
		add: fc.dictionary(fc.constantFrom('stock'), fc.integer()),
		remove: fc.boolean(),
		was: fields,
		schema: fc.constantFrom(1, 2),
		old: fc.option(base),
		madeAt: fc.nat(),
		reason: fc.option(fc.constantFrom('bad-price', 'edited-since')),
	})
	.map(({ device, old, madeAt, reason, ...change }) => {
		const parked = reason !== null;
		const kept = parked ? { ...change, n: -change.n } : change;
		return {
			...{ id: carriedId('rescue', device, kept), kind: 'rescue', device, change: kept, old, madeAt },
			...{ state: parked ? 'parked' : 'waiting', reason, takenAt: null, epoch: null },
		} as const;
	});
const photo = fc
	.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 3_000 }), photo: key, madeAt: fc.nat() })
	.chain(({ bytes, ...rest }) =>
		fc.constantFrom('full' as const, 'thumb' as const).map((size) => {
			return { bytes, name: { hash: hashOf(bytes), space: 'c.shop1', size, ...rest } };
		}),
	);
const contents = fc.record({
	rows: fc.array(row, { maxLength: 12 }),
	photos: fc.array(photo, { maxLength: 4 }),
});
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a rescue file', () => {
	it('gives back any changes and pictures, in whatever pieces it is read', async () => {
		await fc.assert(
			fc.asyncProperty(contents, fc.integer({ min: 1, max: 5_000 }), async (given, size) => {
				const bytes = await packed(given);
				const found = await read(bytes, size);
				expect(plain(found)).toEqual(
					plain({
						kind: 'whole',
						head: { ...(found as { head: RescueHead }).head },
						rows: given.rows,
						photos: given.photos.map(({ name }) => name),
					}),
				);
				expect(await photosOf(bytes)).toEqual(
					given.photos.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
				);
			}),
			{ numRuns: 150 },
		);
	});

	it('is refused when any byte is another, is missing at the end, or was put in', async () => {
		await fc.assert(
			fc.asyncProperty(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), async (given, place, by) => {
				const bytes = await packed(given);
				const at = place % bytes.length;
				const flipped = Uint8Array.from(bytes);
				flipped[at] = (bytes[at] as number) ^ by;
				expect((await read(flipped)).kind).not.toBe('whole');
				expect((await read(bytes.subarray(0, at))).kind).not.toBe('whole');
				const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from('A'), bytes.subarray(at)]);
				expect((await read(longer)).kind).not.toBe('whole');
			}),
			{ numRuns: 300 },
		);
	});

	const one: Contents = {
		rows: [],
		photos: [
			{
				name: { hash: hashOf(Buffer.from('x')), space: 'c.shop1', photo: 'P1aa', size: 'full', madeAt: 1 },
				bytes: Buffer.from('x'),
			},
		],
	};

	it('bears what programs on the way do to a text: other line ends, a mark before it, an empty line behind it', async () => {
		const bytes = await packed(one);
		const text = Buffer.from(bytes).toString('utf8').replaceAll('\n', '\r\n');
		const changed = utf8.encode(`\ufeff${text}\r\n\r\n`);
		expect(await read(changed)).toMatchObject({ kind: 'whole', head: { name: 'กลุ่มทอผ้า 🧵' } });
		expect(await photosOf(changed)).toMatchObject([{ name: { photo: 'P1aa' } }]);
	});

	it('passes over lines of a newer app, and tells a newer file plainly', async () => {
		expect(await read(await packed(one, ['voice HASH AAAA', '']))).toMatchObject({ kind: 'whole' });
		const text = Buffer.from(await packed(one)).toString('utf8');
		expect(await read(utf8.encode(text.replace('tambon-rescue 1 ', 'tambon-rescue 2 ')))).toEqual({
			kind: 'newer',
		});
	});

	it('tells another file from one of ours, also one without any line', async () => {
		for (const other of ['', 'ราคาสินค้า\n'.repeat(3), '\n'.repeat(100), 'x'.repeat(MAX_LINE_BYTES + 1)]) {
			expect(await read(utf8.encode(other), 100_000)).toEqual({ kind: 'not-ours' });
		}
	});

	it('gives no picture that is not what its name says, in a file that somebody made', async () => {
		const name = { hash: 'a'.repeat(64), space: 'c.shop1', photo: 'P1aa', size: 'thumb', madeAt: 1 } as const;
		const made = await packed({ rows: [], photos: [{ name, bytes: Buffer.from('y') }] });
		expect(await read(made)).toMatchObject({ kind: 'whole' });
		expect(await photosOf(made)).toEqual([{ name, bytes: null }]);
	});

	it('takes no change under an id, a kind or a state that the file claims', async () => {
		const change = { n: 0, space: 'c.shop1', kind: 'product', key: 'P1', base: { epoch: '', number: 0 } };
		const rest = { set: {}, add: {}, remove: false, was: {}, schema: 1 };
		const made = {
			device: 'D1',
			change: { ...change, ...rest },
			old: null,
			madeAt: 1,
			state: 'waiting',
		} as const;
		const whole = { ...made, id: 'x', kind: 'witness', reason: null, takenAt: null, epoch: null } as const;
		expect(await read(await packed({ rows: [whole], photos: [] }))).toEqual({ kind: 'damaged' });
		const good = { ...whole, change: { ...whole.change, n: 4 } };
		const found = await read(await packed({ rows: [good], photos: [] }));
		expect(found).toMatchObject({ rows: [{ id: 'rescue D1 c.shop1 0000000004', kind: 'rescue' }] });
	});
});

describe('base64', () => {
	it('is that of everybody else, and refuses anything else', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const text = toBase64(bytes);
				expect(Buffer.from(text).toString()).toBe(Buffer.from(bytes).toString('base64'));
				expect(fromBase64(text)).toEqual(bytes);
			}),
		);
		for (const bad of ['A', 'AAA', 'A=AA', 'AA=A', 'AA A', 'AA-_', '====']) {
			expect(fromBase64(Buffer.from(bad))).toBeNull();
		}
	});
});

describe('parts', () => {
	it('hold every picture once, and no more than there is room for', () => {
		expect(partEnds([])).toEqual([0]);
		expect(partEnds([100, 100, 100], 1_000)).toEqual([2, 3]);
		expect(partEnds([9_000, 100], 1_000)).toEqual([1, 2]);
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 600_000 }), { maxLength: 50 }), (sizes) => {
				const ends = partEnds(sizes, 1_000_000);
				expect(ends.at(-1)).toBe(sizes.length);
				expect(ends.every((end, i) => i === 0 || end > (ends[i - 1] as number))).toBe(true);
			}),
		);
	});
});
