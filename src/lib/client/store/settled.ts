import { Dexie } from 'dexie';
import type { CarriedRow, Done } from '../../sync/device/held.ts';
import type { DeviceTx } from '../../sync/device/port.ts';
import type { CarriedStored, Database, DoneRow } from './database.ts';

/** The part of the port that keeps what the server took, and what is carried for others. */
export function settled(
	db: Database,
): Pick<
	DeviceTx,
	| 'done'
	| 'putDone'
	| 'dropDone'
	| 'dropDoneBefore'
	| 'carried'
	| 'carriedById'
	| 'carriedOf'
	| 'putCarried'
	| 'dropCarried'
> {
	return {
		async done(space) {
			// Shorter bounds: one key array may not stand twice in another.
			const whole = [[space], [space, Dexie.maxKey]] as const;
			return (await db.done.where('[space+device+n]').between(whole[0], whole[1]).toArray()).map(toDone);
		},
		async putDone(rows) {
			if (rows.length > 0) await db.done.bulkPut(rows.map(toDoneRow));
		},
		async dropDone(rows) {
			if (rows.length > 0) {
				await db.done.bulkDelete(rows.map(({ device, change: { space, n } }) => [space, device, n]));
			}
		},
		async dropDoneBefore(time, except) {
			const old = ({ space }: { space: string }) => !except.has(space);
			await db.done.where('takenAt').below(time).filter(old).delete();
			await db.carried.where('takenAt').below(time).filter(old).delete();
		},
		async carried(limit) {
			const rows = await db.carried.where('state').equals('waiting').sortBy('id');
			return rows.slice(0, limit).map(toCarried);
		},
		async carriedById(ids) {
			return (await db.carried.bulkGet([...ids])).map((row) => row && toCarried(row));
		},
		async carriedOf(space) {
			return (await db.carried.where('space').equals(space).toArray()).map(toCarried);
		},
		async putCarried(rows) {
			if (rows.length > 0) await db.carried.bulkPut(rows.map(toStored));
		},
		async dropCarried(ids) {
			if (ids.length > 0) await db.carried.bulkDelete([...ids]);
		},
	};
}

const toDoneRow = (done: Done): DoneRow => ({ ...done, space: done.change.space, n: done.change.n });
const toStored = (row: CarriedRow): CarriedStored => ({ ...row, space: row.change.space });

function toDone({ space: _space, n: _n, ...done }: DoneRow): Done {
	return done;
}

function toCarried({ space: _space, ...row }: CarriedStored): CarriedRow {
	return row;
}
