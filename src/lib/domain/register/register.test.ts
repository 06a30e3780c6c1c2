import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_PATTERN } from '../key.ts';
import { loadAddresses } from '../address/index.ts';
import { readColumns, registerReader, type Register } from './index.ts';
import { REASONS } from './reasons.ts';

const addresses = await loadAddresses();
const HEADER = [
	'ชื่อสินค้า OTOP',
	'อปท.',
	'อำเภอ',
	'จังหวัด',
	'ชื่อสถานที่จัดจำหน่าย',
	'ที่อยู่',
	'เบอร์โทรศัพท์',
	'LAT',
	'LONG',
];

type Row = Partial<
	Record<'product' | 'authority' | 'district' | 'province' | 'place' | 'address' | 'phone', string>
> & { lat?: string; lng?: string };

const cellsOf = (row: Row) => [
	row.product ?? 'ข้าวแต๋น',
	row.authority ?? 'เทศบาลตำบลแม่ริม',
	row.district ?? 'แม่ริม',
	row.province ?? 'เชียงใหม่',
	row.place ?? '',
	row.address ?? '',
	row.phone ?? '',
	row.lat ?? '',
	row.lng ?? '',
];

function read(rows: readonly Row[], order: readonly number[] = HEADER.map((_, i) => i)): Register {
	const columns = readColumns(order.map((i) => HEADER[i] ?? ''));
	if (columns.kind !== 'ok') throw new Error('the header was not read');
	const reader = registerReader(columns.columns, addresses);
	rows.forEach((row, i) => {
		const cells = cellsOf(row);
		reader.add(
			i + 2,
			order.map((at) => cells[at] ?? ''),
		);
	});
	return reader.finish();
}

const rowsOf = (register: Register) => register.makers.map(({ rows }) => rows);

describe('readColumns', () => {
	it('knows the columns in any order, by any of their names', () => {
		const reading = readColumns(['เบอร์โทร', 'Province', 'สี', 'ชื่อผลิตภัณฑ์', 'มือถือ', ' ที่อยู่ ', 'Long', 'LAT']);
		expect(reading).toMatchObject({
			kind: 'ok',
			columns: {
				at: { phone: [0, 4], province: [1], product: [3], address: [5], lng: [6], lat: [7] },
				ignored: ['สี'],
			},
		});
	});

	it('says which columns are missing', () => {
		expect(readColumns(['วันที่', 'จำนวน'])).toEqual({
			kind: 'missing',
			known: 0,
			missing: ['จังหวัด', 'ชื่อสินค้า'],
		});
		expect(readColumns(['ชื่อสินค้า', 'อำเภอ'])).toMatchObject({ kind: 'missing', missing: ['จังหวัด'] });
	});
});

