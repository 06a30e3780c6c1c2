import { CONSENT_TEXT } from '../../domain/consent.ts';
import { DAY } from '../../domain/dates.ts';
import { newKey } from '../../domain/key.ts';
import type { Region } from '../../domain/provinces.ts';
import type { DELIVERY_WAYS, PRODUCER_TYPES } from '../../domain/choices.ts';
import type { Shop } from '../../domain/shop.ts';
import type { Maker } from './maker.ts';
import type { Home } from './place.ts';
import { between, bytesOf, chance, pick, type Random } from './random.ts';
import type { Trade } from './words/tales.ts';

export interface ShopFacts {
	/** 1-based, in the whole country. */
	readonly index: number;
	readonly home: Home;
	readonly maker: Maker;
	readonly trade: Trade;
	readonly brand: { readonly th: string; readonly en: string } | null;
	/** When it joined, ms UTC. */
	readonly at: number;
	readonly state: NonNullable<Shop['state']>;
}

export type ProducerType = (typeof PRODUCER_TYPES)[number];
type Delivery = (typeof DELIVERY_WAYS)[number];

/**
 * Area codes that the national numbering plan gives to no province: numbers that every rule takes as land lines
 * and that ring nowhere.
 */
const NOBODYS_AREA: Readonly<Record<Region, string>> = {
	north: '057',
	northeast: '046',
	central: '031',
	south: '071',
};

export const producerType = (random: Random): ProducerType =>
	pick(random, ['GROUP', 'GROUP', 'GROUP', 'GROUP', 'GROUP', 'GROUP', 'SINGLE', 'SINGLE', 'SINGLE', 'SME']);

/** What a maker of a category calls an own house. */
const HOUSES: Readonly<Record<string, readonly string[]>> = {
	FOOD: ['ครัว', 'บ้านขนม', 'ร้าน', 'โรงครัว'],
	BEVERAGE: ['ไร่', 'สวน', 'ร้าน'],
	TEXTILE: ['บ้านผ้า', 'กี่ทอ', 'ร้านผ้า', 'ห้องเสื้อ'],
	CRAFT: ['บ้านช่าง', 'เรือนหัตถกรรม', 'ร้าน'],
	HERB: ['สวนสมุนไพร', 'บ้านสมุนไพร', 'เรือนยา'],
};

export function shopName(
	random: Random,
	type: ProducerType,
	facts: Omit<ShopFacts, 'index' | 'at' | 'state'>,
): string {
	const { home, maker, trade, brand } = facts;
	if (type === 'SME' && brand) {
		const { th } = home.province;
		return pick(random, [`ห้างหุ้นส่วนจำกัด ${brand.th} ${th}`, `บริษัท ${brand.th} ${th} จำกัด`]);
	}
	if (type === 'SINGLE') {
		const house =
			trade.key === 'sweets'
				? 'บ้านขนม'
				: pick(random, HOUSES[trade.category]?.filter((name) => name !== 'บ้านขนม') ?? []);
		return `${house}${maker.th} ${home.village}`;
	}
	const word = pick(random, trade.words);
	return pick(random, [
		`กลุ่ม${word}${home.village}`,
		`กลุ่ม${word}${home.village}`,
		`วิสาหกิจชุมชนกลุ่ม${word}${home.village}`,
		`วิสาหกิจชุมชน${word}${home.subdistrict}`,
		/^(สตรี|แม่บ้าน)/.test(word) ? `กลุ่ม${word}${home.subdistrict}` : `กลุ่มสตรี${word}${home.village}`,
	]);
}

function englishName(type: ProducerType, { home, maker, trade, brand }: ShopFacts): string {
	const where = home.province.en;
	if (type === 'SME' && brand) return `${brand.en} ${where}`;
	if (type === 'SINGLE') return `${maker.en}, ${trade.en} of ${where}`;
	return `${trade.en.charAt(0).toUpperCase()}${trade.en.slice(1)} of ${where}`;
}

const WAYS: readonly (readonly Delivery[])[] = [
	['post', 'courier'],
	['post', 'courier', 'pickup'],
	['post', 'pickup'],
	['courier', 'pickup', 'local'],
	['post', 'courier', 'pickup', 'local'],
	['pickup'],
];

/** All fields of a shop. Every road to its maker is invented: none of them reaches anybody. */
export function makeShop(
	random: Random,
	type: ProducerType,
	nameTh: string,
	facts: ShopFacts,
): { key: string; shop: Shop } {
	const { index, home, maker, at, state } = facts;
	const id = String(index).padStart(3, '0');
	const phones = [phoneOf(home.province.region, index, 1)];
	if (chance(random, 0.25)) phones.push(phoneOf(home.province.region, index, 2));
	const shop: Shop = {
		producerType: type,
		nameTh,
		nameEn: chance(random, 0.4) ? englishName(type, facts) : '',
		address: home.address,
		place: chance(random, 0.85) ? home.place : null,
		phones,
		line: chance(random, 0.7) ? `@tambondemo${id}` : chance(random, 0.5) ? `tambondemo-${id}` : '',
		facebook: chance(random, 0.45) ? `tambondemo.${id}` : '',
		messenger: chance(random, 0.4) ? `tambondemo.${id}` : '',
		website: chance(random, 0.06) ? `https://shop-${id}.tambon.example` : '',
		promptpay: chance(random, 0.12) ? promptpayOf(index) : '',
		delivery: [...pick(random, WAYS)],
		otopNumber: chance(random, 0.7) ? `ตัวอย่าง-${home.address.province}-${id}` : '',
		...(state !== 'draft' && {
			consent: {
				text: CONSENT_TEXT,
				at: at + between(random, 0, 3) * DAY,
				by: maker.th,
				way: chance(random, 0.6) ? 'tapped' : 'spoken',
			} as const,
		}),
		state,
	};
	return { key: newKey(at, bytesOf(random)), shop };
}

const phoneOf = (region: Region, index: number, line: number): string =>
	`${NOBODYS_AREA[region]}${line}${String(index).padStart(5, '0')}`;

/** Thirteen digits shaped as a tax id whose check digit is wrong on purpose: no bank takes it. */
function promptpayOf(index: number): string {
	const digits = `099999${String(index).padStart(6, '0')}`;
	const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (13 - i), 0);
	const check = (11 - (sum % 11)) % 10;
	return `${digits}${(check + 1) % 10}`;
}
