import { expect, test } from 'vitest';
import { change } from '../../sync/testing/make.ts';
import { memoryErasures } from './erasures.ts';
import { forgets } from './forgets.ts';

const erasures = memoryErasures();
erasures.add('0812345678', 100);
const order = (phone: string) =>
	change({ kind: 'order', set: { buyer: { name: 'สมศรี', phone, address: null }, fulfilment: 'new' } });
const said = (of = order('0812345678'), before = {}, at = 100, isSeen = false) =>
	forgets(erasures, of, before, { at, isSeen, now: 500 });

test('a buyer who was erased is not taken with what was made before, and the order says so', () => {
	expect(said()).toEqual({ fields: new Set(['buyer', 'notes']), mark: { erasedAt: 500 } });
	expect(said(order('0899999901'))).toBeNull();
	expect(said(change({ kind: 'product', set: { nameTh: 'เสื่อ' } }))).toBeNull();
});

test('who orders again is a buyer like any other, also where a restored server is offered it again', () => {
	expect(said(undefined, {}, 101)).toBeNull();
});

test('of what a phone only saw nobody knows when it was made', () => {
	expect(said(undefined, {}, 101, true)).not.toBeNull();
	expect(said(order('0899999901'), {}, 101, true)).toBeNull();
});

test('nothing personal is taken for an order whose buyer went, whoever it names', () => {
	const erased = { erasedAt: 1 };
	expect(said(order('0899999901'), erased, 999)).toMatchObject({ mark: {} });
	expect(said(change({ kind: 'order', set: { notes: 'x' } }), erased, 999)?.fields.has('notes')).toBe(true);
});