describe('registerReader', () => {
	it('reads a row into a maker', () => {
		const { makers, report } = read([
			{
				product: 'น้ำพริกหนุ่ม',
				authority: 'องค์การบริหารส่วนตำบลแม่สา',
				place: ' กลุ่มแม่บ้าน\nใจดี ',
				address: '9/1 หมู่ 2 ต.เเม่สา อ.แม่ริม จ.เชียงใหม่',
				phone: '812345678/053-123456',
				lat: '18.9',
				lng: '98.95',
			},
		]);
		expect(report).toEqual([]);
		expect(makers).toMatchObject([
			{
				name: 'กลุ่มแม่บ้าน ใจดี',
				nameIs: 'maker',
				products: [{ row: 2, name: 'น้ำพริกหนุ่ม', category: { code: 'FOOD', guess: true } }],
				address: { province: '50', district: '5007', subdistrict: '500709', postcode: '50180' },
				how: 'exact',
				phones: ['0812345678', '053123456'],
				place: { lat: 18.9, lng: 98.95 },
				rows: [2],
			},
		]);
	});

	it('keeps a name of any length whole', () => {
		const place = 'วิสาหกิจชุมชน'.repeat(40);
		expect(read([{ place }]).makers[0]?.name).toBe(place);
	});

	it('drops a row only without any name or province, and says so', () => {
		const { makers, report, dropped, rows } = read([
			{ product: '-', place: ' ' },
			{ province: 'แอตแลนติส' },
			{ product: 'ปลาส้ม' },
			{ product: '', place: '', authority: '', district: '', province: '' },
		]);
		expect(rows).toBe(3);
		expect(dropped).toEqual([2, 3]);
		expect(makers.flatMap((maker) => maker.rows)).toEqual([4]);
		expect(report.map(({ row, column, reason }) => [row, column, reason])).toEqual([
			[2, 'ชื่อสินค้า OTOP', 'no-name'],
			[3, 'จังหวัด', 'unknown-province'],
		]);
	});

	it('reports each cell it cannot read, by row, column and reason, in both languages', () => {
		const { report } = read([
			{ district: 'ไม่มีอยู่จริง', address: 'ต.สมมุติ', phone: '8.3E+18', lat: '18.9' },
			{ address: 'บ้านริมน้ำ', phone: '01-234-5678', lat: '5', lng: '97' },
		]);
		expect(report.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
			[2, 'อำเภอ', 'ไม่มีอยู่จริง', 'unknown-district'],
			[2, 'ที่อยู่', 'ต.สมมุติ', 'unknown-subdistrict'],
			[2, 'เบอร์โทรศัพท์', '8.3E+18', 'exponent'],
			[2, 'LAT', '18.9', 'half-a-place'],
			[3, 'ที่อยู่', 'บ้านริมน้ำ', 'no-subdistrict'],
			[3, 'เบอร์โทรศัพท์', '01-234-5678', 'before-2006'],
			[3, 'LAT', '5 97', 'outside-thailand'],
		]);
		for (const line of report) expect(line).toMatchObject(REASONS[line.reason]);
	});

	it('puts the subdistrict’s postcode where none is written, or one of another province', () => {
		const postcodes = (addressed: string) => read([{ address: addressed }]).makers[0]?.address.postcode;
		expect(postcodes('ต.แม่สา อ.แม่ริม')).toBe('50180');
		expect(postcodes('ต.แม่สา อ.แม่ริม 50189')).toBe('50189');
		expect(postcodes('ต.แม่สา อ.แม่ริม 10300')).toBe('50180');
		expect(read([{ address: 'ต.แม่สา อ.แม่ริม 10300' }]).report[0]?.reason).toBe('postcode-elsewhere');
	});

	it('believes a category column and marks a guess as one', () => {
		const columns = readColumns(['ชื่อสินค้า', 'จังหวัด', 'ประเภท']);
		if (columns.kind !== 'ok') throw new Error('the header was not read');
		const reader = registerReader(columns.columns, addresses);
		reader.add(2, ['สบู่', 'เลย', 'สมุนไพรไม่ใช่อาหาร']);
		reader.add(3, ['สบู่นม', 'เลย', 'อะไรสักอย่าง']);
		expect(reader.finish().makers.map(({ products }) => products[0]?.category)).toEqual([
			{ code: 'HERB', guess: false },
			{ code: 'HERB', guess: true },
		]);
	});
});

