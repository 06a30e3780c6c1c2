import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as Fronts from './fronts.ts';
import { frontAt, FRONTS, PICTURES, UNTIL } from '../signals.ts';

/** Cache Storage as far as fronts need it. `held`: what stores in it waits for this. */
function memory() {
	const caches = new Map<string, Map<string, Response>>();
	let held: Promise<void> = Promise.resolve();
	return {
		hold(until: Promise<void>) {
			held = until;
		},
		front: (path: string) => caches.get(FRONTS)?.get(frontAt(path)),
		storage: {
			async open(name: string) {
				const cache = caches.get(name) ?? new Map<string, Response>();
				caches.set(name, cache);
				return {
					async put(key: string, response: Response) {
						await held;
						cache.set(key, response);
					},
				};
			},
			delete: async (name: string) => caches.delete(name),
		},
	};
}

let kept: ReturnType<typeof memory>;
let fronts: typeof Fronts;
beforeEach(async () => {
	kept = memory();
	vi.stubGlobal('caches', kept.storage);
	vi.resetModules();
	fronts = await import('./fronts.ts');
});
afterEach(() => vi.unstubAllGlobals());

const FRONT = { markup: '<p>เสื่อกก</p>', pictures: 2 };
/** 27 November 2026, 06:30 in Bangkok. */
const MORNING = Date.UTC(2026, 10, 26, 23, 30);

it('keeps a screen with what the worker must know of it: its pictures, and when its day ends in Bangkok', async () => {
	await fronts.keepFront('/sell', FRONT, fronts.changesSoFar(), MORNING);
	const front = kept.front('/sell');
	expect(await front?.text()).toBe(FRONT.markup);
	expect(front?.headers.get(PICTURES)).toBe('2');
	expect(new Date(Number(front?.headers.get(UNTIL))).toISOString()).toBe('2026-11-27T17:00:00.000Z');
});

it('does not keep a screen that was drawn before something changed', async () => {
	const drawn = fronts.changesSoFar();
	await fronts.dropFronts();
	await fronts.keepFront('/sell', FRONT, drawn, MORNING);
	expect(kept.front('/sell')).toBeUndefined();
});

it('drops a screen that something changed while it was being stored', async () => {
	let go = () => {};
	kept.hold(new Promise((resolve) => (go = resolve)));
	const keeping = fronts.keepFront('/sell', FRONT, fronts.changesSoFar(), MORNING);
	await fronts.dropFronts();
	go();
	await keeping;
	expect(kept.front('/sell')).toBeUndefined();
});

it('hears from the database that what the screens draw has changed, and of nothing else', async () => {
	const { openDatabase } = await import('./database.ts');
	const db = openDatabase('tambon-someone');
	await db.open();
	await fronts.keepFront('/field', FRONT, fronts.changesSoFar(), MORNING);
	await db.drafts.put({ id: 'draft', text: 'เสื่อ', at: 1 });
	expect(kept.front('/field')).toBeDefined();
	const dropped = vi.fn();
	const unwatch = fronts.whenDropped(dropped);
	await db.records.put({ space: 'c1', kind: 'product', key: 'mat' } as never);
	await vi.waitFor(() => expect(kept.front('/field')).toBeUndefined());
	expect(dropped).toHaveBeenCalledTimes(1);
	unwatch();
	db.close();
});
