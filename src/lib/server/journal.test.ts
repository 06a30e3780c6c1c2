import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joined, testApp } from '../../../tests/support/joined.ts';
import { fileJournal, memoryJournal, replay } from './journal.ts';
import { endPerson } from './revocations.ts';
import { findEnrolment, findPerson } from './store/queries/accounts.ts';

test('a file keeps what was added, and a line that was cut short says nothing', () => {
	const folder = mkdtempSync(join(tmpdir(), 'journal-'));
	const file = join(folder, 'revocations.jsonl');
	expect(fileJournal(file).all()).toEqual([]);
	const one = { what: 'person', id: 'malee', at: 1 } as const;
	fileJournal(file).add(one);
	appendFileSync(file, '{"what":"pers');
	expect(fileJournal(file).all()).toEqual([one]);
	rmSync(folder, { recursive: true });
});

test('what was ended is ended again in a database that was put back to before it', async () => {
	const app = await testApp();
	const { person, enrolment } = await joined(app, null);
	await endPerson(app, { ...person, role: 'staff' }, person.person);
	expect(app.journal.all()).toMatchObject([{ what: 'person', id: person.person }]);

	const restored = await testApp();
	const again = await joined(restored, null);
	const journal = memoryJournal();
	journal.add({ what: 'person', id: again.person.person, at: 5 });
	journal.add({ what: 'enrolment', id: again.enrolment, at: 6 });
	journal.add({ what: 'enrolment', id: enrolment, at: 7 });
	await replay(restored.store, journal);
	const [ended, device] = await restored.store.read(async (tx) => [
		await findPerson(tx, again.person.person),
		await findEnrolment(tx, again.enrolment),
	]);
	expect([ended?.revokedAt, device?.revokedAt]).toEqual([5, 6]);
	for (const { store } of [app, restored]) await store.close();
});