describe('grouping', () => {
	const house = '9/1 หมู่ 2 ต.แม่สา อ.แม่ริม';

	it('joins rows of one name with one phone or one house', () => {
		expect(
			rowsOf(
				read([
					{ place: 'กลุ่มแม่บ้านใจดี', phone: '0812345678' },
					{ place: 'กลุ่มเเม่บ้าน ใจดี', phone: '081-2345678, 053123456', address: house },
					{ place: 'กลุ่มแม่บ้านใจดี', address: '9/1 ม.2 ตำบลแม่สา' },
				]),
			),
		).toEqual([[2, 3, 4]]);
	});

	it('keeps people of one name apart unless a second fact says they are one', () => {
		expect(
			rowsOf(
				read([
					{ place: 'สมใจ ใจดี', phone: '0812345678' },
					{ place: 'สมใจ ใจดี', phone: '0898765432' },
					{ place: 'สมใจ ใจดี', product: 'ปลาส้ม' },
					{ place: 'สมใจ ใจดี', district: 'สะเมิง', phone: '0812345678' },
				]),
			),
		).toHaveLength(4);
	});

	it('does not take the stalls of a market for one maker', () => {
		expect(
			rowsOf(
				read([
					{ place: 'ตลาดแม่ริม', address: house, product: 'ปลาส้ม' },
					{ place: 'ตลาดแม่ริม', address: house, product: 'ไส้อั่ว' },
				]),
			),
		).toHaveLength(2);
	});

	it('does not join makers who only share a phone or an address', () => {
		expect(
			rowsOf(
				read([
					{ place: 'กลุ่มทอผ้าบ้านเหนือ', phone: '053123456', address: house },
					{ place: 'กลุ่มจักสานบ้านใต้', phone: '053123456', address: house },
				]),
			),
		).toHaveLength(2);
	});

	it('joins the products of a maker who is not named, by phone and house together', () => {
		expect(
			rowsOf(
				read([
					{ product: 'ปลาส้ม', phone: '0812345678', address: house },
					{ product: 'ปลาร้า', phone: '0812345678', address: house },
					{ product: 'ปลาจ่อม', phone: '0812345678' },
				]),
			),
		).toEqual([[2, 3], [4]]);
	});

	it('gives a row with nothing but an enterprise’s name to the one enterprise of that name', () => {
		const bare = { place: 'กลุ่มจักสานบ้านป่าสัก', product: 'ตะกร้า' };
		expect(rowsOf(read([{ ...bare, phone: '0812345678' }, bare]))).toEqual([[2, 3]]);
		expect(
			rowsOf(read([{ ...bare, phone: '0812345678' }, { ...bare, phone: '0898765432' }, bare])),
		).toHaveLength(3);
		expect(
			rowsOf(
				read([
					{ place: 'กลุ่มแม่บ้าน', phone: '0812345678' },
					{ place: 'กลุ่มแม่บ้าน', product: 'ตะกร้า' },
				]),
			),
		).toHaveLength(2);
	});

	it('takes the same row twice for a copy', () => {
		expect(rowsOf(read([{ product: 'ปลาส้ม' }, { product: 'ปลาส้ม' }]))).toEqual([[2, 3]]);
	});
});

describe('laws of a register', () => {
	const pick = <T>(...values: T[]) => fc.constantFrom(...values);
	const row: fc.Arbitrary<Row> = fc.record({
		product: pick('ปลาส้ม', 'ข้าวแต๋น', 'ผ้าไหม', '-'),
		place: pick('', 'กลุ่มแม่บ้านใจดี', 'สมใจ ใจดี', 'ตลาด', 'ร้านป้าแต๋วขายของ'),
		district: pick('แม่ริม', 'สะเมิง', 'เมือง'),
		province: pick('เชียงใหม่', 'เชียงใหม', 'ไม่ใช่'),
		address: pick('', '9/1 ม.2 ต.แม่สา', '5 หมู่ 3 ต.บ่อแก้ว อ.สะเมิง', 'ม.3'),
		phone: pick('', '0812345678', '53123456', '8.3E+18', '0898765432'),
	});
	const rows = fc.array(row, { maxLength: 30 });

	it('accounts for every row exactly once', () => {
		fc.assert(
			fc.property(rows, (list) => {
				const register = read(list);
				const seen = [...register.makers.flatMap((maker) => maker.rows), ...register.dropped];
				expect(seen.sort((a, b) => a - b)).toEqual(list.map((_, i) => i + 2));
				for (const dropped of register.dropped)
					expect(register.report.some((line) => line.row === dropped)).toBe(true);
			}),
		);
	});

	it('gives the same makers on a second run and with the columns in another order', () => {
		fc.assert(
			fc.property(
				rows,
				fc.shuffledSubarray(
					HEADER.map((_, i) => i),
					{ minLength: HEADER.length },
				),
				(list, order) => {
					const first = read(list);
					expect(read(list)).toEqual(first);
					expect(read(list, order).makers).toEqual(first.makers);
				},
			),
		);
	});

	it('gives every maker a key of its own', () => {
		fc.assert(
			fc.property(rows, (list) => {
				const ids = read(list).makers.map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const id of ids) expect(id).toMatch(KEY_PATTERN);
			}),
		);
	});

	it('names a maker alike when rows come in another order', () => {
		const list: Row[] = [
			{ place: 'กลุ่มแม่บ้านใจดี', phone: '0812345678', product: 'ปลาส้ม' },
			{ place: 'กลุ่มแม่บ้านใจดี', phone: '0812345678, 053123456', product: 'ผ้าไหม' },
			{ place: 'ร้านป้าแต๋วขายของ', product: 'ข้าวแต๋น' },
		];
		const ids = (register: Register) => register.makers.map(({ id }) => id).sort();
		expect(ids(read([...list].reverse()))).toEqual(ids(read(list)));
	});
});
