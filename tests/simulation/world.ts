import { scopeOfArea } from '../../src/lib/domain/scope.ts';
import { Clock } from './clock.ts';
import { Office } from './office.ts';
import { Phone } from './phone.ts';
import type { Plan } from './plan.ts';
import { Witness } from './witness.ts';

/** Everything there is in one life. */
export interface World {
	readonly clock: Clock;
	readonly office: Office;
	readonly phones: readonly Phone[];
	readonly spaces: readonly string[];
	readonly witness: Witness;
	/** How often each kind of edit and of fault really happened. */
	readonly counts: Map<string, number>;
	/** Counts a thing that happened, and tells of it. */
	readonly happened: (kind: string, phone: Phone | null, words?: string) => void;
	readonly tell: (words: string) => void;
	/** Marks are told apart from each other for good. */
	readonly mark: () => number;
}

const AREAS = ['40', '50', '90'];
const shopKey = (i: number) => `shop${i + 1}`;
const areaOf = (shop: number) => AREAS[shop % AREAS.length] as string;

/** The people: each shop has an owner with one or two phones and a helper; marketers carry the shops of their areas. */
export function worldOf(plan: Plan, story: string[] | null): World {
	const clock = new Clock();
	const began = clock.now;
	const tell = (words: string) => {
		if (story) story.push(`${time(clock.now - began)}  ${words}`);
	};
	const spaces = Array.from({ length: plan.shops }, (_, i) => `c.${shopKey(i)}`);
	const phones = Array.from({ length: plan.phones }, (_, i) => phoneOf(i, plan));
	const witness = new Witness(phones, tell);
	let marks = 0;
	const office = new Office(
		plan.page,
		clock,
		(commit) => witness.committed(commit),
		() => `epoch${++marks}`,
	);
	const counts = new Map<string, number>();
	return {
		clock,
		office,
		phones,
		spaces,
		witness,
		counts,
		tell,
		mark: () => ++marks,
		happened: (kind, phone, words = '') => {
			counts.set(kind, (counts.get(kind) ?? 0) + 1);
			tell(`${phone?.name ?? 'office'}: ${kind}${words === '' ? '' : ` ${words}`}`);
		},
	};
}

function phoneOf(i: number, plan: Plan): Phone {
	const name = `phone${i + 1}`;
	if (i % 3 === 2) {
		const area = Math.floor(i / 3) % AREAS.length;
		const areas = [areaOf(area), areaOf(area + 1)];
		const shops = Array.from({ length: plan.shops }, (_, shop) => shop).filter((shop) =>
			areas.includes(areaOf(shop)),
		);
		const opened = shops.map((shop) => `c.${shopKey(shop)}`);
		const scopes = plan.vectors ? areas.map(scopeOfArea) : null;
		return new Phone(name, { person: `marketer${i}`, role: 'marketer', areas, shop: null }, opened, scopes);
	}
	const shop = Math.floor(i / 3 + (i % 3) / 6) % plan.shops;
	// Every other owner has two phones; else the second is a helper's.
	const person = shop % 2 === 0 ? `owner${shop}` : `owner${shop}-${i % 3}`;
	const key = shopKey(shop);
	return new Phone(name, { person, role: 'seller', areas: [areaOf(shop)], shop: key }, [`c.${key}`]);
}

function time(ms: number): string {
	const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
	return `day ${part(ms / 86_400_000)} ${part((ms / 3_600_000) % 24)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}`;
}
