import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { spoiltPicture } from './made-pictures.ts';
import { phonePhoto } from './pictures.ts';

/** The beginning of a file in boxes, as films, HEIC and AVIF are: the brand, those it is compatible with, and no picture. */
export function videoBox(...[brand = '', ...compatible]: readonly string[]): Buffer {
	const brands = Buffer.from([brand, '\0\0\0\0', ...compatible].join(''), 'latin1');
	const box = Buffer.concat([Buffer.alloc(4), Buffer.from('ftyp'), brands]);
	box.writeUInt32BE(box.length);
	return Buffer.concat([box, Buffer.alloc(4_000)]);
}

const flat = (width: number, height: number, background: string) =>
	sharp({ create: { width, height, channels: 3, background } });

/** A PNG of several pictures, one after another: PNG, third edition, 11.3.5. */
export async function movingPng(width: number, height: number, colours: readonly string[]): Promise<Buffer> {
	const stills = await Promise.all(
		colours.map((colour) => flat(width, height, colour).png({ palette: false }).toBuffer()),
	);
	let sequence = 0;
	const frames = stills.flatMap((still, i) => {
		const control = Buffer.alloc(26);
		for (const [n, value] of [sequence++, width, height].entries()) control.writeUInt32BE(value, 4 * n);
		control.writeUInt32BE(0x0001_000a, 20);
		const data = chunkOf(still, 'IDAT');
		if (i === 0) return [chunk('fcTL', control), chunk('IDAT', data)];
		return [chunk('fcTL', control), chunk('fdAT', Buffer.concat([number(sequence++), data]))];
	});
	const [first = Buffer.alloc(0)] = stills;
	const head = chunk('IHDR', chunkOf(first, 'IHDR'));
	const moves = chunk('acTL', Buffer.concat([number(stills.length), number(0)]));
	return Buffer.concat([first.subarray(0, 8), head, moves, ...frames, chunk('IEND', Buffer.alloc(0))]);
}

function number(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

function chunk(name: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	return Buffer.concat([number(data.length), named, number(crc32(named))]);
}

function chunkOf(png: Buffer, name: string): Buffer {
	const at = png.indexOf(name, 8, 'latin1');
	return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}

/** Red, then blue. */
async function moving(kind: 'gif' | 'webp', width: number): Promise<Buffer> {
	const colours = ['#ff0000', '#0000ff'];
	const pages = await Promise.all(colours.map((colour) => flat(width, 200, colour).png().toBuffer()));
	const joined = sharp(pages, { join: { animated: true } });
	return (kind === 'gif' ? joined.gif({ delay: [100, 100] }) : joined.webp({ delay: [100, 100] })).toBuffer();
}

/** Of so many bytes; none are stored where they are zero. */
export interface Sparse {
	readonly head: Buffer;
	readonly bytes: number;
}

/** What becomes of a file: why it is not a picture here, or the size of the picture it becomes. */
export interface HardFile {
	readonly name: string;
	readonly content: Buffer | Sparse;
	readonly becomes:
		| 'not-an-image'
		| 'heic'
		| 'too-large'
		| 'empty-file'
		| 'broken'
		| { readonly width: number; readonly height: number; readonly isRed?: true };
}

const red = (width: number) => ({ width, height: 200, isRed: true }) as const;

/** Whatever a gallery may offer that is not a plain photo, good ones among them. */
export async function hardFiles(): Promise<readonly HardFile[]> {
	const { buffer: whole } = await phonePhoto(7);
	const jpeg = (width: number, height: number) => flat(width, height, '#46705a').jpeg().toBuffer();
	return [
		{ name: 'ไอโฟน.heic', content: videoBox('heic', 'mif1', 'heic'), becomes: 'heic' },
		{ name: 'ซัมซุง.jpg', content: videoBox('mif1', 'heic'), becomes: 'heic' },
		{ name: 'เสื่อ.jpg', content: whole, becomes: { width: 1_200, height: 1_600 } },
		{ name: 'ขาดกลาง.jpg', content: whole.subarray(0, whole.length * 0.6), becomes: 'broken' },
		{ name: 'ขาดต้น.jpg', content: whole.subarray(0, 500), becomes: 'broken' },
		{ name: 'เสีย.png', content: await spoiltPicture(), becomes: 'broken' },
		{ name: 'ว่าง.jpg', content: Buffer.alloc(0), becomes: 'empty-file' },
		{ name: 'ใบเสร็จ.jpg', content: Buffer.from('%PDF-1.7\n1 0 obj'), becomes: 'not-an-image' },
		{ name: 'หนัง.jpg', content: videoBox('isom', 'avc1', 'mp41'), becomes: 'not-an-image' },
		{ name: 'จดหมาย.jpg', content: Buffer.from('สวัสดีค่ะ '), becomes: 'not-an-image' },
		{
			name: 'ลายเส้น.svg',
			content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
			becomes: 'not-an-image',
		},
		{
			name: 'เกิน60เมกะไบต์.jpg',
			content: { head: whole.subarray(0, 500), bytes: 60_000_001 },
			becomes: 'too-large',
		},
		{ name: 'ร้อยแปดล้าน.jpg', content: await jpeg(12_000, 9_000), becomes: 'too-large' },
		{ name: 'ห้าสิบล้าน.jpg', content: await jpeg(8_000, 6_250), becomes: { width: 1_600, height: 1_250 } },
		{ name: 'ขยับ.gif', content: await moving('gif', 300), becomes: red(300) },
		{ name: 'ขยับ.webp', content: await moving('webp', 310), becomes: red(310) },
		{ name: 'ขยับ.png', content: await movingPng(320, 200, ['#ff0000', '#0000ff']), becomes: red(320) },
	];
}
