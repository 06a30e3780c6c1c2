import { getContext, setContext } from 'svelte';
import { live } from '$lib/client/live.svelte';
import type { RunningApp } from '$lib/client/start';
import { watchRecord, watchRemoved } from '$lib/client/view';
import type { Product } from '$lib/domain/product';
import type { Story } from '$lib/domain/story';
import { isRemoving } from '../../removing.svelte.ts';
import { providePhotoOwner } from '../../photo-owner.ts';

const KEY = Symbol('editor');

type Edit = Parameters<RunningApp['edit']>[0];
type Base = NonNullable<Edit['base']>;

/** Values, or what is made of those that stand: of a list a screen may not show yet what was done a moment ago. */
type Made<T> = T | ((stored: T) => T);

/** One product being edited: what is stored of it, and the two ways to change it. */
export interface Editor {
	readonly app: RunningApp;
	readonly key: string;
	/** What photos name it by. */
	readonly of: string;
	/** Empty for a product that does not exist yet: it is made by its first change. */
	readonly fields: Product;
	/** What the office has: a shop window shows this. */
	readonly confirmed: Product;
	readonly story: Story;
	/** False until the database has answered. */
	readonly known: boolean;
	readonly exists: boolean;
	/** Removed, or about to be. */
	readonly gone: boolean;
	/** What became of the latest change: told by the end of its transaction, not by its beginning. */
	readonly keeping: 'idle' | 'keeping' | 'kept' | 'failed';
	/** For a typed field: throws when the phone cannot store, and the draft keeps the text. */
	set(fields: Made<Product>, base?: Base): Promise<void>;
	setStory(fields: Story, base?: Base): Promise<void>;
	/**
	 * For a tap, which is a change at once. False when the phone could not store it; the screen says so. Where it is made of
	 * what stands, the field that was left by that tap is stored first.
	 */
	tap(fields: Made<Product>): Promise<boolean>;
	/** For anything else that is stored (a photo's place): the line above tells of its end too. */
	keep(work: () => Promise<unknown>): Promise<boolean>;
	/** Makes the product where it does not exist: a photo needs something to belong to. */
	begin(): Promise<boolean>;
}

/** Call it while the editor is set up. */
export function provideEditor(app: RunningApp, key: string): Editor {
	const { space } = app;
	const product = live(() => watchRecord<'product'>(app, 'product', key));
	const story = live(() => watchRecord<'story'>(app, 'story', key));
	const removed = live(() => watchRemoved(app, 'product', key));
	let keeping = $state<Editor['keeping']>('idle');

	async function tell(work: () => Promise<unknown>): Promise<void> {
		keeping = 'keeping';
		try {
			await work();
			keeping = 'kept';
		} catch (error) {
			keeping = 'failed';
			throw error;
		}
	}
	const keep = (...edits: Edit[]) => tell(() => app.edit(...edits));
	const birth = () => (product.value ? {} : { state: 'draft' as const });
	const edit = (fields: Made<Product>, base?: Base): Edit => ({
		space,
		kind: 'product',
		key,
		set: (stored) => ({ ...birth(), ...(typeof fields === 'function' ? fields(stored) : fields) }),
		...(base ? { base } : {}),
	});

	const editor: Editor = {
		app,
		key,
		of: `product/${key}`,
		get fields() {
			return product.value?.fields ?? {};
		},
		get confirmed() {
			return product.value?.confirmed ?? {};
		},
		get story() {
			return story.value?.fields ?? {};
		},
		get known() {
			return product.value !== undefined && story.value !== undefined && removed.value !== undefined;
		},
		get exists() {
			return !!product.value;
		},
		get gone() {
			return removed.value === true || isRemoving(key);
		},
		get keeping() {
			return keeping;
		},
		set: (fields, base) => keep(edit(fields, base)),
		setStory: (fields, base) =>
			keep(...(product.value ? [] : [edit({})]), {
				space,
				kind: 'story',
				key,
				set: { ...fields },
				...(base ? { base } : {}),
			}),
		async tap(fields) {
			if (typeof fields === 'function') await app.settled();
			return keep(edit(fields)).then(...settled);
		},
		keep: (work) => tell(work).then(...settled),
		begin: () => (product.value ? Promise.resolve(true) : keep(edit({})).then(...settled)),
	};
	setContext(KEY, editor);
	providePhotoOwner({
		app,
		key,
		of: editor.of,
		get category() {
			return editor.fields.category ?? 'FOOD';
		},
		begin: () => editor.begin(),
		keep: (work) => editor.keep(work),
	});
	return editor;
}

const settled = [() => true, () => false] as const;

export function useEditor(): Editor {
	return getContext<Editor>(KEY);
}

/** Two fields that are one change (a price with its least number), as the one text a draft holds. */
export const pair = {
	join: (first: string, second: string): string => (first || second ? `${first}\n${second}` : ''),
	split: (text: string): [string, string] => {
		const at = text.indexOf('\n');
		return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
	},
};
