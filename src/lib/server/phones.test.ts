import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joined, testApp, type Joined } from '../../../tests/support/joined.ts';
import { DAY, HOUR } from '../domain/dates.ts';
import { peoplePage } from './desk/people.ts';
import { keepTelling, phonesOf } from './phones.ts';
import { endEnrolment, endPerson } from './revocations.ts';
import { foundSpace } from './store/queries/spaces.ts';

let app: Awaited<ReturnType<typeof testApp>>;
beforeEach(async () => {
	app = await testApp();
});
afterEach(() => app.store.close());

const enrolled = ({ enrolment, person }: Joined) => {
	return { enrolment, device: 'dev0', renamed: false, principal: person };
};
const seen = async (who: Joined) =>
	(await phonesOf(app, enrolled(who))).map(({ id, name, isOwn }) => [id, name, isOwn]);

describe('the phones of a shop', () => {
	it('are one’s own and those of its people, and nobody else’s', async () => {
		const marketer = await joined(app, null, { role: 'marketer', areas: ['30'], name: 'คุณมาลี' });
		const boon = await joined(app, marketer.person);
		const shop = boon.person.shop ?? '';
		await app.store.write((tx) => foundSpace(tx, { id: `c.${shop}`, area: '30', shop }));
		const second = await joined(app, boon.person, { self: true });
		const helper = await joined(app, boon.person, { shop, name: 'น้องฝ้าย' });
		const neighbour = await joined(app, marketer.person, { name: 'ตาสุข' });
		const own = [
			[boon.enrolment, 'ยายบุญ'],
			[second.enrolment, 'ยายบุญ'],
		];
		const sorted = (rows: unknown[][]) => rows.map(([id, name]) => [id, name]).sort();
		expect(sorted(await seen(boon))).toEqual(sorted([...own, [helper.enrolment, 'น้องฝ้าย']]));
		expect((await seen(boon)).filter(([, , isOwn]) => isOwn)).toHaveLength(2);
		// The one who asks stands first
		expect((await seen(helper))[0]).toEqual([helper.enrolment, 'น้องฝ้าย', true]);
		expect(await seen(neighbour)).toEqual([[neighbour.enrolment, 'ตาสุข', true]]);
		expect(await seen(marketer)).toEqual([[marketer.enrolment, 'คุณมาลี', true]]);
	});

	it('leave the list when their access ends, or their person’s', async () => {
		const boon = await joined(app, null);
		const shop = boon.person.shop ?? '';
		await app.store.write((tx) => foundSpace(tx, { id: `c.${shop}`, area: '30', shop }));
		const lost = await joined(app, boon.person, { self: true });
		const helper = await joined(app, boon.person, { shop, name: 'น้องฝ้าย' });
		await endEnrolment(app, boon.person, lost.enrolment);
		await endPerson(app, boon.person, helper.person.person);
		expect(await seen(boon)).toEqual([[boon.enrolment, 'ยายบุญ', true]]);
	});
});

describe('what a phone tells of itself', () => {
	const own = async (who: Joined) => (await phonesOf(app, enrolled(who)))[0];

	it('is nothing known before it has told', async () => {
		const boon = await joined(app, null);
		expect(await own(boon)).toMatchObject({ heardAt: null, version: '', unsent: null, unsentSince: null });
	});

	it('is kept with the time of the office, whatever the clock of the phone', async () => {
		const boon = await joined(app, null);
		await keepTelling(app, boon, { unsent: 3, age: 24 * 60, version: '0123456789ab' });
		const told = { version: '0123456789ab', unsent: 3, unsentSince: app.now() - DAY, heardAt: app.now() };
		expect(await own(boon)).toMatchObject(told);
		app.pass(HOUR);
		await keepTelling(app, boon, { unsent: 0, age: 0, version: '' });
		expect(await own(boon)).toMatchObject({ version: '0123456789ab', unsent: 0, unsentSince: null });
	});

	it('says no more than a count and a build, whatever a phone gone wild sends', async () => {
		const boon = await joined(app, null);
		const wild = { unsent: 2 ** 50, age: 2 ** 52, version: '<script>'.repeat(9) };
		await keepTelling(app, boon, wild);
		expect(await own(boon)).toMatchObject({ unsent: 1_000_000, unsentSince: 0, version: '' });
	});

	it('is told at the desk, and days without news are never shown as nothing waiting', async () => {
		const marketer = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const boon = await joined(app, marketer.person);
		const news = async () => {
			const page = await peoplePage(app, marketer.person, { role: 'seller', area: null, name: '', page: 1 });
			return page.items[0]?.devices[0]?.news;
		};
		expect(await news()).toEqual({ kind: 'never' });
		await keepTelling(app, boon, { unsent: 0, age: 0, version: 'v1' });
		expect(await news()).toEqual({ kind: 'clear' });
		app.pass(9 * DAY);
		expect(await news()).toEqual({ kind: 'quiet', days: 9, left: null });
	});
});
