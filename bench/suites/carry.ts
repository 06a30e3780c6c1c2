import 'fake-indexeddb/auto';
import { chooseScopes } from '../../src/lib/client/carry.ts';
import { scopeOfArea } from '../../src/lib/domain/scope.ts';
import { openPhone as openBrowser } from '../../tests/support/phone.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { join } from '../support/join.ts';
import { percentile } from '../support/median.ts';
import { phoneOf } from '../support/phone.ts';
import { carriedProfile, type FilledProfile } from '../support/profile.ts';
import { AREA, MAKERS, seedProvince } from '../support/province.ts';
import { LOCAL, ROAD, startProxy, type Line, type Proxy } from '../support/proxy.ts';
import { slowDown } from '../support/slow.ts';
import { search } from '../support/typing.ts';
import { medians } from './start.ts';

/** Parts of names, of places and of goods, as a marketer types them. */
const QUERIES = ['ทอผ้า', 'น้ำพริก', 'บ้าน', 'ไหม', 'กล้วย', 'สมุนไพร', 'วิสาหกิจ', 'กลุ่ม', 'หนอง', 'ข้าว'];
/** How often all of them are typed. */
const TURNS = 5;

/** A province of 1,200 makers and 3,000 products with photos, carried by a marketer; the thumbnails come later. */
export async function takeCarry(): Promise<Record<string, number>> {
	const dataDir = freeFolder();
	await seedProvince(dataDir);
	const server = await startServer(dataDir);
	const proxy = await startProxy(server.port);
	const local = await firstCarry(dataDir, proxy, LOCAL);
	const road = await firstCarry(dataDir, proxy, ROAD);
	await proxy.close();
	await server.stop();
	const filled = await carriedProfile(dataDir, AREA, MAKERS);
	const { starts, floor } = await medians([{ of: `${MAKERS} makers`, filled, path: '/field' }]);
	const start = starts[0];
	const typed = await typing(filled);
	return {
		'carry.bytes': Math.round((local.up + local.down) / 100) / 10,
		'carry.requests': local.requests,
		'carry.road': Math.round(road.seconds * 10) / 10,
		'carry.start': start?.whole ?? NaN,
		'carry.start.page': start?.page ?? NaN,
		'carry.start.answers': start?.answers ?? NaN,
		'carry.start.floor': floor,
		'carry.search.p95': Math.round(percentile(typed, 0.95)),
	};
}

/** The first sync of a marketer who has joined and chosen the province, on a new phone. */
async function firstCarry(dataDir: string, proxy: Proxy, line: Line) {
	const joined = await join(dataDir, { role: 'marketer', areas: [AREA], shop: null });
	const phone = await phoneOf(joined, proxy.port);
	await chooseScopes(phone.session, [scopeOfArea(AREA)]);
	proxy.begin(line);
	const began = performance.now();
	await phone.sync();
	const seconds = (performance.now() - began) / 1_000;
	const here = await phone.session.db.followed.filter(({ cursor }) => cursor > 0).count();
	if (here !== MAKERS) throw new Error(`${here} makers came`);
	const { up, down, requests, cookies } = proxy.count();
	process.stderr.write(`carry: ${up} up (${cookies} of cookies), ${down} down, ${seconds.toFixed(1)} s\n`);
	phone.session.close();
	return { up: up - cookies, down, requests, seconds };
}

async function typing({ profile, origin }: FilledProfile): Promise<number[]> {
	const phone = await openBrowser(profile);
	try {
		await phone.page.goto(`${origin}/field`);
		await phone.page.locator('.makers a').nth(9).waitFor();
		const release = slowDown(phone.pid);
		await phone.page.evaluate(search, { queries: ['ผ้า'], rows: null });
		const times: number[] = [];
		for (let i = 0; i < TURNS; i++)
			times.push(...(await phone.page.evaluate(search, { queries: QUERIES, rows: null })));
		release();
		const [p50, p95, max] = [0.5, 0.95, 1].map((part) => Math.round(percentile(times, part)));
		process.stderr.write(`carry search: median ${p50}, p95 ${p95}, longest ${max} ms\n`);
		return times;
	} finally {
		await phone.kill();
	}
}
