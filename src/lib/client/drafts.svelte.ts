import { onDestroy } from 'svelte';
import type { Typed } from '../domain/typed.ts';
import type { Base } from '../sync/change.ts';
import { filed } from './filed.ts';
import type { Session } from './session.ts';
import { withRoom } from './store/full.ts';

/** Letters typed within this time are one write of the draft, milliseconds: what a kill may cost at most. */
const PAUSE = 150;

export interface DraftParts<V, R extends string> {
	/** `${kind}/${key}/${field}`: the same field of the same record finds its draft again after a kill. */
	readonly id: string;
	/** The text of what is stored now; undefined while that is not known yet. */
	readonly stored: () => string | undefined;
	readonly read: (text: string) => Typed<V, R>;
	/** Makes the change: `app.edit({…, base})`. `base` is what the person was looking at when they began to type. */
	readonly save: (value: V, base: Base) => Promise<void>;
	/** True for a price: going away leaves the draft as it is, only `leave()` makes the change. */
	readonly onlyWhenDone?: boolean;
	/** True for a field that adds to a list: it is empty again once its text is saved. */
	readonly clears?: boolean;
}

/** What a person looks at now: the `base` of an edit that a screen holds for a while before it is made. */
export async function seenNow({ db, space }: Pick<Session, 'db' | 'space'>): Promise<Base> {
	const [self, followed] = await Promise.all([db.self.get('self'), db.followed.get(space)]);
	const number = followed?.cursor ?? 0;
	// Nothing of this history has been seen: a number would claim otherwise.
	return { epoch: number === 0 ? '' : (self?.epoch ?? ''), number };
}

type Where = Pick<Session, 'db' | 'space' | 'account'>;

/** The fields whose draft begins with `thing` (`shop/KEY/`), by the rest of its id: typed before, and not saved since. */
export async function draftedFields(session: Where, thing: string): Promise<string[]> {
	const begin = filed(session, thing);
	const ids = await session.db.drafts.where('id').startsWith(begin).primaryKeys();
	return ids.map((id) => id.slice(begin.length));
}

/** One field as the person sees it: what they type, else what is stored. */
export interface Draft<R extends string> {
	/** Bind it: every letter is kept on this phone. */
	text: string;
	/** Why the typed text is no value; null again with the next letter. */
	readonly reason: R | null;
	/** The phone could not store: the text is on the screen and nowhere else. */
	readonly failed: boolean;
	/** `restored`: typed before the app was closed, and not saved since. `saved`: a change was made of it just now. */
	readonly state: 'same' | 'typing' | 'restored' | 'saved';
	/**
	 * Makes the change of what was typed. False where it could not: `reason` or `failed` says why. `needed`: what is
	 * stored must be readable too, for a button that goes on from a field nobody has touched.
	 */
	leave(needed?: boolean): Promise<boolean>;
	/** Goes back to what is stored. */
	drop(): Promise<void>;
}

/**
 * Typing is a draft, leaving the field makes the change, a kill loses neither, and a refusal keeps the text.
 * Call it while a component is set up. Going to another screen leaves the field too (except `onlyWhenDone`).
 *
 * ```svelte
 * const app = useApp();
 * const shop = live(() => watchRecord<'shop'>(app, 'shop', key));
 * const name = useDraft(app, {
 *   id: `shop/${key}/nameTh`,
 *   stored: () => (shop.value === undefined ? undefined : (shop.value?.fields.nameTh ?? '')),
 *   read: (text) => readText(text, MAX_LONG_NAME, true),
 *   save: (nameTh, base) => app.edit({ space: app.space, kind: 'shop', key, set: { nameTh }, base }),
 * });
 *
 * <Field bind:value={name.text} onblur={() => name.leave()} error={name.reason ? t.reasons[name.reason] : undefined} />
 * ```
 * `routes/(app)/sell/DraftField.svelte` is that last line with the words of every state.
 */
export function useDraft<V, R extends string>(
	session: Where & Pick<Session, 'during'>,
	parts: DraftParts<V, R>,
): Draft<R> {
	const { db } = session;
	const id = filed(session, parts.id);
	/** Null: nothing typed. */
	let typed = $state<string | null>(null);
	let reason = $state<R | null>(null);
	let failed = $state(false);
	let state = $state<Draft<R>['state']>('same');
	/** The text just saved, until the database tells of it: no flicker back to the old one. */
	let settling = $state<{ text: string; before: string | undefined } | null>(null);
	let base: Base | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let leaving: Promise<boolean> | null = null;

	function shownText(): string {
		if (typed !== null) return typed;
		const stored = parts.stored();
		return settling !== null && settling.before === stored ? settling.text : (stored ?? '');
	}

	async function keep(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		const text = typed;
		if (text === null) return;
		try {
			const seen = (base ??= await seenNow(session));
			await withRoom(db, async () => {
				// Saved or dropped meanwhile: a late write would bring the draft back.
				if (typed !== null) await db.drafts.put({ id, text: typed, at: Date.now(), base: seen });
			});
		} catch {
			failed = true;
		}
	}

	async function drop(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		typed = null;
		reason = null;
		failed = false;
		base = null;
		state = 'same';
		await db.drafts.delete(id).catch(() => undefined);
	}

	async function save(): Promise<boolean> {
		const text = typed;
		if (text === null) return true;
		const reading = parts.read(text);
		if (reading.kind === 'bad') {
			reason = reading.reason;
			await keep();
			return false;
		}
		try {
			await parts.save(reading.value, base ?? (await seenNow(session)));
		} catch {
			failed = true;
			await keep();
			return false;
		}
		// Typed on while it was being saved: that is the next draft.
		if (typed !== text) return true;
		settling = parts.clears ? null : { text, before: parts.stored() };
		await drop();
		state = parts.clears ? 'same' : 'saved';
		return true;
	}

	function leave(needed = false): Promise<boolean> {
		if (needed && typed === null) {
			const reading = parts.read(shownText());
			reason = reading.kind === 'bad' ? reading.reason : null;
			return Promise.resolve(reading.kind === 'ok');
		}
		leaving ??= session.during(save().finally(() => (leaving = null)));
		return leaving;
	}

	// Once told of, the text just saved has done its work: what is stored may become what it was before again.
	$effect(() => {
		if (settling !== null && parts.stored() !== settling.before) settling = null;
	});

	const hidden = () => document.visibilityState === 'hidden' && timer !== undefined && void keep();

	$effect(() => {
		document.addEventListener('visibilitychange', hidden);
		void db.drafts
			.get(id)
			.then((row) => {
				if (!row || typed !== null) return;
				if (row.text === parts.stored()) return void db.drafts.delete(id);
				typed = row.text;
				base = row.base ?? null;
				state = 'restored';
			})
			.catch(() => undefined);
		return () => document.removeEventListener('visibilitychange', hidden);
	});
	onDestroy(() => {
		if (typed === null) return;
		if (parts.onlyWhenDone) void keep();
		else void leave();
	});

	return {
		get text() {
			return shownText();
		},
		set text(text) {
			if (typed === null && text === shownText()) return;
			typed = text;
			reason = null;
			failed = false;
			state = 'typing';
			clearTimeout(timer);
			timer = setTimeout(() => void keep(), PAUSE);
		},
		get reason() {
			return reason;
		},
		get failed() {
			return failed;
		},
		get state() {
			return state === 'restored' && typed === parts.stored() ? 'same' : state;
		},
		leave,
		drop,
	};
}
