import { afterEach, beforeEach, expect, test } from 'vitest';
import { joined, testApp } from '../../../../tests/support/joined.ts';
import { catalogueOf } from '../../domain/access.ts';
import { change } from '../../sync/testing/make.ts';
import { decodeSection, encodeRequest, type SpaceRequest } from '../../sync/protocol.ts';
import { decodeRequest } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { answerSync } from './answer.ts';
import { sqlParts } from './sql.ts';

const SHOPS = ['weavers', 'farmers', 'potters'];
const SPACES = SHOPS.map(catalogueOf);

let app: Awaited<ReturnType<typeof testApp>>;
let marketer: Enrolled;

beforeEach(async () => {
	app = await testApp();
	const wish = { role: 'marketer', areas: ['40'], shop: null, name: 'นักการตลาด' } as const;
	const { enrolment, person } = await joined(app, null, wish);
	const { role, areas, shop } = person;
	const principal = { person: person.person, role, areas, shop };
	marketer = { enrolment, device: 'hers', renamed: false, principal };
	await toldWhile(
		SPACES.map((space) => ({ space, cursor: 0, changes: [made(space)] })),
		nothing,
	);
});
afterEach(() => app.store.close());

function made(space: string): SpaceRequest['changes'][number] {
	const said = change({ n: 1, space, kind: 'product', key: 'mat1', set: { nameTh: 'เสื่อ' } });
	return { change: said, short: 0, age: 0 };
}

/** Each line of the answer is a page of its own. */
function ask(spaces: readonly SpaceRequest[]) {
	const { epoch } = app.store;
	const body = encodeRequest({ version: 1, enrolment: marketer.enrolment, epoch, device: null, spaces });
	return answerSync({ ...sqlParts(app), page: 1 }, marketer, decodeRequest(body));
}

/** The spaces told of while something happens to the database behind the first page. */
async function toldWhile(
	spaces: readonly SpaceRequest[],
	happens: () => Promise<unknown>,
): Promise<string[]> {
	const lines: string[] = [];
	for await (const page of ask(spaces)) {
		lines.push(...page);
		if (lines.length === page.length) await happens();
	}
	return lines.slice(1).map((line) => decodeSection(line, SPACES).space);
}

const nothing = async () => undefined;
const followed = SPACES.map((space): SpaceRequest => ({ space, cursor: 0, changes: [] }));

test('all spaces are told of in one answer', async () => {
	expect(await toldWhile(followed, nothing)).toEqual(SPACES);
});

test('nothing of another history is told under the name of this one (S4)', async () => {
	const told = await toldWhile(followed, () => app.store.doubt());
	expect(told).not.toContain(SPACES[2]);
});

test('a space that stands behind what the device has of it is not told of (S4)', async () => {
	const seen = followed.map((item): SpaceRequest => ({ ...item, cursor: 1, check: true }));
	expect(await toldWhile(seen, nothing)).toEqual(SPACES);
	const told = await toldWhile(seen, () =>
		app.store.write((tx) => tx.db.updateTable('space').set({ counter: 0 }).execute()),
	);
	expect(told).not.toContain(SPACES[2]);
});
