import { SCHEMA, type Base, type Change } from '../change.ts';
import type { Fields, Value } from '../value.ts';
import { fromSteps, runsBy, squeeze, toSteps, unsqueeze } from './columns.ts';
import { Malformed, isFields, isKey, isList, isText, isWhole } from './shape.ts';

/** A change on its way. `short` stands for its record where the server gave one; `age`: minutes since it was made. */
export interface OutgoingChange {
	readonly change: Change;
	readonly short: number;
	readonly age: number;
	/** Where a lost history had taken it: it is offered again. */
	readonly old?: Base | null;
}

export interface IncomingChange {
	/** `key` is '' where `short` names the record. */
	readonly change: Change;
	readonly short: number;
	readonly age: number;
	readonly old: Base | null;
}

const BY_KEY = 1;
const REMOVE = 2;

function names(change: Change): string[] {
	return [...Object.keys(change.set), ...Object.keys(change.add).map((field) => `+${field}`)];
}

function signature({ change, short, old }: OutgoingChange): string {
	const { kind, base, schema, remove } = change;
	const again = old?.epoch ?? null;
	return JSON.stringify([kind, names(change), base.epoch, base.number, schema, remove, short === 0, again]);
}

/** Neighbours that are alike travel as columns. */
export function encodeRuns(changes: readonly OutgoingChange[], epoch: string, cursor: number): unknown[] {
	return runsBy(changes, signature).map((run) => encodeRun(run, epoch, cursor));
}

function encodeRun(run: readonly OutgoingChange[], epoch: string, cursor: number) {
	const { change, short, old } = run[0] as OutgoingChange;
	const fields = names(change);
	const here = change.base.epoch === epoch;
	const base = here ? cursor - change.base.number : [change.base.epoch, change.base.number];
	const ids = short === 0 ? run.map((item) => item.change.key) : toSteps(run.map((item) => item.short));
	const columns = fields.map((field) =>
		run.map(({ change: { set, add } }) => (field.startsWith('+') ? add[field.slice(1)] : set[field])),
	);
	const mode = (short === 0 ? BY_KEY : 0) | (change.remove ? REMOVE : 0);
	const packed: unknown[] = [
		mode,
		change.kind,
		fields,
		base,
		ids,
		columns,
		squeeze(run.map((item) => item.age)),
	];
	const isOdd = change.schema !== SCHEMA || old;
	if (!here || isOdd) packed.push(here ? 0 : run.map((item) => item.change.was));
	if (isOdd) packed.push(change.schema);
	if (old) packed.push([old.epoch, ...toSteps(run.map((item) => item.old?.number ?? 0))]);
	return packed;
}

/** The changes of runs, in their order and without their numbers. */
export function decodeRuns(runs: unknown, space: string, cursor: number, epoch: string): IncomingChange[] {
	if (!isList(runs)) throw new Malformed('runs');
	return runs.flatMap((run) => decodeRun(run, space, cursor, epoch));
}

function decodeRun(run: unknown, space: string, cursor: number, epoch: string): IncomingChange[] {
	if (!isList(run)) throw new Malformed('run');
	const [mode, kind, fields, packedBase, packedIds, columns, ages, was = 0, schema = SCHEMA, again = 0] = run;
	if (!isWhole(mode) || !isKey(kind) || !isList(fields) || !isList(packedIds)) throw new Malformed('run');
	if (!isList(columns) || columns.length !== fields.length || !isWhole(schema))
		throw new Malformed('columns');
	const base = decodeBase(packedBase, epoch, cursor);
	const byKey = (mode & BY_KEY) !== 0;
	const ids = byKey ? packedIds : fromSteps(packedIds as number[]);
	const made = unsqueeze(ages as number | number[], ids.length);
	const olds = decodeOld(again, ids.length);
	return ids.map((id, i) => {
		if (byKey ? !isKey(id) : !isWhole(id)) throw new Malformed('id');
		const set: Record<string, Value> = {};
		const add: Record<string, number> = {};
		fields.forEach((field, column) => {
			const value = (columns[column] as unknown[] | undefined)?.[i];
			if (!isText(field) || value === undefined) throw new Malformed('column');
			if (!field.startsWith('+')) set[field] = value as Value;
			else if (typeof value === 'number') add[field.slice(1)] = value;
			else throw new Malformed('add');
		});
		const seen = isList(was) ? was[i] : {};
		if (!isFields(seen)) throw new Malformed('was');
		const remove = (mode & REMOVE) !== 0;
		const key = byKey ? (id as string) : '';
		const change = { n: 0, space, kind, key, base, set, add, remove, was: seen as Fields, schema };
		const age = made[i];
		const short = byKey ? 0 : (id as number);
		return { change, short, age: isWhole(age) ? age : 0, old: olds[i] ?? null };
	});
}

function decodeOld(again: unknown, length: number): Base[] {
	if (again === 0) return [];
	const [epoch, ...steps] = isList(again) ? again : [];
	const numbers = fromSteps(steps as number[]);
	if (!isText(epoch) || numbers.length !== length || !numbers.every(isWhole)) throw new Malformed('old');
	return numbers.map((number) => ({ epoch, number }));
}

function decodeBase(packed: unknown, epoch: string, cursor: number) {
	if (typeof packed === 'number' && Number.isSafeInteger(packed)) return { epoch, number: cursor - packed };
	if (isList(packed) && isText(packed[0]) && isWhole(packed[1]))
		return { epoch: packed[0], number: packed[1] };
	throw new Malformed('base');
}
