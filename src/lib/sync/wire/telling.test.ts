import { describe, expect, it } from 'vitest';
import { decodeRequest, encodeRequest, type SyncRequest } from './request.ts';
import type { Telling } from './telling.ts';

const request = (telling: Telling | null): SyncRequest => ({
	version: 1,
	enrolment: 'enrol001',
	epoch: 'epoch1',
	device: null,
	spaces: [{ space: 'c.shop1', cursor: 7, changes: [] }],
	...(telling && { telling }),
});
const ALL: readonly Telling[] = [
	{ unsent: 0, age: 0, version: '' },
	{ unsent: 3, age: 0, version: '' },
	{ unsent: 3, age: 12_960, version: '' },
	{ unsent: 0, age: 0, version: '0123456789ab' },
	{ unsent: 12, age: 1, version: '0123456789ab' },
];

describe('what a phone says of itself', () => {
	it('is read as it was said', () => {
		for (const telling of ALL)
			expect(decodeRequest(encodeRequest(request(telling))).telling).toEqual(telling);
	});

	it('costs nothing where nothing is said, and some bytes where something is', () => {
		const plain = encodeRequest(request(null));
		expect(plain).not.toContain('{');
		const costs = ALL.map((telling) => encodeRequest(request(telling)).length - plain.length);
		expect(costs).toEqual([10, 10, 16, 27, 28]);
	});

	it('is no reason to refuse a request where it cannot be read', () => {
		for (const odd of ['3', '[-1]', '["3"]', '[1,2,3]', '{}', 'null']) {
			const text = `[1,"enrol001","epoch1",[],{"u":${odd}}]`;
			expect(decodeRequest(text)).toMatchObject({ enrolment: 'enrol001', telling: null });
		}
	});

	it('is passed over by a server that does not know it, as any other letter is', () => {
		expect(decodeRequest('[1,"enrol001","epoch1",[],{"zz":[1,2]}]')).toMatchObject({ enrolment: 'enrol001' });
	});
});
