import { randomBytes } from 'node:crypto';
import { PAGE } from '../../sync/pages.ts';
import { noteDenied } from '../access-log.ts';
import type { App } from '../app.ts';
import { replay, type Journal } from '../journal.ts';
import { replayErasures } from '../privacy/erase.ts';
import { forgets } from '../privacy/forgets.ts';
import type { Store, Tx } from '../store/port.ts';
import { personOfDevice, setDevice } from '../store/queries/accounts.ts';
import { putCarried } from '../store/queries/carried.ts';
import { forksOf, hasEpoch } from '../store/queries/epochs.ts';
import { findLedger, forgetOutcomes, putLedger } from '../store/queries/ledger.ts';
import { lockRecords, namesByShort, recordsAfter } from '../store/queries/records.ts';
import { findSpace, findSpaces, foundSpace, spacesIn, spacesOf } from '../store/queries/spaces.ts';
import { findVector, putVector, setPlan } from '../store/queries/vectors.ts';
import { writeRecords } from '../write.ts';
import type { SyncParts, SyncStore, SyncTx } from './port.ts';

/** Answering over the app's database. */
export function sqlParts({
	store,
	journal,
	now,
	log,
}: Pick<App, 'store' | 'journal' | 'now' | 'log'>): SyncParts {
	return {
		store: sqlStore(store, journal, now),
		now,
		page: PAGE,
		newId: () => randomBytes(5).toString('base64url'),
		denied: (who) => void noteDenied({ store, log, now }, who, 'POST', '/api/sync'),
		forgets: (change, before, made) => forgets(journal.erasures, change, before, { ...made, now: now() }),
		failed: (kind, error) => log.error('merge failed', { kind, error: String(error) }),
	};
}

function sqlStore(store: Store, journal: Journal, now: App['now']): SyncStore {
	return {
		epoch: () => store.epoch,
		write: (work) => store.write((tx) => work(sqlTx(tx, now))),
		read: (work) => store.read((tx) => work(sqlTx(tx, now))),
		async doubt() {
			const isNew = await store.doubt();
			if (isNew) {
				await replay(store, journal);
				await replayErasures({ store, journal, now });
			}
			return isNew;
		},
	};
}

function sqlTx(tx: Tx, now: () => number): SyncTx {
	return {
		findSpace: (id) => findSpace(tx, id),
		foundSpace: (facts) => foundSpace(tx, facts),
		findSpaces: (ids) => findSpaces(tx, ids),
		spacesOf: (who) => spacesOf(tx, who),
		spacesIn: (scopes) => spacesIn(tx, scopes),
		lockRecords: (space, names) => lockRecords(tx, space, names),
		recordsAfter: (space, number) => recordsAfter(tx, space, number),
		namesByShort: (space, shorts) => namesByShort(tx, space, shorts),
		writeRecords: (space, writes, now) => writeRecords(tx, space, writes, now),
		findLedger: (device, space, from) => findLedger(tx, device, space, from),
		putLedger: (device, space, last, fresh) => putLedger(tx, device, space, last, fresh, now()),
		forgetOutcomes: (device, space, n) => forgetOutcomes(tx, device, space, n),
		findVector: (device, id) => findVector(tx, device, id),
		putVector: (device, vector, keep) => putVector(tx, device, vector, keep),
		setPlan: (device, id, plan) => setPlan(tx, device, id, plan),
		setDevice: (enrolment, device) => setDevice(tx, enrolment, device),
		personOfDevice: (device) => personOfDevice(tx, device),
		putCarried: (device, space, carrier, entries, now) =>
			putCarried(tx, device, space, carrier, entries, now),
		hasEpoch: (epoch) => hasEpoch(tx, epoch),
		forksOf: (space, epochs) => forksOf(tx, space, epochs),
	};
}
