import { expect, test } from 'vitest';
import { merge } from './merge.ts';
import type { Rec } from './record.ts';
import { after, change, context, KEY, KIND, questionIn, record, working } from './testing/make.ts';
import { recordId } from './record.ts';

const id = recordId(KIND, KEY);

/** One person after the other says something; each in a transaction of its own. */
function say(state: Map<string, Rec>, who: string, number: number, wish: Parameters<typeof change>[0]) {
	const effect = merge(state, change({ n: number, ...wish }), context({ author: who, device: `${who}'s` }));
	return { outcome: effect.outcome, superseded: effect.superseded, state: after(state, effect, number) };
}

/** He set 10 at 9; she, who had seen 4, would have 12: asked at 10. */
const asked = () =>
	say(working(record({ price: 10 }, { number: 9 })), 'malee', 10, { set: { price: 12 }, base: 4 }).state;
const candidates = (state: Map<string, Rec>) => questionIn(state)?.fields['candidates'];

test('is answered by a set that had seen it', () => {
	const { outcome, state, superseded } = say(asked(), 'somchai', 11, { set: { price: 12 }, base: 10 });
	expect(outcome.kind).toBe('applied');
	expect(state.get(id)?.fields['price']).toBe(12);
	expect(questionIn(state)).toBeUndefined();
	expect(superseded).toMatchObject([{ value: 10 }]);
});

test('is answered by a value that was nobody’s', () => {
	expect(say(asked(), 'somchai', 11, { set: { price: 11 }, base: 10 }).state.get(id)?.fields['price']).toBe(
		11,
	);
});

test('is answered by what stands, and that is kept from whom had not seen the answer', () => {
	const kept = say(asked(), 'somchai', 11, { set: { price: 10 }, base: 10 });
	expect(questionIn(kept.state)).toBeUndefined();
	const late = say(kept.state, 'malee', 12, { set: { price: 13 }, base: 10 });
	expect(late.outcome).toEqual({ kind: 'asked', fields: ['price'] });
	expect(late.state.get(id)?.fields['price']).toBe(10);
});

test('put again after an answer is born anew, so that devices that dropped it are told it whole', () => {
	const closed = say(asked(), 'somchai', 11, { set: { price: 11 }, base: 10 }).state;
	const again = say(closed, 'malee', 12, { set: { price: 13 }, base: 10 }).state;
	expect(questionIn(again)).toMatchObject({ born: 12, fields: { candidates: { malee: { value: 13 } } } });
	expect(Object.keys(candidates(again) as object)).toEqual(['malee']);
});

test('takes a newer set of its author in place of the older, who had not seen the question', () => {
	const { state, outcome } = say(asked(), 'malee', 11, { set: { price: 14 }, base: 4 });
	expect(outcome.kind).toBe('asked');
	expect(candidates(state)).toEqual({ malee: { value: 14, at: 0 } });
});

test('takes a third person’s set as one more candidate', () => {
	const { state } = say(asked(), 'noi', 11, { set: { price: 9 }, base: 4 });
	expect(candidates(state)).toEqual({ malee: { value: 12, at: 0 }, noi: { value: 9, at: 0 } });
});

test('takes a set of who made the standing value as a candidate: what buyers see waits for a person', () => {
	const state = working(record({ price: 10 }, { number: 9 }));
	const open = say(state, 'malee', 10, { set: { price: 12 }, base: 4 }).state;
	const his = merge(
		open,
		change({ n: 5, set: { price: 11 }, base: 9 }),
		context({ author: 'somchai', device: 'his' }),
	);
	expect(his.outcome.kind).toBe('asked');
	expect(after(open, his, 11).get(id)?.fields['price']).toBe(10);
});

test('closes when its only author comes to agree with what stands', () => {
	const { state, outcome } = say(asked(), 'malee', 11, { set: { price: 10 }, base: 4 });
	expect(outcome.kind).toBe('applied');
	expect(questionIn(state)).toBeUndefined();
});

test('loses only the candidate of who agrees', () => {
	const three = say(asked(), 'noi', 11, { set: { price: 9 }, base: 4 }).state;
	const { state } = say(three, 'malee', 12, { set: { price: 10 }, base: 4 });
	expect(candidates(state)).toEqual({ noi: { value: 9, at: 0 } });
});

test('says nothing new when the same is offered again', () => {
	const state = asked();
	const effect = merge(
		state,
		change({ n: 3, set: { price: 12 }, base: 4 }),
		context({ author: 'malee', device: 'other' }),
	);
	expect(effect).toEqual({ outcome: { kind: 'asked', fields: ['price'] }, writes: [], superseded: [] });
});

test('keeps in history what a candidate was before: the older may have come from another phone of hers', () => {
	const { superseded } = say(asked(), 'malee', 11, { set: { price: 14 }, base: 4 });
	expect(superseded).toMatchObject([
		{ kind: 'question', field: 'candidates', value: { malee: { value: 12 } }, stamp: { number: 10 } },
	]);
});
