import { useDraft, type Draft } from '$lib/client/drafts.svelte';
import type { RunningApp } from '$lib/client/start';
import type { View } from '$lib/client/view';
import type { Shop } from '$lib/domain/shop';
import { readText, type Typed } from '$lib/domain/typed';

/** The shop as a screen watches it: undefined until the first answer, null while there is no record. */
export interface WatchedShop {
	readonly value: View<Shop> | null | undefined;
}

/** Fields of a shop that are one line of text. */
type TextField =
	'nameTh' | 'nameEn' | 'line' | 'facebook' | 'messenger' | 'website' | 'promptpay' | 'otopNumber';

type Edit = Parameters<RunningApp['edit']>[0];

export const shopKey = (app: RunningApp): string => app.account.shop ?? '';

/** Sets fields of this account's shop, or what is made of those that stand. Throws only when the phone cannot store. */
export function setShop(
	app: RunningApp,
	set: Partial<Shop> | ((stored: Shop) => Partial<Shop>),
	{ base, force = false }: { base?: Edit['base'] | undefined; force?: boolean } = {},
) {
	return app.edit({
		space: app.space,
		kind: 'shop',
		key: shopKey(app),
		set: set as NonNullable<Edit['set']>,
		...(base && { base }),
		...(force && { force }),
	});
}

/** A text field of the shop, saved on leaving it. `read` where not any text will do. Call it while a component is set up. */
export function shopDraft<R extends string = 'too-long' | 'empty'>(
	app: RunningApp,
	shop: WatchedShop,
	field: TextField,
	read: (text: string) => Typed<string, R>,
	show: (stored: string) => string = (stored) => stored,
): Draft<R> {
	return useDraft<string, R>(app, {
		id: `shop/${shopKey(app)}/${field}`,
		stored: () => (shop.value === undefined ? undefined : show(shop.value?.fields[field] ?? '')),
		read,
		save: (value, base) => setShop(app, { [field]: value }, { base }),
	});
}

/** One of the shop's two long texts, which are a record of their own. */
export function storyDraft(
	app: RunningApp,
	story: { readonly value: View<{ th?: string; en?: string }> | null | undefined },
	language: 'th' | 'en',
	max: number,
): Draft<'too-long' | 'empty'> {
	return useDraft(app, {
		id: `story/${shopKey(app)}/${language}`,
		stored: () => (story.value === undefined ? undefined : (story.value?.fields[language] ?? '')),
		read: (text) => readText(text, max),
		save: (value, base) =>
			app.edit({ space: app.space, kind: 'story', key: shopKey(app), set: { [language]: value }, base }),
	});
}
